using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using SlackAudit.Record;
using SlackAudit.Record.Proof;
using SlackAudit.Record.Retention;

namespace SlackAudit.Tests.Record.Retention;

/// <summary>A log that grows old, and what is pruned of it.</summary>
internal static class Old
{
    /// <summary>The pruning of a log with other settings and smaller transactions.</summary>
    public static LogRetention Retention(this TestLog log, RetentionSettings settings, int most = 5, int page = 7) =>
        new(log.Contexts, log.Of<LogWriter>(), settings, log.Time, NullLogger<LogRetention>.Instance) { MostInOneTransaction = most, PageSize = page };

    /// <summary>Prunes once.</summary>
    public static async Task<RetentionReport> Prune(this TestLog log, RetentionSettings settings, int most = 5)
    {
        var report = await log.Retention(settings, most).RunAsync(dryRun: false, actor: null, null, default);
        Assert.Null(report.Problem);
        return report;
    }

    /// <summary>Keeps everything for so many days.</summary>
    public static RetentionSettings Days(int days) => new() { Days = days };

    public static void Age(this TestLog log, int days) => log.Time.Advance(TimeSpan.FromDays(days));

    public static Task<Verdict> Verify(this TestLog log, params CheckpointClaim[] claims) =>
        new LogVerifier(log.Contexts) { EventsInAStretch = 7, PayloadsInAStretch = 5 }.VerifyAsync(claims, payloads: true, null, default);

    public static async Task<List<PrunedRange>> Ranges(this TestLog log)
    {
        await using var db = await log.Contexts.CreateDbContextAsync();
        return await db.PrunedRanges.AsNoTracking().OrderBy(range => range.FirstId).ToListAsync();
    }

    public static async Task<int> Payloads(this TestLog log)
    {
        await using var db = await log.Contexts.CreateDbContextAsync();
        return await db.Payloads.CountAsync();
    }
}
