using SlackAudit.Record;
using SlackAudit.Slack;

namespace SlackAudit.Notify.Confirmations;

/// <summary>"Yes, it was me" asks for the reason; "No" is an answer.</summary>
sealed class QuestionButtons(Answering answering, ISlackApiClient slack, WasItYouSettings settings) : IBlockActionHandler
{
    public async Task<SlashCommandResponse?> Handle(BlockActionRequest request, CancellationToken cancellationToken)
    {
        var asking = await answering.AskAsync(request.Value, request.UserId, cancellationToken);
        var said = asking.Refusal ?? (request.ActionId == QuestionMessage.YesAction
            ? await OpenAsync(asking, request, cancellationToken)
            : await NoAsync(asking, request, cancellationToken));
        return said is null ? null : new SlashCommandResponse { Message = new Message { Text = SlackText.Escape(said) } };
    }

    async Task<string?> OpenAsync(Asking asking, BlockActionRequest request, CancellationToken cancellationToken)
    {
        try
        {
            await slack.Views.Open(request.TriggerId, ReasonDialog.Of(asking.Asked!, asking.Shown, asking.Before is not null), cancellationToken);
            return null;
        }
        catch (SlackException)
        {
            return ConfirmationText.NoDialog;
        }
    }

    async Task<string> NoAsync(Asking asking, BlockActionRequest request, CancellationToken cancellationToken) =>
        await answering.TakeAsync(asking, Confirmation.No, null, request.UserId, request.UserName, cancellationToken)
        ?? ConfirmationText.Thanks(settings.Channel, asking.Before is not null);
}
