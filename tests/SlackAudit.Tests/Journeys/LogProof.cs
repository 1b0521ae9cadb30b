using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using SlackAudit.Events;
using SlackAudit.Record;
using SlackAudit.Record.Proof;
using SlackAudit.Tests.Record;
using SlackAudit.Tests.Slack;

namespace SlackAudit.Tests.Journeys;

/// <summary>What must hold of a log whatever happened to those who wrote it.</summary>
internal static class LogProof
{
    /// <summary>One intact chain, every acknowledged delivery in it once, and everything owed told once, or said to be a repeat.</summary>
    /// <param name="database">The log.</param>
    /// <param name="load">What was sent, and nothing else was.</param>
    /// <param name="slack">Where it was told.</param>
    /// <param name="besides">Ids of events that are there without having been sent.</param>
    public static async Task<int> Of(DatabaseSettings database, Load load, SlackStandIn slack, IReadOnlyCollection<string>? besides = null)
    {
        await using var log = await TestLog.Open(database);
        var notifications = await Told(log);
        var events = await Intact(log);
        AssertAllAreThereOnce([.. load.Acknowledged.Keys, .. besides ?? []], events);
        AssertEveryChannelHeardAllOfItsOwn(events.Where(e => besides?.Contains(e.SourceEventId) != true), notifications, slack.Posts);
        return events.Count;
    }

    /// <summary>One intact chain with every one of the events in it once, so far.</summary>
    public static async Task SoFar(DatabaseSettings database, IReadOnlyCollection<string> acknowledged)
    {
        await using var log = await TestLog.Open(database);
        AssertAllAreThereOnce(acknowledged, await Intact(log));
    }

    static async Task<List<AuditEvent>> Intact(TestLog log)
    {
        var verdict = await log.Of<LogVerifier>().VerifyAsync([], payloads: true, null, default);
        Assert.Empty(verdict.Faults);
        await using var db = await log.Contexts.CreateDbContextAsync();
        var events = await db.Events.AsNoTracking().OrderBy(e => e.Id).Where(e => e.Id <= verdict.Events).ToListAsync();
        var previous = new byte[32];
        for (var i = 0; i < events.Count; i++)
        {
            Assert.Equal(i + 1, events[i].Id);
            Assert.Equal(Chain.Link(previous, events[i]), events[i].Hash);
            previous = events[i].Hash;
        }
        Assert.Equal((verdict.Events, verdict.Hash), (events.Count, Convert.ToHexStringLower(previous)));
        return events;
    }

    static void AssertAllAreThereOnce(IReadOnlyCollection<string> acknowledged, List<AuditEvent> events)
    {
        var recorded = events.Select(e => e.SourceEventId).ToList();
        Assert.Equal(recorded.Count, recorded.Distinct().Count());
        Assert.Empty(acknowledged.Except(recorded));
    }

    static async Task<List<Notification>> Told(TestLog log)
    {
        for (var i = 0; i < 360; i++)
        {
            await using var db = await log.Contexts.CreateDbContextAsync();
            var all = await db.Notifications.AsNoTracking().OrderBy(n => n.Id).ToListAsync();
            if (all.All(n => n.State == NotificationState.Posted)) return all;
            await Task.Delay(250);
        }
        Assert.Fail("Something is still owed after a minute and a half.");
        return [];
    }

    static void AssertEveryChannelHeardAllOfItsOwn(IEnumerable<AuditEvent> events, List<Notification> notifications, IReadOnlyList<StandInPost> posts)
    {
        var owed = notifications.ToDictionary(n => n.EventId!.Value);
        Assert.Equal(events.Where(e => e.Action == "deploy").Select(e => e.Id), owed.Keys.Order());
        var told = posts.GroupBy(EventOf).ToDictionary(group => group.Key, group => group.ToList());
        Assert.Equal(owed.Keys.Order(), told.Keys.Order());
        foreach (var (id, repeated) in told.Where(each => each.Value.Count > 1))
        {
            Assert.True(owed[id].MayRepeat, $"Event {id} was told {repeated.Count} times, and nobody knew that it might be.");
            Assert.All(repeated.Skip(1), post => Assert.Contains("may be a repeat", post.Message.Text, StringComparison.Ordinal));
        }
        foreach (var channel in posts.GroupBy(post => post.Channel))
        {
            var first = channel.Select(EventOf).Distinct().ToList();
            Assert.Equal(first.Order(), first);
        }
    }

    static long EventOf(StandInPost post) =>
        long.Parse(JsonDocument.Parse(post.Raw["metadata"]).RootElement.GetProperty("event_payload").GetProperty("event_id").GetString()!, CultureInfo.InvariantCulture);
}
