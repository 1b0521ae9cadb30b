namespace SlackAudit.Tests.Ask;

/// <summary>The answers were written by hand from the incident before there was anything that could give them.</summary>
public sealed class ChangedTests
{
    const string WhileItFails = """
        billing in production worked 2026-03-02 12:03 UTC and failed first 2026-03-02 13:45 UTC, 1 h 42 min later.
        It worked:
          2026-03-02 12:03 UTC  ✅ bob promoted release R3 of billing on production  (#9)
        It failed:
          2026-03-02 13:45 UTC  ❌ failed: bob: promotion of release R4 of billing on production failed: unhealthy  (#17)
        Changed between, nearest to the failure first:
          2026-03-02 13:20 UTC  ✅ erin updated rack production (version 3.19) · infrastructure, 25 min before  (#13)
          2026-03-02 13:00 UTC  🚨 sensitive: dave changed the environment of billing on production: added API_URL and changed DATABASE_URL · environment, 45 min before  (#10)
        Since the failure:
          2026-03-02 13:50 UTC  🚨 sensitive: dave: command in process web of billing on production started, still open as far as was told · access, 5 min after  (#18)
        """;

    const string SinceATime = """
        What changed around billing in production since 2026-03-02 13:15 UTC.
        Changed since, the newest first:
          2026-03-02 13:50 UTC  🚨 sensitive: dave: command in process web of billing on production started, still open as far as was told · access  (#18)
          2026-03-02 13:40 UTC  ❌ failed: bob: promotion of release R4 of billing on production failed: unhealthy, took 5 min · deploy  (#16 to #17)
          2026-03-02 13:20 UTC  ✅ erin updated rack production (version 3.19) · infrastructure  (#13)
        """;

    const string OnceItIsMended = """
        billing in production was last deployed well 2026-03-02 14:17 UTC, and no deploy has failed since.
        It worked:
          2026-03-02 14:17 UTC  ✅ bob promoted release R3 of billing on production  (#22)
        Changed since, the newest first:
          2026-03-02 14:30 UTC  🚨 sensitive: dave: shell on rack production started, still open as far as was told · access  (#23)
        """;

    [Theory]
    [InlineData("changed billing since it worked", WhileItFails)]
    [InlineData("what changed in billing since it last worked?", WhileItFails)]
    [InlineData("Changed billing in production since it worked", WhileItFails)]
    [InlineData("changed app:billing since the last success", WhileItFails)]
    [InlineData("changed billing since 13:15", SinceATime)]
    [InlineData("what changed around billing since today 13:15", SinceATime)]
    public async Task WhatChangedIsToldAroundTheFailure(string question, string told)
    {
        await using var desk = await Incident.Open();

        Assert.Equal(told.ReplaceLineEndings("\n"), (await desk.Ask(question, "U2")).Text);
    }

    [Fact]
    public async Task OnceItWorksAgainOnlyWhatCameAfterIsTold()
    {
        await using var desk = await Incident.Open();
        await Incident.PassAsync(desk);

        Assert.Equal(OnceItIsMended.ReplaceLineEndings("\n"), (await desk.Ask("changed billing since it worked", "U2")).Text);
    }

    [Theory]
    [InlineData("changed search since it worked", "No deploy of search in staging that went well is in the log, so it is not known when it worked. Ask since a time: changed search since 14:00.")]
    [InlineData("changed billing in staging since it worked", "billing in staging was last deployed well 2026-03-02 13:55 UTC, and no deploy has failed since.")]
    [InlineData("changed since it worked", "Say of which app, such as “changed myapp since it worked”.")]
    [InlineData("changed billing since foo", "“foo” is not a time that I can read after “since”.")]
    public async Task WhatCannotBeToldIsExplained(string question, string said)
    {
        await using var desk = await Incident.Open();

        Assert.StartsWith(said, (await desk.Ask(question, "U2")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("changed billing")]
    [InlineData("what changed today")]
    [InlineData("changes since monday")]
    [InlineData("what changed since monday?")]
    public async Task AnythingElseIsAQuestionLikeAnyOther(string question)
    {
        await using var desk = await Incident.Open();

        Assert.Contains("Understood as", SlackAudit.Slack.SlackJson.Serialize(await desk.Ask(question, "U2")), StringComparison.Ordinal);
    }
}
