using SlackAudit.Events;
using SlackAudit.Notify;
using SlackAudit.Notify.Digests;
using SlackAudit.Tests.Slack;

namespace SlackAudit.Tests.Notify.Digests;

public sealed class DigestClockTests
{
    // Some.Now is a Monday, 14:03 UTC.
    static readonly DigestRule Daily = new("daily", new AuditQuery(), "#daily", "0 14 * * *", TimeZoneInfo.Utc);

    [Fact]
    public async Task ADigestIsOwedOnceHoweverManyProcessesAndTimesAsk()
    {
        await using var desk = await NotifyDesk.Open(digests: [Daily]);
        var other = await desk.Log.Again();
        var clock = new DigestClock([Daily], other.Outbox, other.Questions, desk.Clock, other.Time);

        await Task.WhenAll(desk.Digests.OweAsync("daily", default), clock.OweAsync("daily", default));
        await desk.Digests.OweAsync("daily", default);
        await desk.Digests.OweAsync("unknown", default);

        var owed = Assert.Single(await desk.Log.Outbox.NewestAsync(10, default));
        Assert.Equal(("digest:daily:2026-03-02T14:00Z", "#daily", Some.Now.Date.AddDays(-1).AddHours(14)), (owed.Key, owed.Channel, owed.PeriodStart!.Value.UtcDateTime));
        await other.DisposeAsync();
    }

    [Fact]
    public async Task AfterDaysOfSilenceTheNewestIsOwedAlone()
    {
        await using var desk = await NotifyDesk.Open(digests: [Daily]);
        await desk.Digests.OweAsync("daily", default);
        await desk.Log.Append(Some.Event(app: "#a"));
        desk.Log.Time.Advance(TimeSpan.FromDays(5) + TimeSpan.FromHours(20));

        await desk.Digests.OweAsync("daily", default);

        var owed = await desk.Log.Outbox.NewestAsync(10, default);
        Assert.Equal(["digest:daily:2026-03-07T14:00Z", "event:1:#a", "digest:daily:2026-03-02T14:00Z"], owed.Select(each => each.Key));
    }

    [Fact]
    public async Task AServiceStartedForTheFirstTimeHasMissedNothing()
    {
        await using var desk = await NotifyDesk.Open(digests: [Daily]);
        desk.Log.Time.Advance(TimeSpan.FromHours(1));

        await desk.Digests.OweAsync("daily", default);

        Assert.Empty(await desk.Log.Outbox.NewestAsync(10, default));
    }

    [Fact]
    public async Task AnOwedDigestIsPostedLikeEverythingElse()
    {
        await using var desk = await NotifyDesk.Open(digests: [Daily]);
        await desk.Log.Append(Some.Event(app: "#a") with { OccurredAt = Some.Now.AddHours(-1), Summary = "alice promoted R17" });
        await desk.Digests.OweAsync("daily", default);

        await desk.Send();

        var post = desk.Slack.Posts.Single(each => each.Message.Channel == "#daily");
        Assert.StartsWith("daily: 2026-03-01 14:00 UTC to 2026-03-02 14:00 UTC", post.Message.Text, StringComparison.Ordinal);
        Assert.NotEmpty(desk.Asked);
    }

    [Fact]
    public async Task WhereSlackTakesNoChartTheWordsHaveBarsOfText()
    {
        await using var desk = await NotifyDesk.Open(digests: [Daily]);
        await desk.Log.Append(Some.Event(app: "#a") with { OccurredAt = Some.Now.AddHours(-1) }, Some.Event(app: "#a") with { OccurredAt = Some.Now.AddHours(-2) });
        await desk.Send();
        await desk.Digests.OweAsync("daily", default);
        desk.Slack.Next(StandInAnswer.Refused("invalid_blocks"));

        await desk.Send();

        var message = desk.Slack.Posts.Single(each => each.Message.Channel == "#daily").Message;
        Assert.Empty(message.Blocks);
        Assert.Contains("\nMon 2 Mar ██ 2\n", message.Text, StringComparison.Ordinal);
    }
}
