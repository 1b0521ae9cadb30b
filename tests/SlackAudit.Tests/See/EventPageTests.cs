using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using SlackAudit.Events;
using SlackAudit.Record;
using SlackAudit.See.Pages;
using SlackAudit.Tests.Record.Stories;

namespace SlackAudit.Tests.See;

public sealed partial class EventPageTests
{
    [Fact]
    public async Task EveryFieldOfTheContractIsShown()
    {
        await using var host = await SeeHost.Start();
        await host.Record(Some.Event() with
        {
            SourceEventId = "guid-1/2",
            SourceAction = "release:promote",
            Target = "R123",
            TargetType = "release",
            Scope = "production",
            ClientAddress = "203.0.113.7",
            Url = "https://example.com/releases/R123",
        });

        var page = await host.Page("/events/1");

        foreach (var name in new[]
        {
            "source", "source_event_id", "action", "source_action", "actor", "actor_trust", "app", "target", "target_type", "scope", "outcome", "sensitive",
            "occurred_at", "recorded_at", "client_address", "correlation", "url", "hash",
        })
            Assert.Contains($"<dt>{name}</dt>", page, StringComparison.Ordinal);
        foreach (var value in new[] { "guid-1/2", "release:promote", "R123", "203.0.113.7", "2 Mar 2026 14:03:00.000000 &#x2B;00:00", "href=\"https://example.com/releases/R123\"" })
            Assert.Contains(value, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheStoryThatAnEventBelongsToIsListed()
    {
        await using var host = await SeeHost.Start();
        foreach (var e in Shipped.Change().Concat(Shipped.Noise())) await host.Record(e);

        var page = await host.Page("/events/9");
        var story = page[page.IndexOf("The whole story", StringComparison.Ordinal)..page.IndexOf("<h2>Told</h2>", StringComparison.Ordinal)];

        Assert.Equal(Enumerable.Range(1, 10).Select(id => $"{id}"), EventLink().Matches(story).Select(link => link.Groups[1].Value));
        Assert.Contains("<li aria-current=\"true\">", story, StringComparison.Ordinal);
        Assert.DoesNotContain("The whole story", await host.Page("/events/15"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnAddressThatIsNotTheWebsIsTextAndNoLink()
    {
        var links = new[] { "javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//example.com", "/relative", "not one", "" }.Select(Links.Web);

        await using var host = await SeeHost.Start();
        await host.Record(Some.Event() with { Url = "javascript:alert(1)" });

        Assert.All(links, Assert.Null);
        Assert.DoesNotContain("href=\"javascript", await host.Page("/events/1"), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task ThePayloadIsLaidOut()
    {
        await using var host = await SeeHost.Start();
        await host.Log.AppendAsync("generic", [Some.Event()], Encoding.UTF8.GetBytes("""{"a":{"b":["Ärger","<b>"]}}"""), default);

        var page = WebUtility.HtmlDecode(await host.Page("/events/1"));

        Assert.Contains("{\n  \"a\": {\n    \"b\": [\n      \"Ärger\",\n      \"<b>\"\n    ]", page, StringComparison.Ordinal);
    }

    [Fact]
    public void APayloadThatIsNoJsonIsShownAsItIs() => Assert.Equal("not {json", PayloadText.Of("not {json"u8.ToArray()).Text);

    [Theory]
    [InlineData(100, false)]
    [InlineData(60_000, false)]
    [InlineData(70_000, true)]
    [InlineData(3_000_000, true)]
    public void AHugePayloadIsCutAndSaysSo(int length, bool cut)
    {
        var payload = PayloadText.Of(Encoding.UTF8.GetBytes(new string('x', length)));

        Assert.Equal((cut, length), (payload.IsCut, payload.Bytes));
        Assert.True(payload.Text.Length <= 65_536);
    }

    [Theory]
    [InlineData("\"\\ud800\"")]
    [InlineData("[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[")]
    [InlineData("\u0000\u202e")]
    public void NoPayloadIsTooStrangeToShow(string payload) => Assert.NotEqual("", PayloadText.Of(Encoding.UTF8.GetBytes(payload)).Text);

    [Fact]
    public async Task WhatIsOwedForItIsShownWithStateAndReason()
    {
        await using var host = await SeeHost.Start();
        await host.Record(Some.Event());
        await host.Post("#deploys", "{}", eventId: 1, NotificationState.Failed, "The channel is archived: unarchive it.");

        var page = await host.Page("/events/1");

        Assert.Contains("#deploys", page, StringComparison.Ordinal);
        Assert.Contains("badge state-failed", page, StringComparison.Ordinal);
        Assert.Contains("The channel is archived: unarchive it.", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ItLeadsToItsNeighboursInTheLog()
    {
        await using var host = await SeeHost.Start();
        await host.Record(Some.Event(), Some.Event(), Some.Event());

        Assert.DoesNotContain("rel=\"prev\"", await host.Page("/events/1"), StringComparison.Ordinal);
        var middle = await host.Page("/events/2");
        Assert.Contains("rel=\"prev\" href=\"/events/1\"", middle, StringComparison.Ordinal);
        Assert.Contains("rel=\"next\" href=\"/events/3\"", middle, StringComparison.Ordinal);
        Assert.DoesNotContain("rel=\"next\"", await host.Page("/events/3"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ItLeadsToWhatHappenedToTheSameAppWithinAnHour()
    {
        await using var host = await SeeHost.Start();
        await host.Record(
            Some.Event(app: "acme/count deploys") with { OccurredAt = Some.Now },
            Some.Event("exec", "acme/count deploys") with { OccurredAt = Some.Now.AddMinutes(59) },
            Some.Event("exec", "acme/count deploys") with { OccurredAt = Some.Now.AddMinutes(61) },
            Some.Event("exec", "other") with { OccurredAt = Some.Now });

        var around = OnwardsLink().Matches(await host.Page("/events/1")).First(match => match.Groups[2].Value == "What happened around this?");
        var page = await host.Page(WebUtility.HtmlDecode(around.Groups[1].Value));

        Assert.Equal(["2", "1"], EventLink().Matches(page).Select(match => match.Groups[1].Value));
    }

    [Fact]
    public async Task AnEventWithoutActorOrAppIsShownAllTheSame()
    {
        await using var host = await SeeHost.Start();
        await host.Record(new AuditEvent { Source = "generic", SourceEventId = "1", Action = "other", OccurredAt = DateTimeOffset.MinValue, Summary = "x" });
        await host.Record(new AuditEvent { Source = "generic", SourceEventId = "2", Action = "other", OccurredAt = DateTimeOffset.MaxValue, Summary = "y" });

        Assert.Contains("What happened around this?", await host.Page("/events/1"), StringComparison.Ordinal);
        Assert.Contains("What happened around this?", await host.Page("/events/2?tz=Asia/Tokyo"), StringComparison.Ordinal);
        Assert.Contains("href=\"/events/1\"", await host.Page("/?tz=America/New_York"), StringComparison.Ordinal);
    }

    [GeneratedRegex("<li><a href=\"([^\"]+)\"><bdi>([^<]+)</bdi></a></li>")]
    private static partial Regex OnwardsLink();

    [GeneratedRegex("class=\"event-summary\" href=\"/events/([0-9]+)\"")]
    private static partial Regex EventLink();
}
