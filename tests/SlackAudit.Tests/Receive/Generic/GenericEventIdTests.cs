using SlackAudit.Receive.Generic;
using static SlackAudit.Tests.Receive.Generic.GenericCases;

namespace SlackAudit.Tests.Receive.Generic;

public sealed class GenericEventIdTests
{
    const string Timed = """{"action":"deploy","occurred_at":"2026-03-01T10:00:00Z"}""";
    const string Bare = """{"action":"deploy"}""";

    static IEnumerable<string> Ids(string body) => ReadAll(body).Select(e => e.SourceEventId);

    [Theory]
    [InlineData("""{"action":"deploy","id":"evt-1"}""", "evt-1")]
    [InlineData("""{"action":"deploy","id":17}""", "17")]
    [InlineData("""{"action":"deploy","id":" evt-1 ","occurred_at":"2026-03-01T10:00:00Z"}""", "evt-1")]
    [InlineData("""{"action":"deploy","id":17,"source_event_id":"guid"}""", "guid")]
    public void ASendersOwnIdIsTheEventsId(string body, string id) => Assert.Equal([id], Ids(body));

    [Fact]
    public void AnIdTooLongToKeepIsItsDigest()
    {
        var ids = Ids($$"""[{"action":"deploy","id":"{{new string('x', 201)}}"},{"action":"deploy","id":"{{new string('x', 202)}}"}]""").ToList();

        Assert.All(ids, id => Assert.StartsWith("sha256:", id, StringComparison.Ordinal));
        Assert.NotEqual(ids[0], ids[1]);
        Assert.Equal([new string('x', 200)], Ids($$"""{"action":"deploy","id":"{{new string('x', 200)}}"}"""));
    }

    [Fact]
    public void WithoutAnIdTheSameBytesOfTheSameTimeAreTheSameEventHoweverTheyArePacked()
    {
        var id = Assert.Single(Ids(Timed));

        Assert.StartsWith("sha256:", id, StringComparison.Ordinal);
        Assert.Equal([id], Ids($"  [ {Timed} ]"));
        Assert.Equal([id, id + "/2", id + "/3"], Ids($"{Timed}\r\n{Timed}\n{Timed}"));
        Assert.NotEqual([id], Ids(Timed.Replace("10:00", "10:01", StringComparison.Ordinal)));
    }

    [Fact]
    public void WithoutIdAndTimeEveryAnnouncementIsAnEventOfItsOwn()
    {
        var ids = Ids($"[{Bare},{Bare}]").Concat(Ids(Bare)).Concat(Ids("""{"action":"deploy","occurred_at":"now"}""")).ToList();

        Assert.Equal(4, ids.Distinct().Count());
        Assert.All(ids, id => Assert.True(Guid.TryParse(id, out _)));
    }

    [Fact]
    public void AnIdMadeUpSortsByTheTimeOfArrival()
    {
        var early = new GenericSource().Read(Posted.To("generic", Bare)).Events[0].SourceEventId;
        var late = new GenericSource().Read(Posted.To("generic", Bare) with { ReceivedAt = Some.Now.AddSeconds(1) }).Events[0].SourceEventId;

        Assert.True(string.CompareOrdinal(early, late) < 0);
    }
}
