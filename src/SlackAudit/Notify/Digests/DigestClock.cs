using Hangfire;
using SlackAudit.Events;
using SlackAudit.Record;

namespace SlackAudit.Notify.Digests;

/// <summary>Owes each digest when its time has come. What was missed while the service was down is owed when it is back, the newest only.</summary>
sealed class DigestClock(IReadOnlyList<DigestRule> digests, Outbox outbox, Questions questions, NotificationClock clock, TimeProvider time)
{
    static readonly TimeSpan OnTime = TimeSpan.FromMinutes(5);

    /// <summary>Owes a digest for the period that ended last, unless it is owed already.</summary>
    [AutomaticRetry(Attempts = 10)]
    public async Task OweAsync(string name, CancellationToken cancellationToken)
    {
        if (digests.FirstOrDefault(digest => digest.Name == name) is not { } rule) return;
        var now = time.GetUtcNow();
        if (DigestPeriods.Last(rule, now) is not var (start, end)) return;
        var key = $"digest:{rule.Name}:{end.UtcDateTime:yyyy-MM-ddTHH:mm}Z";
        if (await outbox.HasAsync(key, cancellationToken)) return;
        if (now - end > OnTime && !await HasEventsBeforeAsync(end, cancellationToken)) return;
        var notification = new Notification
        {
            Key = key,
            About = NotificationAbout.Digest,
            Rule = rule.Name,
            Channel = rule.Channel,
            PeriodStart = start,
            PeriodEnd = end,
            CreatedAt = now,
            DueAt = now,
        };
        await outbox.OweAsync(notification, cancellationToken);
        clock.Wake();
    }

    // A service that is started for the first time has missed nothing.
    async Task<bool> HasEventsBeforeAsync(DateTimeOffset end, CancellationToken cancellationToken) =>
        !(await questions.AskAsync(new AuditQuery { Shape = QueryShape.Last, Until = end }, TimeZoneInfo.Utc, 1, null, cancellationToken)).IsEmpty;
}
