using System.Net;
using System.Text.RegularExpressions;
using SlackAudit.Events;

namespace SlackAudit.Tests.See;

public sealed partial class TimelineTests
{
    [Fact]
    public async Task EventsStandUnderTheirDaysNewestFirst()
    {
        await using var host = await SeeHost.Start();
        await host.Record(
            Some.Event() with { OccurredAt = Some.Now.AddDays(-2), Summary = "the oldest" },
            Some.Event() with { OccurredAt = Some.Now, Summary = "the newest" },
            Some.Event() with { OccurredAt = Some.Now.AddDays(-1), Summary = "the middle one" });

        var page = await host.Page("/");

        InOrder(page, "Today", "Monday, 2 March 2026", "the newest", "Yesterday", "Sunday, 1 March 2026", "the middle one", "Saturday, 28 February 2026", "the oldest");
    }

    [Fact]
    public async Task TheReadersZoneDecidesTheDayAndIsKept()
    {
        await using var host = await SeeHost.Start();
        await host.Record(Some.Event() with { OccurredAt = new DateTimeOffset(2026, 3, 1, 23, 30, 0, TimeSpan.Zero) });

        Assert.Contains("Sunday, 1 March 2026", await host.Page("/"), StringComparison.Ordinal);
        InOrder(await host.Page("/?tz=Europe/Berlin"), "Europe/Berlin", "Monday, 2 March 2026", "00:30");
        InOrder(await host.Page("/"), "Europe/Berlin", "Monday, 2 March 2026", "00:30");
    }

