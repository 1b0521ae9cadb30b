using System.Globalization;
using SlackAudit.Notify.Confirmations;
using SlackAudit.Notify.Digests;
using SlackAudit.Record;
using SlackAudit.Record.Messages;
using SlackAudit.Record.Stories;
using SlackAudit.Slack;
using SlackAudit.Slack.Blocks;

namespace SlackAudit.Notify;

/// <summary>Makes the message of a notification when it is sent or edited, so that it says what the log says then.</summary>
sealed class NotificationMessages(
    Questions questions, LivingMessages living, StoryReader stories, Outbox outbox, DigestReports reports, NotificationRules rules, IReadOnlyList<DigestRule> digests, TimeProvider time,
    QuestionMessages? asking = null, EventPages? pages = null)
{
    const int LongestText = 4000;
    const int MostOfThing = 100;
    const int NewestOfAlike = 5;

    /// <summary>The message, as Slack takes it; null when what it told of is gone.</summary>
    public async Task<Telling?> MakeAsync(Notification notification, CancellationToken cancellationToken)
    {
        if (await ToldAsync(notification, cancellationToken) is not { } telling) return null;
        var message = telling.Message with { Channel = telling.Message.Channel ?? notification.Channel, Metadata = Ids(notification) };
        // Once it is posted, what is said is how it is, however it came there.
        if (notification is { MayRepeat: true, SlackTs: null }) message = Repeated(message);
        return telling with { Message = BlockKit.Fit(message) };
    }

    async Task<Telling?> ToldAsync(Notification notification, CancellationToken cancellationToken)
    {
        try
        {
            return notification.About switch
            {
                NotificationAbout.Digest => await DigestAsync(notification, cancellationToken),
                NotificationAbout.Summary => await SummaryAsync(notification, cancellationToken),
                NotificationAbout.Reply => await ReplyAsync(notification, cancellationToken),
                NotificationAbout.Question when asking is not null => await asking.MakeAsync(notification, cancellationToken),
                _ => await EventAsync(notification, cancellationToken),
            };
        }
        catch (Exception exception) when (exception is not OperationCanceledException && SendingFailure.IsHopeless(notification))
        {
            return new Telling(NotMade(notification, exception));
        }
    }

    async Task<Telling?> EventAsync(Notification notification, CancellationToken cancellationToken)
    {
        if (notification.EventId is not { } id || await questions.FindAsync(id, cancellationToken) is not { } first) return null;
        string[] met = [notification.Rule, .. rules.Met(first, notification.Channel).Where(rule => rule != notification.Rule)];
        if (notification.Kind is null) return new Telling(EventMessage.Of(first, met, questions.People, pages: pages));
        var thing = notification.Thing is null ? [first] : await living.EventsOfThingAsync(notification, MostOfThing, cancellationToken);
        var told = thing.LastOrDefault(Things.Ends) ?? first;
        var step = StorySteps.Of([.. thing.OrderBy(e => e.OccurredAt)]).FirstOrDefault(step => step.Start?.Id == told.Id || step.End?.Id == told.Id);
        var beside = new Beside
        {
            Step = step,
            Story = await stories.OfAsync(told, cancellationToken),
            Session = Sessions.Among(thing).GetValueOrDefault(told.Id),
            Alike = notification.SlackChannel is null ? null : await AlikeAsync(notification, step, cancellationToken),
        };
        return new Telling(EventMessage.Of(told, met, questions.People, beside, pages)) { LivesUntil = notification.SlackChannel is null ? Things.LivesUntil(told, time.GetUtcNow()) : null };
    }

    // Of a thing that is certainly one there is nothing to count; of one that may be several, all but the start and the end that are told.
    async Task<MessageParts> AlikeAsync(Notification notification, StoryStep? step, CancellationToken cancellationToken)
    {
        var isCertain = notification.Thing is { } thing && Things.IsCertain(thing);
        var parts = await living.PartsAsync(notification.Id, NewestOfAlike + 1, isCertain ? notification.Thing : null, cancellationToken);
        var told = new[] { step?.Start?.Id, step?.End?.Id };
        var isTold = !isCertain && step is { Start: not null, End: not null };
        return parts with { Newest = [.. parts.Newest.Where(e => !told.Contains(e.Id)).Take(NewestOfAlike)], Count = parts.Kinds.Sum(kind => kind.Count) - (isTold ? 1 : 0) };
    }

    async Task<Telling?> SummaryAsync(Notification notification, CancellationToken cancellationToken)
    {
        var parts = await living.PartsAsync(notification.Id, NewestOfAlike, null, cancellationToken);
        return parts.Count == 0 ? null : new Telling(SummaryMessage.Of(notification, parts, time.GetUtcNow(), questions.People));
    }

    async Task<Telling?> ReplyAsync(Notification notification, CancellationToken cancellationToken)
    {
        if (notification is not { PartOf: { } part, EventId: { } id }) return null;
        if (await outbox.FindAsync(part, cancellationToken) is not { SlackTs: { } ts, SlackChannel: { } channel } || await questions.FindAsync(id, cancellationToken) is not { } told) return null;
        return new Telling(ReplyMessage.Of(told, await stories.OfAsync(told, cancellationToken), questions.People) with { Channel = channel, ThreadTs = ts });
    }

    async Task<Telling?> DigestAsync(Notification notification, CancellationToken cancellationToken)
    {
        var digest = digests.FirstOrDefault(rule => rule.Name == notification.Rule);
        if (digest is null || notification is not { PeriodStart: { } start, PeriodEnd: { } end }) return null;
        return new Telling(DigestMessage.Of(await reports.MakeAsync(digest, start, end, cancellationToken), pages));
    }

    // What the row was posted for stays findable, whatever its message tells by now.
    static MessageMetadata Ids(Notification notification)
    {
        var ids = new Dictionary<string, string> { ["notification_id"] = notification.Id.ToString(CultureInfo.InvariantCulture) };
        if (notification.EventId is { } id) ids["event_id"] = id.ToString(CultureInfo.InvariantCulture);
        return new MessageMetadata("slackaudit_notification", ids);
    }

    // That something happened is told even when what it was cannot be.
    static Message NotMade(Notification notification, Exception exception)
    {
        var what = notification.EventId is { } id ? $"Event {id} met the rule {notification.Rule}"
            : notification.About == NotificationAbout.Summary ? $"Some events met the rule {notification.Rule}" : $"The digest {notification.Rule} is due";
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

/// <summary>What a notification tells.</summary>
/// <param name="Message">The message.</param>
sealed record Telling(Message Message)
{
    /// <summary>Until when others may join it; null when that is as it was.</summary>
    public DateTimeOffset? LivesUntil { get; init; }
}
