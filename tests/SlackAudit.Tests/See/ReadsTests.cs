using System.Net;
using SlackAudit.Events;
using SlackAudit.Record;

namespace SlackAudit.Tests.See;

/// <summary>Who looks at what is sensitive is recorded, on a page and through the API, and only then.</summary>
public sealed class ReadsTests
{
    static readonly AuditEvent[] Events =
    [
        Some.Event(),
        Some.Event(Actions.Exec, app: "vault", actor: "mallory") with { Sensitive = true, Summary = "mallory opened a hiddenshell" },
        Some.Event(Actions.Push, app: "site", actor: "carol"),
    ];

    public static TheoryData<string, bool> Places
    {
        get
        {
            var places = new TheoryData<string, bool>();
            foreach (var (question, isSensitive) in new[] { ("", true), ("exec", true), ("sensitive since 24h", true), ("last exec", true), ("who touched vault", true), ("count per actor", true), ("pushes", false), ("routine", false), ("count pushes", false), ("who touched site", false) })
            {
                var q = Uri.EscapeDataString(question);
                foreach (var place in new[] { "/?q=", "/api/events?q=" }) places.Add($"page {place}{q}", isSensitive);
                // Events as lines are an export, unless the question itself leaves out what is sensitive.
                var isExport = question != "routine" && !question.StartsWith("who", StringComparison.Ordinal) && !question.StartsWith("count", StringComparison.Ordinal);
                places.Add($"lines /api/events?q={q}", isSensitive || isExport);
            }
            places.Add("page /events/1", false);
            places.Add("page /events/2", true);
            places.Add("page /events/3", false);
            foreach (var place in new[] { "/sources", "/checkpoints", "/outbox", "/api/sources", "/healthz", "/readyz" }) places.Add($"page {place}", false);
            return places;
        }
    }

    [Theory]
    [MemberData(nameof(Places))]
    public async Task WhatIsSensitiveIsReadOnTheRecordWhereverItIsRead(string place, bool isRecorded)
    {
        await using var host = await SeeHost.Start();
        await host.Record(Events);

        var said = "";
        for (var i = 0; i < 3; i++) said = await Read(host, place);

        var reads = await Reads(host);
        Assert.Equal(isRecorded ? 1 : 0, reads.Count);
        Assert.True(isRecorded || !said.Contains("hiddenshell", StringComparison.Ordinal));
        Assert.All(reads, read => Assert.Equal((OwnSource.Name, null, ActorTrust.None, "127.0.0.1", false), (read.Source, read.Actor, read.ActorTrust, read.ClientAddress, read.Sensitive)));
        Assert.All(reads, read => Assert.Equal(place.Contains("/api/", StringComparison.Ordinal) ? "log.api" : "log.page", read.SourceAction));
    }

    [Fact]
    public async Task TheSameQuestionIsRecordedOnceAnHourAndEachPlaceByItself()
    {
        await using var host = await SeeHost.Start();
        await host.Record(Events);
        foreach (var place in new[] { "page /?q=exec", "page /?q=exec", "page /?q=sensitive", "page /api/events?q=exec", "page /events/2" }) await Read(host, place);

        Assert.Equal(["log.page", "log.page", "log.api", "log.page"], (await Reads(host)).Select(read => read.SourceAction));
        Assert.Contains((await Reads(host)).Select(read => read.Summary), said => said.EndsWith(": event 2", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("page /?q=exec")]
    [InlineData("page /events/2")]
    [InlineData("page /api/events?q=exec")]
    [InlineData("lines /api/events?q=exec")]
    public async Task WhatCannotBeRecordedIsNotShown(string place)
    {
        await using var host = await SeeHost.Start();
        await host.Record(Events);
        await host.Of<LogWriter>().DisposeAsync();

        using var answer = await Send(host, place);
        var said = await answer.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Contains("is recorded, and the log takes nothing", said, StringComparison.Ordinal);
        Assert.DoesNotContain("hiddenshell", said, StringComparison.Ordinal);
        Assert.Contains("carol", await Read(host, "page /?q=pushes"), StringComparison.Ordinal);
    }

    static async Task<IReadOnlyList<AuditEvent>> Reads(SeeHost host)
    {
        var found = await host.Of<Questions>().AskWhollyAsync(new AuditQuery { Actions = [Actions.Read] }, TimeZoneInfo.Utc, 100, default);
        return [.. found.Events.OrderBy(e => e.Id)];
    }

    static async Task<string> Read(SeeHost host, string place)
    {
        using var answer = await Send(host, place);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync();
    }

    static Task<HttpResponseMessage> Send(SeeHost host, string place)
    {
        var (how, address) = (place.Split(' ')[0], place[(place.IndexOf(' ', StringComparison.Ordinal) + 1)..]);
        var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (how == "lines") request.Headers.Add("Accept", "application/x-ndjson");
        return host.Http.SendAsync(request);
    }
}
