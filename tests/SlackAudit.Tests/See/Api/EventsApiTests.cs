using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using SlackAudit.Events;
using SlackAudit.See;

namespace SlackAudit.Tests.See.Api;

public sealed class EventsApiTests
{
    [Fact]
    public async Task AnEventHasExactlyTheFieldsOfTheContract()
    {
        await using var host = await SeeHost.Start();
        await host.Record(new AuditEvent
        {
            Source = "generic",
            SourceEventId = "guid-1/2",
            Action = "env.change",
            SourceAction = "env:set",
            Actor = "Alice Ärmel",
            ActorTrust = ActorTrust.Asserted,
            App = "acme/billing",
            Target = "prod-db",
            TargetType = "database",
            Scope = "production",
            Outcome = Outcome.Failure,
            Sensitive = true,
            OccurredAt = new DateTimeOffset(2026, 3, 2, 15, 3, 0, TimeSpan.FromHours(1)).AddMicroseconds(123456),
            ClientAddress = "203.0.113.7",
            Summary = "Alice changed <b> & \"it\"",
            Url = "https://example.com/x",
        });

        var found = Events(await Json(host, "/api/events"))[0];

        Assert.Equal(
            ["id", "source", "source_event_id", "action", "source_action", "actor", "actor_trust", "app", "target", "target_type", "scope",
                "outcome", "sensitive", "occurred_at", "recorded_at", "client_address", "summary", "url", "hash", "correlation"],
            found.EnumerateObject().Select(field => field.Name));
        Assert.Equal(1, found.GetProperty("id").GetInt64());
        Assert.Equal("Alice Ärmel", found.GetProperty("actor").GetString());
        Assert.Equal("asserted", found.GetProperty("actor_trust").GetString());
        Assert.Equal("failure", found.GetProperty("outcome").GetString());
        Assert.True(found.GetProperty("sensitive").GetBoolean());
        Assert.Equal("2026-03-02T14:03:00.123456Z", found.GetProperty("occurred_at").GetString());
        Assert.Equal("2026-03-02T14:03:00.000000Z", found.GetProperty("recorded_at").GetString());
        Assert.Equal("Alice changed <b> & \"it\"", found.GetProperty("summary").GetString());
        Assert.Matches("^[0-9a-f]{64}$", found.GetProperty("hash").GetString());
    }

    [Fact]
    public async Task WhatTheSourceDoesNotSayIsNull()
    {
        await using var host = await SeeHost.Start();
        await host.Record(new AuditEvent { Source = "generic", SourceEventId = "1", Action = "deploy", OccurredAt = Some.Now, Summary = "x" });

        var found = Events(await Json(host, "/api/events"))[0];

        foreach (var name in new[] { "source_action", "actor", "app", "target", "target_type", "scope", "client_address", "url", "correlation" })
            Assert.Equal(JsonValueKind.Null, found.GetProperty(name).ValueKind);
        Assert.Equal("none", found.GetProperty("actor_trust").GetString());
        Assert.Equal("unknown", found.GetProperty("outcome").GetString());
    }

    [Fact]
    public async Task FollowingNextGivesEveryEventOnceNewestFirst()
    {
        await using var host = await SeeHost.Start();
        await host.Record([.. Enumerable.Range(0, 25).Select(_ => Some.Event())]);

        var ids = new List<long>();
        var next = "";
        do
        {
            var page = await Json(host, $"/api/events?limit=10&before={next}");
            ids.AddRange(Events(page).Select(each => each.GetProperty("id").GetInt64()));
            next = page.GetProperty("next").GetString();
        }
        while (next is not null);

        Assert.Equal(Enumerable.Range(1, 25).Reverse().Select(id => (long)id), ids);
    }

    [Fact]
    public async Task LinesGiveEveryMatchOldestFirst()
    {
        await using var host = await SeeHost.Start();
        await host.Record([.. Enumerable.Range(0, 700).Select(i => Some.Event(i % 7 == 0 ? "build" : "deploy") with { OccurredAt = Some.Now.AddSeconds(i) })]);

        var lines = await Lines(host, "deploys");

        Assert.Equal(600, lines.Count);
        Assert.Equal(Enumerable.Range(1, 700).Where(id => (id - 1) % 7 != 0).Select(id => (long)id), lines.Select(line => line.GetProperty("id").GetInt64()));
    }

    [Fact]
    public async Task LinesOfALastFewAreThatFew()
    {
        await using var host = await SeeHost.Start();
        await host.Record([.. Enumerable.Range(0, 90).Select(i => Some.Event() with { OccurredAt = Some.Now.AddSeconds(i) })]);

        Assert.Equal([89L, 90L], (await Lines(host, "last 2 deploys")).Select(line => line.GetProperty("id").GetInt64()));
        Assert.Equal([90L], (await Lines(host, "last deploy")).Select(line => line.GetProperty("id").GetInt64()));
    }

