using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using SlackAudit.Events;
using SlackAudit.Record;
using SlackAudit.Record.Proof;
using SlackAudit.Tests.Record;
using SlackAudit.Tests.Slack;

namespace SlackAudit.Tests.Journeys;

/// <summary>What must hold of a log whatever happened to those who wrote it.</summary>
internal static partial class LogProof
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
        AssertEveryChannelHeardAllOfItsOwn(events.Where(e => besides?.Contains(e.SourceEventId) != true), notifications, slack);
        return events.Count;
    }

    /// <summary>Everything owed was told: by itself, or counted in a message that was.</summary>
    public static async Task Everything(DatabaseSettings database, SlackStandIn slack)
    {
        await using var log = await TestLog.Open(database);
        var notifications = await Told(log);
        AssertWhatWasJoinedIsCounted(notifications, [.. notifications.Where(n => n.State == NotificationState.Posted && n.About != NotificationAbout.Reply)], slack);
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
        for (var i = 0; i < 960; i++)
        {
            await using var db = await log.Contexts.CreateDbContextAsync();
            var all = await db.Notifications.AsNoTracking().OrderBy(n => n.Id).ToListAsync();
            // The edit that says that a storm is over comes when it is. What Slack did not confirm twice is left to people, and listed.
            if (all.All(n => n.State is NotificationState.Posted or NotificationState.Joined or NotificationState.Failed && (n.EditDueAt is null || n.EditDueAt == n.LivesUntil)))
            {
                Assert.All(all.Where(n => n.State == NotificationState.Failed), n => Assert.True(n.MayRepeat, n.Reason));
                return all;
            }
            await Task.Delay(250);
        }
        Assert.Fail("Something is still owed after four minutes.");
        return [];
    }

    static void AssertEveryChannelHeardAllOfItsOwn(IEnumerable<AuditEvent> events, List<Notification> notifications, SlackStandIn slack)
    {
        Assert.Equal(events.Where(e => e.Action == "deploy").Select(e => e.Id), notifications.Where(n => n.About == NotificationAbout.Event).Select(n => n.EventId!.Value).Order());
        var heads = notifications.Where(n => n.State is NotificationState.Posted or NotificationState.Failed && n.About != NotificationAbout.Reply).ToDictionary(n => n.Id);
        var told = slack.Posts.Where(post => post.Message.ThreadTs is null).GroupBy(IdOf).ToDictionary(group => group.Key, group => group.ToList());
        Assert.Equal(heads.Values.Where(head => head.State == NotificationState.Posted).Select(head => head.Id).Order(), told.Keys.Where(id => heads[id].State == NotificationState.Posted).Order());
        foreach (var (id, repeated) in told.Where(each => each.Value.Count > 1))
        {
            Assert.True(heads[id].MayRepeat, $"Message {id} was told {repeated.Count} times, and nobody knew that it might be.");
            Assert.All(repeated.Skip(1), post => Assert.Contains("may be a repeat", post.Message.Text, StringComparison.Ordinal));
        }
        foreach (var channel in slack.Posts.Where(post => heads.TryGetValue(IdOf(post), out var head) && head.About == NotificationAbout.Event).GroupBy(post => post.Channel))
        {
            var first = channel.Select(IdOf).Distinct().ToList();
            Assert.Equal(first.Order(), first);
        }
        AssertWhatWasJoinedIsCounted(notifications, [.. heads.Values], slack);
    }

    static void AssertWhatWasJoinedIsCounted(List<Notification> notifications, List<Notification> heads, SlackStandIn slack)
    {
        var joined = notifications.Where(n => n.State == NotificationState.Joined).CountBy(n => n.PartOf!.Value).ToDictionary();
        Assert.Empty(joined.Keys.Except(heads.Select(head => head.Id)));
        foreach (var head in heads.Where(head => head.State == NotificationState.Posted))
        {
            var last = slack.Updates.LastOrDefault(update => update.Ts == head.SlackTs) ?? slack.Posts.Single(post => post.Ts == head.SlackTs);
            var said = Counted().Match(last.Message.Text!) is { Success: true } match ? int.Parse(match.Groups[1].Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture) : 0;
            Assert.Equal(joined.GetValueOrDefault(head.Id), said);
        }
    }

    static long IdOf(StandInPost post) => long.Parse(
        JsonDocument.Parse(post.Raw["metadata"]).RootElement.GetProperty("event_payload").GetProperty("notification_id").GetString()!, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"([\d,]+) (?:more like it|events? (?:are|is) summed up)")]
    private static partial Regex Counted();
}
