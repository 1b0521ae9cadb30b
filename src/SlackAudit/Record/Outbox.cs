using Microsoft.EntityFrameworkCore;
using SlackAudit.Events;
using SlackAudit.Record.Messages;

namespace SlackAudit.Record;

/// <summary>The outbox: what is owed to which channel and what became of it.</summary>
public sealed class Outbox
{
    const int LongestReason = 300;

    readonly LogWriter writer;
    readonly IDbContextFactory<AuditDbContext> contexts;
    readonly TimeProvider time;

    internal Outbox(LogWriter writer, IDbContextFactory<AuditDbContext> contexts, TimeProvider time) => (this.writer, this.contexts, this.time) = (writer, contexts, time);

    /// <summary>For each channel that is owed something: the message whose turn it is.</summary>
    public async Task<IReadOnlyList<Notification>> NextByChannelAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        // What is not due yet and was never tried holds up nobody: it is for later.
        var open = db.Notifications.Where(n =>
            n.State == NotificationState.Pending && n.DueAt <= now || n.State == NotificationState.Waiting || n.State == NotificationState.Sending);
        var heads = open.GroupBy(n => n.Channel).Select(channel => channel.Min(n => n.Id));
        return await db.Notifications.AsNoTracking().Where(n => heads.Contains(n.Id)).OrderBy(n => n.Id).ToListAsync(cancellationToken);
    }

    /// <summary>When the first message is due of those that were never tried and are for later; null for none.</summary>
    public async Task<DateTimeOffset?> NextDueAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Notifications.Where(n => n.State == NotificationState.Pending && n.DueAt > now)
            .OrderBy(n => n.DueAt).Select(n => (DateTimeOffset?)n.DueAt).FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>One message of the outbox; null for none of that id.</summary>
    public async Task<Notification?> FindAsync(long id, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Notifications.AsNoTracking().SingleOrDefaultAsync(n => n.Id == id, cancellationToken);
    }

    /// <summary>The newest messages of the outbox, newest first, whatever their state.</summary>
    public async Task<IReadOnlyList<Notification>> NewestAsync(int count, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Notifications.AsNoTracking().OrderByDescending(n => n.Id).Take(count).ToListAsync(cancellationToken);
    }

    /// <summary>The newest messages, newest first, without what other messages tell and what is not told.</summary>
    public async Task<IReadOnlyList<Notification>> NewestMessagesAsync(int count, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Notifications.AsNoTracking().Where(n => n.State != NotificationState.Joined && n.State != NotificationState.Muted)
            .OrderByDescending(n => n.Id).Take(count).ToListAsync(cancellationToken);
    }

    /// <summary>Messages of one state, those that have been there longest first.</summary>
    public async Task<IReadOnlyList<Notification>> InStateAsync(NotificationState state, int count, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Notifications.AsNoTracking().Where(n => n.State == state).OrderBy(n => n.Id).Take(count).ToListAsync(cancellationToken);
    }

    /// <summary>Has a message that failed or was dropped sent again; the log says who wanted it.</summary>
    /// <param name="id">The message.</param>
    /// <param name="by">Who says so; null where that is not known.</param>
    /// <param name="address">From which network address; null where that is not known.</param>
    /// <param name="cancellationToken">Given up before writing only.</param>
    /// <returns>Why it was not done, a sentence that says what to do; null when it is owed again.</returns>
    /// <exception cref="LogUnavailableException">The database did not take it.</exception>
    public async Task<string?> ReplayAsync(long id, string? by, string? address, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is not { } found) return None(id);
        return await DecideAsync(new OutboxDecision(found, null, by, address, Instants.Truncate(time.GetUtcNow())), cancellationToken)
            ? null : $"Message {id} is {Word(found.State)}: only what failed or was dropped can be sent again.";
    }

    /// <summary>Has a message that is owed, or failed, never sent; the log says who wanted it and why.</summary>
    /// <param name="id">The message.</param>
    /// <param name="reason">Why.</param>
    /// <param name="by">Who says so; null where that is not known.</param>
    /// <param name="address">From which network address; null where that is not known.</param>
    /// <param name="cancellationToken">Given up before writing only.</param>
    /// <returns>Why it was not done, a sentence that says what to do; null when it is dropped.</returns>
    /// <exception cref="LogUnavailableException">The database did not take it.</exception>
    public async Task<string?> DropAsync(long id, string reason, string? by, string? address, CancellationToken cancellationToken)
    {
        var why = Redaction.Redact.Field(reason, LongestReason + 1) ?? "";
        if (why.Length is 0 or > LongestReason) return $"Say in at most {LongestReason} characters why it is dropped: the log keeps that.";
        if (await FindAsync(id, cancellationToken) is not { } found) return None(id);
        return await DecideAsync(new OutboxDecision(found, why, by, address, Instants.Truncate(time.GetUtcNow())), cancellationToken)
            ? null : $"Message {id} is {Word(found.State)}: only what is owed or failed can be dropped.";
    }

    /// <summary>What an event is owed, in order.</summary>
    public async Task<IReadOnlyList<Notification>> OfEventAsync(long eventId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Notifications.AsNoTracking().Where(n => n.EventId == eventId).OrderBy(n => n.Id).ToListAsync(cancellationToken);
    }

    /// <summary>How much is owed, since when, and what could not be posted.</summary>
    public async Task<OutboxStanding> StandingAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var owed = db.Notifications.Where(n => n.State == NotificationState.Pending || n.State == NotificationState.Waiting || n.State == NotificationState.Sending);
        var failed = db.Notifications.Where(n => n.State == NotificationState.Failed);
        return new OutboxStanding(
            await owed.LongCountAsync(cancellationToken),
            await owed.OrderBy(n => n.Id).Select(n => (DateTimeOffset?)n.CreatedAt).FirstOrDefaultAsync(cancellationToken),
            await failed.LongCountAsync(cancellationToken),
            await failed.Concat(owed).Where(n => n.Reason != null).OrderByDescending(n => n.Id).Select(n => n.Reason).FirstOrDefaultAsync(cancellationToken));
    }

    /// <summary>Whether a notification of this key exists.</summary>
    public async Task<bool> HasAsync(string key, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Notifications.AnyAsync(n => n.Key == key, cancellationToken);
    }

    /// <summary>Owes a message that no event brought; one whose key exists is owed already.</summary>
    /// <exception cref="LogUnavailableException">The database did not take it.</exception>
    public Task OweAsync(Notification notification, CancellationToken cancellationToken) =>
        writer.CommitAsync(new LogWork { Owed = [notification] }, cancellationToken);

    /// <summary>Changes a notification's state if it still is as the sender saw it.</summary>
    /// <returns>Whether it was.</returns>
    /// <exception cref="LogUnavailableException">The database did not take it.</exception>
    public async Task<bool> ChangeAsync(NotificationChange change, CancellationToken cancellationToken) =>
        (await writer.CommitAsync(new LogWork { Changes = [change] }, cancellationToken)).Changed == 1;

    static string None(long id) => $"The outbox has no message {id}.";

    async Task<bool> DecideAsync(OutboxDecision decision, CancellationToken cancellationToken) =>
        (await writer.CommitAsync(new LogWork { Source = OwnSource.Name, Change = decision, Events = [Redaction.Redact.Event(decision.ToEvent())] }, cancellationToken)).Taken;

    internal static string Word(NotificationState state) => state switch
    {
        NotificationState.Sending => "sending",
        NotificationState.Waiting => "waiting",
        NotificationState.Posted => "posted",
        NotificationState.Failed => "failed",
        NotificationState.Joined => "joined",
        NotificationState.Muted => "muted",
        NotificationState.Dropped => "dropped",
        _ => "pending",
    };

    internal static string Word(NotificationAbout about) => about switch
    {
        NotificationAbout.Digest => "digest",
        NotificationAbout.Question => "question",
        NotificationAbout.Summary => "summary",
        NotificationAbout.Reply => "reply",
        _ => "event",
    };

    internal static NotificationAbout About(string word) => word switch
    {
        "digest" => NotificationAbout.Digest,
        "question" => NotificationAbout.Question,
        "summary" => NotificationAbout.Summary,
        "reply" => NotificationAbout.Reply,
        _ => NotificationAbout.Event,
    };

    internal static NotificationState State(string word) => word switch
    {
        "sending" => NotificationState.Sending,
        "waiting" => NotificationState.Waiting,
        "posted" => NotificationState.Posted,
        "failed" => NotificationState.Failed,
        "joined" => NotificationState.Joined,
        "muted" => NotificationState.Muted,
        "dropped" => NotificationState.Dropped,
        _ => NotificationState.Pending,
    };
}

/// <summary>How the outbox stands.</summary>
/// <param name="Owed">How many messages are still to be posted.</param>
/// <param name="OldestOwedAt">Since when the oldest of them is owed; null for none.</param>
/// <param name="Failed">How many could not be posted and are not tried again.</param>
/// <param name="LastReason">Why the newest of those that wait or failed does; null for none.</param>
public sealed record OutboxStanding(long Owed, DateTimeOffset? OldestOwedAt, long Failed, string? LastReason);
