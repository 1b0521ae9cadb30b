using SlackAudit.Slack;

namespace SlackAudit.Ask;

/// <summary>Newer and Older: another page takes the place of the one that was there.</summary>
sealed class TurnAction(Answering answering, ISlackApiClient slack) : IBlockActionHandler
{
    public async Task<SlashCommandResponse?> Handle(BlockActionRequest request, CancellationToken cancellationToken)
    {
        var message = await answering.TurnedAsync(request.Value, SlackAsker.Of(request), cancellationToken);
        if (!request.IsInDialog) return new() { Message = message };
        await slack.Views.Update(request.ViewId, request.ViewHash, Dialogs.Of("Answer", Asking.InDialog(message)), cancellationToken);
        return null;
    }
}

/// <summary>Details: all that is known of one event, in a dialog, or below the answer where Slack opens none.</summary>
sealed class DetailsAction(Answering answering, Dialogs dialogs) : IBlockActionHandler
{
    public async Task<SlashCommandResponse?> Handle(BlockActionRequest request, CancellationToken cancellationToken)
    {
        var asker = SlackAsker.Of(request);
        var told = await dialogs.ShowAsync(request, $"Event {request.Value}", () => answering.DetailsAsync(request.Value, asker, cancellationToken), cancellationToken);
        return told is null ? null : new() { Message = told };
    }
}

/// <summary>Share: the answer, asked anew, for everybody in the channel; once, however often the button is pressed.</summary>
sealed class ShareAction(Answering answering, SharedAnswers shared) : IBlockActionHandler
{
    public async Task<SlashCommandResponse?> Handle(BlockActionRequest request, CancellationToken cancellationToken)
    {
        if (!shared.Begin(request)) return null;
        try
        {
            var message = await answering.SharedAsync(request.Value, SlackAsker.Of(request), request.ChannelId, cancellationToken);
            if (message.ResponseType != ResponseType.InChannel) shared.Undo(request);
            return new() { Message = message, ResponseType = message.ResponseType ?? ResponseType.Ephemeral };
        }
        catch
        {
            shared.Undo(request);
            throw;
        }
    }
}