    [Theory]
    [InlineData("Europe/Atlantis")]
    [InlineData("../../etc/passwd")]
    [InlineData("/etc/localtime")]
    [InlineData("<script>alert(1)</script>")]
    public async Task AZoneThatThereIsNotIsSaidSoAndNotKept(string zone)
    {
        await using var host = await SeeHost.Start();

        using var answer = await host.Http.GetAsync("/?tz=" + Uri.EscapeDataString(zone));
        var page = await answer.Content.ReadAsStringAsync();

        Assert.Contains("There is no time zone", page, StringComparison.Ordinal);
        Assert.Contains("value=\"UTC\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", page, StringComparison.Ordinal);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task WalkingAllPagesShowsEveryEventOnceEvenWhereTimesAreEqual()
    {
        await using var host = await SeeHost.Start();
        await host.Record([.. Enumerable.Range(0, 173).Select(i => Some.Event() with { OccurredAt = Some.Now.AddSeconds(i / 60) })]);

        var seen = new List<string>();
        var pages = 0;
        for (var address = "/"; address is not null; pages++)
        {
            var page = await host.Page(address);
            seen.AddRange(EventLink().Matches(page).Select(match => match.Groups[1].Value));
            var older = OlderLink().Match(page);
            address = older.Success ? WebUtility.HtmlDecode(older.Groups[1].Value) : null;
        }

        Assert.Equal(4, pages);
        Assert.Equal(Enumerable.Range(1, 173).Reverse().Select(id => $"{id}"), seen);
    }

    [Fact]
    public async Task TheOlderPageAsksTheSameQuestion()
    {
        await using var host = await SeeHost.Start();
        await host.Record([.. Enumerable.Range(0, 120).Select(i => Some.Event(i % 2 == 0 ? "deploy" : "build") with { OccurredAt = Some.Now.AddSeconds(-i) })]);

        var older = OlderLink().Match(await host.Page("/?q=deploys"));
        var page = await host.Page(WebUtility.HtmlDecode(older.Groups[1].Value));

        Assert.Equal(10, EventLink().Count(page));
        Assert.Contains("Understood as", page, StringComparison.Ordinal);
        Assert.DoesNotContain("rel=\"next\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AWordThatIsNotUnderstoodIsExplainedAndTheNearestOffered()
    {
        await using var host = await SeeHost.Start();

        var page = await host.Page("/?q=" + Uri.EscapeDataString("deploys sinec 7d"));

        Assert.Contains("That was not understood", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/?q=deploys%20since%207d\"", page, StringComparison.Ordinal);
        Assert.Contains("role=\"alert\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NothingIsExplainedByTheTimeAskedAndWhenSourcesWereHeard()
    {
        await using var host = await SeeHost.Start();
        await host.Record(Some.Event() with { OccurredAt = Some.Now.AddDays(-30) });

        var page = await host.Page("/?q=" + Uri.EscapeDataString("deploys since 7d"));

        InOrder(page, "Nothing since 23 Feb 2026", "Ask the same of the whole log", "last heard", "generic", "2 Mar 2026 14:03", "just now");
    }

    [Fact]
    public async Task AnEmptyLogSaysHowToFillIt()
    {
        await using var host = await SeeHost.Start();

        Assert.Contains("No source has been heard yet", await host.Page("/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task CountsAreATableWhoseLinesLeadToTheirEvents()
    {
        await using var host = await SeeHost.Start();
        await host.Record(
            Some.Event(app: "billing"), Some.Event(app: "billing") with { Outcome = Outcome.Failure }, Some.Event(app: "acme/web"), Some.Event(app: null), Some.Event("build", "billing"));

        var page = await host.Page("/?q=" + Uri.EscapeDataString("count deploys per app"));
        var billing = WebUtility.HtmlDecode(TallyLink().Matches(page).First(match => match.Groups[2].Value == "billing").Groups[1].Value);
        var events = await host.Page(billing);

        InOrder(page, "<table", "billing", "width=\"100%\"", "width=\"50%\"", "not named", "</table>");
        Assert.Equal(2, EventLink().Count(events));
    }

    [Fact]
    public async Task ADayOfACountLeadsToTheEventsOfThatDayInTheReadersZone()
    {
        await using var host = await SeeHost.Start();
        var midnight = new DateTimeOffset(2026, 2, 28, 23, 0, 0, TimeSpan.Zero);
        await host.Record(
            Some.Event() with { OccurredAt = midnight.AddMinutes(-1) }, Some.Event() with { OccurredAt = midnight }, Some.Event() with { OccurredAt = midnight.AddHours(23) });

        var page = await host.Page("/?tz=Europe/Berlin&q=" + Uri.EscapeDataString("count deploys per day"));
        var first = WebUtility.HtmlDecode(TallyLink().Matches(page).First(match => match.Groups[2].Value == "2026-03-01").Groups[1].Value);

        Assert.Equal(2, EventLink().Count(await host.Page(first)));
    }

    [Theory]
    [InlineData("/?before=yesterday")]
    [InlineData("/?before=1-")]
    [InlineData("/?before=-1-1")]
    [InlineData("/?before=9223372036854775807-1")]
    [InlineData("/events/4711")]
    [InlineData("/events/0")]
    [InlineData("/events/-1")]
    [InlineData("/nowhere/at/all")]
    [InlineData("/events/9223372036854775808")]
    public async Task WhatIsNotThereIsAPageThatSaysSo(string address)
    {
        await using var host = await SeeHost.Start();

        using var answer = await host.Http.GetAsync(address);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("Not found", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ADatabaseThatDoesNotAnswerIsAPageThatSaysWhereToLook()
    {
        await using var host = await SeeHost.Start(migrate: false);

        using var answer = await host.Http.GetAsync("/");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Contains("/readyz", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/events/1")]
    [InlineData("/preview")]
    [InlineData("/api/events")]
    [InlineData("/healthz")]
    public async Task TheHeadAloneMayBeAskedFor(string address)
    {
        await using var host = await SeeHost.Start();
        await host.Record(Some.Event());
        using var request = new HttpRequestMessage(HttpMethod.Head, address);

        using var answer = await host.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync());
    }

    static void InOrder(string page, params string[] parts)
    {
        var at = 0;
        foreach (var part in parts)
        {
            var found = page.IndexOf(part, at, StringComparison.Ordinal);
            Assert.True(found >= 0, $"\"{part}\" does not follow in:\n{page}");
            at = found + part.Length;
        }
    }

    [GeneratedRegex("class=\"event-summary\" href=\"/events/([0-9]+)\"")]
    private static partial Regex EventLink();

    [GeneratedRegex("rel=\"next\" href=\"([^\"]+)\"")]
    private static partial Regex OlderLink();

    [GeneratedRegex("<a href=\"([^\"]+)\"><bdi>([^<]+)</bdi></a>")]
    private static partial Regex TallyLink();

    [Fact]
    public async Task ASessionIsOneLineThatLeadsToBothItsEvents()
    {
        await using var host = await SeeHost.Start();
        await host.Record(Some.Event("exec") with { Correlation = "session:a", Outcome = Outcome.Started });
        await host.Record(Some.Event("exec") with { Correlation = "session:a", OccurredAt = Some.Now.AddMinutes(12) });

        var page = await host.Page("/");

        Assert.Single(System.Text.RegularExpressions.Regex.Matches(page, "<article class=\"event "));
        Assert.Contains("<strong>for 12 min</strong>", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/events/1\"", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/events/2\"", page, StringComparison.Ordinal);
    }
}
