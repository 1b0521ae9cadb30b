using SlackAudit.Events;
using SlackAudit.Notify.Confirmations;
using SlackAudit.Record;
using SlackAudit.Record.Messages;

namespace SlackAudit.Notify;

/// <summary>
/// Decides, before a notification is sent, whether another message tells it: that of the same deploy or session, that of alike events, or a
/// summary of what is too much for a channel or too late to be told one by one.
/// </summary>
sealed class Grouping(LivingMessages living, Questions questions, TimeProvider time, QuestionGroups? asking = null)
{
    /// <summary>No message is edited more often than this for what joins it.</summary>
    public static readonly TimeSpan EditEvery = TimeSpan.FromSeconds(10);

    /// <summary>As many deploys or builds that are alike have messages of their own within the window; what follows joins the last.</summary>
    const int MostOwnMessages = 3;

    const int MostOfThing = 100;

    // What came in order is told: the last ends of something are waited for.
    static readonly TimeSpan AfterEnd = TimeSpan.FromMinutes(2);

    readonly Summaries summaries = new(living, time);

    /// <summary>Has another message tell what is owed, if one should.</summary>
    /// <returns>Whether one does: then there is nothing to send.</returns>
    /// <exception cref="LogUnavailableException">The outbox cannot be written.</exception>
    public async Task<bool> JoinAsync(Notification owed, CancellationToken cancellationToken)
    {
        // What was posted once stays by itself: others may be part of it.
        if (owed.SlackChannel is not null) return false;
        if (owed.About == NotificationAbout.Summary) return await summaries.GatherAsync(owed, cancellationToken);
        if (owed.About == NotificationAbout.Question && asking is not null) return await asking.JoinAsync(owed, cancellationToken);
        if (owed.About != NotificationAbout.Event || owed.Kind is null || owed.MayRepeat || owed.State == NotificationState.Sending) return false;
        if (await summaries.LateAsync(owed, cancellationToken)) return true;
        if (owed.State != NotificationState.Pending) return false;
        var now = Now();
        if (owed.Thing is not null && await living.OfThingAsync(owed, now, cancellationToken) is { } own && await JoinThingAsync(owed, own, now, cancellationToken) is { } joined) return joined;
        var alike = await living.OfKindAsync(owed, now - Things.Window, now, cancellationToken);
        if (alike.Count >= (owed.Thing is null ? 1 : MostOwnMessages) && await living.JoinAsync(Alike(owed, alike[0], now), cancellationToken) > 0) return true;
        return !owed.Sensitive && await summaries.TooMuchAsync(owed, cancellationToken);
    }

    // Null: it is news, and has a message of its own unless that is too much.
    async Task<bool?> JoinThingAsync(Notification owed, Notification head, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var rows = await living.OwedOfThingAsync(owed, MostOfThing, cancellationToken);
        // Somebody else was faster.
        if (rows.Count == 0) return false;
        var events = (await questions.FindAsync([.. rows.Select(row => row.EventId!.Value)], cancellationToken)).ToDictionary(e => e.Id);
        // What joined another thing's message does not end that.
        var isOwn = head.Thing == owed.Thing;
        var hasNews = head.LivesUntil > now + AfterEnd;
        var told = rows.TakeWhile(row => !(hasNews && IsNews(row))).ToList();
        if (told.Count == 0)
        {
            if (isOwn) await living.ChangeAsync(new Overtaken(head.Id, now, now + AfterEnd), cancellationToken);
            return null;
        }
        var end = told.Select(row => events.GetValueOrDefault(row.EventId!.Value)).OfType<AuditEvent>().LastOrDefault(Things.Ends);
        var joining = new Joining(head, now)
        {
            Which = Joining.OfThing,
            Values = [owed.Thing!, owed.Kind!, told[^1].Id],
            EditDueAt = end is null || !isOwn ? EditDue(head, now) : now,
            LivesUntil = end is null || !isOwn || head.LivesUntil < now + AfterEnd ? head.LivesUntil!.Value : now + AfterEnd,
            Replies = isOwn && end is { ActionRoot: Actions.Deploy } ? [Reply(head, end, now)] : [],
        };
        return await living.JoinAsync(joining, cancellationToken) > 0;

        bool IsNews(Notification row) => events.TryGetValue(row.EventId!.Value, out var e) && Things.IsNews(e);
    }

    static Joining Alike(Notification owed, Notification head, DateTimeOffset now) => new(head, now)
    {
        Which = Joining.OfKind,
        Values = [owed.Kind!],
        EditDueAt = EditDue(head, now),
        LivesUntil = head.LivesUntil!.Value,
    };

    // A posted message is due since it was posted.
    internal static DateTimeOffset EditDue(Notification head, DateTimeOffset now)
    {
        var next = (head.EditedAt ?? head.DueAt) + EditEvery;
        return next > now ? next : now;
    }

    static Notification Reply(Notification head, AuditEvent end, DateTimeOffset now) => new()
    {
        Key = $"reply:{head.Id}:{end.Id}",
        About = NotificationAbout.Reply,
        Rule = head.Rule,
        Channel = head.Channel,
        EventId = end.Id,
        PartOf = head.Id,
        CreatedAt = now,
        DueAt = now,
    };

    DateTimeOffset Now() => Instants.Truncate(time.GetUtcNow());
}
