using SlackAudit.Record.Evidence;
using SlackAudit.Slack;

namespace SlackAudit.Ask.Evidence;

/// <summary><c>/audit evidence deploys 2026-Q1</c>: one file for auditors, made in the background and fetched from the pages by whoever signs in there or sent to whoever asked alone.</summary>
sealed class EvidenceCommand(EvidenceDelivery delivery, ISlackApiClient slack, LogAnswers answers, EvidenceAddress? pages = null) : ISlashCommandHandler
{
    const string Scope = "files:write";

    public Task<SlashCommandResponse> Handle(SlashCommand command, CancellationToken cancellationToken) => answers.GiveAsync(command, async (typed, _, context) =>
    {
        var (question, problem) = EvidenceQuestion.Read(typed, context);
        if (question is null) return Sentences.Problem(problem!);
        if (pages?.Of(question.Typed) is { } address)
            return Sentences.Lines(Mrkdwn.Of($":card_file_box: {Mrkdwn.Link(address, "Fetch the evidence pack")} of {Mrkdwn.Code(question.Typed)}: sign in as an auditor and press the button there. That you fetch it is recorded."));
        if (await UploadProblemAsync(cancellationToken) is { } unsent)
            return Sentences.Lines(Mrkdwn.Of($"{unsent} Or have this run where SlackAudit runs: {Mrkdwn.Code(OnServer(question))}"));
        return delivery.Start(question, command.UserId, context.People.OfSlack(command.UserId, command.UserName))
            ? Sentences.Lines(Mrkdwn.Of($":hourglass_flowing_sand: The evidence pack of {Mrkdwn.Code(question.Typed)} is being made. It comes to you alone, as a direct message of this app; that you asked for it is recorded."))
            : Sentences.Problem("Another evidence pack is being made. Ask again when it is done: it can take minutes.");
    }, cancellationToken);

    /// <summary>The same on the machine of the service, safe to paste into a shell.</summary>
    internal static string OnServer(EvidenceQuestion question) => $"slackaudit evidence '{question.Typed.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    // Why no file can be sent in Slack, and what to do; null where one can.
    async Task<string?> UploadProblemAsync(CancellationToken cancellationToken)
    {
        try
        {
            return (await slack.AuthTest(cancellationToken)).Scopes.Contains(Scope) ? null
                : $"This app may not send files in Slack: its scope {Scope} is missing. Whoever runs it can add that on the app's page under OAuth & Permissions and install the app again.";
        }
        catch (SlackException exception)
        {
            return $"Slack does not say whether this app may send files. {exception.Message} Ask again in a minute.";
        }
    }
}
