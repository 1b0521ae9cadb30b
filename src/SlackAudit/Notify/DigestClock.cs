using Cronos;
using Hangfire;
using SlackAudit.Record;

namespace SlackAudit.Notify;

/// <summary>Owes each digest when its time has come. What was missed while the service was down is owed when it is back, the newest only.</summary>
sealed class DigestClock(IReadOnlyList<DigestRule> digests, Outbox outbox, NotificationClock clock, TimeProvider time)
{
    // A digest that is later than this says nothing that the next one does not.
    static readonly TimeSpan Latest = TimeSpan.FromHours(12);

    /// <summary>Owes a digest for the period that ended last, unless it is owed already.</summary>
    [AutomaticRetry(Attempts = 3)]
    public async Task OweAsync(string name, CancellationToken cancellationToken)
    {
        if (digests.FirstOrDefault(digest => digest.Name == name) is not { } rule) return;
        if (LastPeriod(rule, time.GetUtcNow()) is not var (start, end)) return;
        var key = $"digest:{rule.Name}:{end.UtcDateTime:yyyy-MM-ddTHH:mm}Z";
        if (await outbox.HasAsync(key, cancellationToken)) return;
        var notification = new Notification
        {
            Key = key,
            Rule = rule.Name,
            Channel = rule.Channel,
            PeriodStart = start,
            PeriodEnd = end,
            CreatedAt = time.GetUtcNow(),
            DueAt = time.GetUtcNow(),
        };
        await outbox.OweAsync(notification, cancellationToken);
        clock.Wake();
    }

    /// <summary>The newest period that has ended, from one time of the schedule to the next; null when none ended lately.</summary>
    internal static (DateTimeOffset Start, DateTimeOffset End)? LastPeriod(DigestRule rule, DateTimeOffset now)
    {
        var cron = CronExpression.Parse(rule.At);
        var end = Before(cron, rule.TimeZone, now.AddTicks(1));
        if (end is not { } ended || now - ended > Latest) return null;
        return Before(cron, rule.TimeZone, ended) is { } started ? (started, ended) : null;
    }

    // Cronos looks forward only: begin further and further back until there is one.
    static DateTimeOffset? Before(CronExpression cron, TimeZoneInfo zone, DateTimeOffset instant)
    {
        foreach (var days in (ReadOnlySpan<int>)[1, 8, 40, 400])
        {
            DateTimeOffset? last = null;
            foreach (var occurrence in cron.GetOccurrences(instant.AddDays(-days), instant, zone, fromInclusive: true, toInclusive: false)) last = occurrence;
            if (last is not null) return last.Value.ToUniversalTime();
        }
        return null;
    }
}
