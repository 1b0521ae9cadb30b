using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using SlackAudit.Record.Sources;
using SlackAudit.See;

namespace SlackAudit.Tests.See;

public sealed class SourcesTests
{
    [Fact]
    public async Task ThePageSaysWhoWasHeardHowMuchCameAndWhatWasRefused()
    {
        await using var see = await SeeHost.Start();
        Assert.Contains("never heard", await see.Page("/sources"), StringComparison.Ordinal);
        await see.Record(Some.Event(), Some.Event() with { OccurredAt = Some.Now.AddMinutes(20) });
        await see.Log.RefusedAsync("github", [Some.Refused("github", 1234, "The signature is <b>wrong</b>."), Some.Refused("github", 2, "Too large.", "too_large")], null, default);
        await see.Of<HourCounts>().FlushAsync(default);

        var page = await see.Page("/sources");

        foreach (var part in (string[])["<h1>Sources</h1>", "1 delivery, 2 events", "1,234", "wrong secret", "too large", "&lt;b&gt;wrong&lt;/b&gt;", "ahead of ours by 20 minutes", "aria-current=\"page\"", "badge outcome-failure", "not in the settings"])
            Assert.Contains(part, page, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>wrong", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("href=\"/sources\"", await see.Page("/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ProgramsGetTheSame()
    {
        await using var see = await SeeHost.Start();
        await see.Record(Some.Event());
        await see.Of<HourCounts>().FlushAsync(default);

        using var answer = JsonDocument.Parse(await see.Page("/api/sources"));

        var source = answer.RootElement.GetProperty("sources")[0];
        Assert.Equal(("generic", "2026-03-02T14:03:00.000000Z", 1), (source.GetProperty("source").GetString(), source.GetProperty("last_delivery_at").GetString(), source.GetProperty("last_day").GetProperty("events").GetInt32()));
    }

    [Theory]
    [InlineData("/metrics")]
    [InlineData("/api/sources")]
    public async Task FiguresAreForHoldersOfATokenOrThisMachine(string address)
    {
        await using var open = await SeeHost.Start();
        await using var guarded = await SeeHost.Start(new SeeSettings { ApiTokens = ["a-token-that-is-long-enough"] });

        Assert.Equal(HttpStatusCode.OK, await Ask(open, null));
        Assert.Equal(HttpStatusCode.Unauthorized, await Ask(open, null, "audit.example.com"));
        Assert.Equal(HttpStatusCode.Unauthorized, await Ask(guarded, null));
        Assert.Equal(HttpStatusCode.Unauthorized, await Ask(guarded, "another"));
        Assert.Equal(HttpStatusCode.OK, await Ask(guarded, "a-token-that-is-long-enough", "audit.example.com"));

        async Task<HttpStatusCode> Ask(SeeHost see, string? token, string? host = null)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { Host = host } };
            if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            using var answer = await see.Http.SendAsync(request);
            return answer.StatusCode;
        }
    }

    [Fact]
    public async Task ADatabaseThatDoesNotAnswerIsAFigureToo()
    {
        await using var see = await SeeHost.Start(migrate: false);

        Assert.Matches("(?m)^slackaudit_database_up(\\{\\})? 0", await see.Page("/metrics"));
    }
}
