using SlackAudit.Events;
using SlackAudit.Notify;
using SlackAudit.Notify.Digests;
using SlackAudit.Record;
using SlackAudit.Tests.Record;

namespace SlackAudit.Tests.Notify.Digests;

public sealed class DigestCheckpointTests
{
    [Fact]
    public async Task TheCheckpointThatADigestPostsIsKeptInTheLogToo()
    {
        await using var log = await TestLog.OnSqlite();
        await log.Append(Some.Event());
        var rule = new DigestRule("daily", new AuditQuery(), "#daily", "0 9 * * *", TimeZoneInfo.Utc);

        var report = await DigestDesk.Reports(log).MakeAsync(rule, Some.Now.AddDays(-1), Some.Now, default);
        var posted = DigestMessage.Of(report);

        var kept = Assert.Single(await log.Of<Checkpoints>().NewestAsync(9, null, default));
        Assert.Contains($"1 {Convert.ToHexStringLower(kept.Hash)}", System.Text.Json.JsonSerializer.Serialize(SlackAudit.Slack.SlackJson.Serialize(posted)), StringComparison.Ordinal);
    }
}
