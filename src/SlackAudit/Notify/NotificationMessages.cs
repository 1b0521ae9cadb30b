using SlackAudit.Record;
using SlackAudit.Slack;
using SlackAudit.Slack.Blocks;

namespace SlackAudit.Notify;

/// <summary>Makes the message of a notification when it is sent, so that it says what the log says then.</summary>
sealed class NotificationMessages(Questions questions, DigestReports reports, IReadOnlyList<DigestRule> digests)
{
    /// <summary>The message; null when what it told of is gone.</summary>
    public async Task<Message?> RenderAsync(Notification notification, CancellationToken cancellationToken)
    {
        var message = notification.EventId is { } id
            ? await EventAsync(notification, id, cancellationToken)
            : await DigestAsync(notification, cancellationToken);
        if (message is null) return null;
        if (notification.MayRepeat) message = Repeated(message);
        return BlockKit.Fit(message with { Channel = notification.Channel });
    }

    async Task<Message?> EventAsync(Notification notification, long id, CancellationToken cancellationToken) =>
        await questions.FindAsync(id, cancellationToken) is { } told ? EventMessage.Of(told, notification.Rule) : null;

    async Task<Message?> DigestAsync(Notification notification, CancellationToken cancellationToken)
    {
        var digest = digests.FirstOrDefault(rule => rule.Name == notification.Rule);
        if (digest is null || notification is not { PeriodStart: { } start, PeriodEnd: { } end }) return null;
        return DigestMessage.Of(await reports.MakeAsync(digest, start, end, cancellationToken));
    }

    static Message Repeated(Message message)
    {
        const string Words = "Slack did not answer an earlier try, so this may be a repeat.";
        return message with
        {
            Text = $"{message.Text} ({Words})",
            Blocks = [.. message.Blocks, new ContextBlock { Elements = [Mrkdwn.Literal(Words)] }],
        };
    }
}
