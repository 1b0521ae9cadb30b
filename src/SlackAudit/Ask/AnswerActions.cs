using SlackAudit.Slack;

namespace SlackAudit.Ask;

/// <summary>Newer and Older: another page takes the place of the one that was there.</summary>
sealed class TurnAction(Answering answering) : IBlockActionHandler
{
    public async Task<SlashCommandResponse?> Handle(BlockActionRequest request, CancellationToken cancellationToken) =>
        new() { Message = await answering.TurnedAsync(request.Value, new SlackAsker(request.UserId, request.UserName, request.Role), cancellationToken) };
}

/// <summary>Details: all that is known of one event, below the answer.</summary>
sealed class DetailsAction(Answering answering) : IBlockActionHandler
{
    public async Task<SlashCommandResponse?> Handle(BlockActionRequest request, CancellationToken cancellationToken) =>
        new() { Message = await answering.DetailsAsync(request.Value, new SlackAsker(request.UserId, request.UserName, request.Role), cancellationToken) };
}

/// <summary>Share: the answer, asked anew, for everybody in the channel; once, however often the button is pressed.</summary>
sealed class ShareAction(Answering answering, SharedAnswers shared) : IBlockActionHandler
{
    public async Task<SlashCommandResponse?> Handle(BlockActionRequest request, CancellationToken cancellationToken)
    {
        if (!shared.Begin(request)) return null;
        try
        {
            var message = await answering.SharedAsync(request.Value, new SlackAsker(request.UserId, request.UserName, request.Role), request.ChannelId, cancellationToken);
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
