using SlackAudit.Notify.Confirmations;
using SlackAudit.Record;
using SlackAudit.Slack;
using SlackAudit.Slack.Blocks;

namespace SlackAudit.Notify;

/// <summary>Makes the message of a notification when it is sent, so that it says what the log says then.</summary>
sealed class NotificationMessages(Questions questions, DigestReports reports, NotificationRules rules, IReadOnlyList<DigestRule> digests, QuestionMessages? asking = null)
{
    const int LongestText = 4000;

    /// <summary>The message, as Slack takes it; null when what it told of is gone.</summary>
    public async Task<Message?> MakeAsync(Notification notification, CancellationToken cancellationToken)
    {
        var message = await ToldAsync(notification, cancellationToken);
        if (message is null) return null;
        if (notification.MayRepeat) message = Repeated(message);
        return BlockKit.Fit(message with { Channel = message.Channel ?? notification.Channel });
    }

    async Task<Message?> ToldAsync(Notification notification, CancellationToken cancellationToken)
    {
        try
        {
            if (notification.About == NotificationAbout.Question && asking is not null) return await asking.MakeAsync(notification, cancellationToken);
            return notification.EventId is { } id
                ? await EventAsync(notification, id, cancellationToken)
                : await DigestAsync(notification, cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException && SendingFailure.IsHopeless(notification))
        {
            return NotMade(notification, exception);
        }
    }

    async Task<Message?> EventAsync(Notification notification, long id, CancellationToken cancellationToken)
    {
        if (await questions.FindAsync(id, cancellationToken) is not { } told) return null;
        return EventMessage.Of(told, [notification.Rule, .. rules.Met(told, notification.Channel).Where(rule => rule != notification.Rule)], questions.People);
    }

    async Task<Message?> DigestAsync(Notification notification, CancellationToken cancellationToken)
    {
        var digest = digests.FirstOrDefault(rule => rule.Name == notification.Rule);
        if (digest is null || notification is not { PeriodStart: { } start, PeriodEnd: { } end }) return null;
        return DigestMessage.Of(await reports.MakeAsync(digest, start, end, cancellationToken));
    }

    // That something happened is told even when what it was cannot be.
    static Message NotMade(Notification notification, Exception exception)
    {
        var what = notification.EventId is { } id ? $"Event {id} met the rule {notification.Rule}" : $"The digest {notification.Rule} is due";
        var words = $"{what}, but its message cannot be made ({exception.GetType().Name}). Look it up in the log; the service's own log says why.";
        return new Message { Text = SlackText.Escape(words), Blocks = [new SectionBlock { Text = Mrkdwn.Of($":warning: {words}") }] };
    }

    static Message Repeated(Message message)
    {
        const string Words = "An earlier try was not confirmed, so this may be a repeat.";
        return message with
        {
            Text = $"{SlackText.TruncateMarkup(message.Text ?? "", LongestText - Words.Length - 3)} ({Words})",
            Blocks = [.. message.Blocks, new ContextBlock { Elements = [Mrkdwn.Literal(Words)] }],
        };
    }
}
