using SlackAudit.Record;
using SlackAudit.Slack;

namespace SlackAudit.Notify.Confirmations;

/// <summary>The reason was sent, which is the answer "yes".</summary>
sealed class ReasonSubmission(Answering answering) : IViewSubmissionHandler
{
    public async Task<ViewSubmissionResponse> Handle(ViewSubmission submission, CancellationToken cancellationToken)
    {
        var reason = SlackText.Clean(submission.Values.GetValueOrDefault(ReasonDialog.ReasonBlock)).Trim();
        if (reason.Length == 0) return Error(ConfirmationText.NoReason);
        var asking = await answering.AskAsync(submission.PrivateMetadata, submission.UserId, cancellationToken);
        var refusal = asking.Refusal ?? await answering.TakeAsync(
            asking, Confirmation.Yes, SlackText.Truncate(reason, ReasonDialog.LongestReason), submission.UserId, submission.UserName, cancellationToken);
        return refusal is null ? ViewSubmissionResponse.Close : Error(refusal);
    }

    static ViewSubmissionResponse Error(string sentence) => ViewSubmissionResponse.Error(ReasonDialog.ReasonBlock, sentence);
}