    [Fact]
    public async Task WhoAndCountGiveTallies()
    {
        await using var host = await SeeHost.Start();
        await host.Record(Some.Event(actor: "bob"), Some.Event(actor: "bob") with { Outcome = Outcome.Failure }, Some.Event(actor: "alice"));

        var tallies = (await Json(host, "/api/events?q=who")).GetProperty("tallies").EnumerateArray().ToList();
        var lines = await Lines(host, "who");

        Assert.Equal("bob", tallies[0].GetProperty("name").GetString());
        Assert.Equal(2, tallies[0].GetProperty("count").GetInt64());
        Assert.Equal(1, tallies[0].GetProperty("failed").GetInt64());
        Assert.Equal("2026-03-02T14:03:00.000000Z", tallies[0].GetProperty("last_at").GetString());
        Assert.Equal(["bob", "alice"], lines.Select(line => line.GetProperty("name").GetString()));
    }

    [Fact]
    public async Task AQuestionThatIsNotUnderstoodSaysWhichWordAndWhatIsNear()
    {
        await using var host = await SeeHost.Start();

        using var answer = await host.Http.GetAsync("/api/events?q=" + Uri.EscapeDataString("deploys sinec 7d"));
        var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("sinec", problem.GetProperty("word").GetString());
        Assert.Equal(8, problem.GetProperty("position").GetInt32());
        Assert.Equal("since", problem.GetProperty("nearest").GetString());
        Assert.NotEqual("", problem.GetProperty("error").GetString());
    }

    [Theory]
    [InlineData("limit=0")]
    [InlineData("limit=501")]
    [InlineData("limit=many")]
    [InlineData("limit=-1")]
    [InlineData("before=now")]
    [InlineData("before=99999999999999999999-1")]
    public async Task AWrongPageIsRefusedWithASentence(string query)
    {
        await using var host = await SeeHost.Start();

        using var answer = await host.Http.GetAsync("/api/events?" + query);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("error", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Bearer first-token", HttpStatusCode.OK)]
    [InlineData("bearer second-token", HttpStatusCode.OK)]
    [InlineData("Bearer second-toke", HttpStatusCode.Unauthorized)]
    [InlineData("Bearer second-token2", HttpStatusCode.Unauthorized)]
    [InlineData("Bearer ", HttpStatusCode.Unauthorized)]
    [InlineData("Basic first-token", HttpStatusCode.Unauthorized)]
    [InlineData("first-token", HttpStatusCode.Unauthorized)]
    [InlineData(null, HttpStatusCode.Unauthorized)]
    public async Task WithTokensConfiguredOneOfThemIsNeededEvenHere(string? authorization, HttpStatusCode expected)
    {
        await using var host = await SeeHost.Start(new SeeSettings { ApiTokens = ["first-token", "second-token", ""] });
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/events");
        if (authorization is not null) request.Headers.TryAddWithoutValidation("Authorization", authorization);

        using var answer = await host.Http.SendAsync(request);

        Assert.Equal(expected, answer.StatusCode);
        if (expected == HttpStatusCode.Unauthorized) Assert.Equal("Bearer", answer.Headers.WwwAuthenticate.Single().Scheme);
    }

    [Fact]
    public async Task ATokenAnswersFromAnywhere()
    {
        await using var host = await SeeHost.Start(new SeeSettings { ApiTokens = ["first-token"] });
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/events") { Headers = { Host = "audit.example.com" } };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "first-token");
        request.Headers.Add("X-Forwarded-For", "203.0.113.7");

        using var answer = await host.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task WithoutTokensOnlyThisMachineIsAnswered()
    {
        await using var host = await SeeHost.Start();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/events");
        request.Headers.Add("X-Forwarded-For", "127.0.0.1");

        using var answer = await host.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Contains("Api:Tokens", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ADatabaseThatDoesNotAnswerIsAnErrorWithASentence()
    {
        await using var host = await SeeHost.Start(migrate: false);

        using var answer = await host.Http.GetAsync("/api/events");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Contains("error", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    static async Task<JsonElement> Json(SeeHost host, string address)
    {
        using var answer = await host.Http.GetAsync(address);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        Assert.Equal("application/json", answer.Content.Headers.ContentType!.MediaType);
        return JsonDocument.Parse(text).RootElement;
    }

    static async Task<List<JsonElement>> Lines(SeeHost host, string question)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/events?q=" + Uri.EscapeDataString(question));
        request.Headers.Accept.ParseAdd("application/x-ndjson");
        using var answer = await host.Http.SendAsync(request);
        Assert.Equal("application/x-ndjson", answer.Content.Headers.ContentType!.MediaType);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.EndsWith("\n", text, StringComparison.Ordinal);
        return [.. text.TrimEnd('\n').Split('\n').Select(line => JsonDocument.Parse(line).RootElement)];
    }

    static List<JsonElement> Events(JsonElement page) => [.. page.GetProperty("events").EnumerateArray()];
}
