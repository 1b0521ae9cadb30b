using System.Text.RegularExpressions;

namespace SlackAudit.Tests.Ask;

/// <summary>What one may ask about an app, on the incident; the answers were written by hand first. F stands for a fingerprint.</summary>
public sealed partial class AppQuestionTests
{
    const string StateDuringTheIncident = """
        billing in production as of 2026-03-02 13:55 UTC.
        Running:
          2026-03-02 12:03 UTC  ✅ R3 in production, deployed by bob, commit ccccccc, took 3 min  (#8 to #9)
        Environment variables that were told of:
          2026-03-02 13:00 UTC  API_URL added by dave, fingerprint F  (#10)
          2026-03-02 13:00 UTC  DATABASE_URL changed by dave, fingerprint F  (#10)
        Open then:
          2026-03-02 13:50 UTC  🚨 sensitive: dave: command in process web of billing on production started, still open as far as was told  (#18)
        """;

    const string StateBeforeIt = """
        billing in production as of 2026-02-25 10:02 UTC.
        Running:
          2026-02-23 09:04 UTC  ✅ R1 in production, deployed by carol, commit aaaaaaa, took 4 min  (#2 to #3)
        Under way then:
          2026-02-25 10:00 UTC  ▶️ started: carol: promotion of release R2 of billing on production started  (#5)
        No change of its environment was told by then.
        """;

    const string StateSeenLater = """
        billing in production as of 2026-03-02 13:55 UTC.
        Running:
          2026-03-02 12:03 UTC  ✅ R3 in production, deployed by bob, commit ccccccc, took 3 min  (#8 to #9)
        Environment variables that were told of:
          2026-03-02 13:00 UTC  API_URL added by dave, fingerprint F  (#10)
          2026-03-02 13:00 UTC  DATABASE_URL changed by dave, fingerprint F  (#10)
        Open then:
          2026-03-02 13:50 UTC  🚨 sensitive: dave: command in process web of billing on production started, until 2026-03-02 14:10 UTC  (#18)
        """;

    const string FromR2ToR4 = """
        billing from R2, deployed 2026-02-25 10:05 UTC, to R4, failed 2026-03-02 13:45 UTC.
        R2:
          2026-02-25 10:05 UTC  ✅ R2 in production, deployed by carol, commit bbbbbbb, took 5 min  (#5 to #6)
        R4:
          2026-03-02 13:45 UTC  ❌ failed: R4 in production, deployed by bob, commit ddddddd, took 5 min  (#16 to #17)
        Pushed, merged and deployed between:
          2026-03-02 11:03 UTC  ✅ alice pushed 1 commit to main of acme/billing  (#7)
          2026-03-02 12:00 UTC  ✅ bob promoted release R3 of billing on production, took 3 min  (#8 to #9)
          2026-03-02 13:30 UTC  ✅ alice pushed 1 commit to main of acme/billing  (#15)
        Environment variables that changed between:
          2026-03-02 13:00 UTC  API_URL added by dave, fingerprint F  (#10)
          2026-03-02 13:00 UTC  DATABASE_URL changed by dave, fingerprint F  (#10)
        """;

    const string VelocityOnceMended = """
        billing in production from 2026-01-31 15:03 UTC to 2026-03-02 15:03 UTC: 5 deployments, as convox tells.
        Deployment frequency:
          4 went well, 0.9 a week; a good deployment on 2 days of a week in the median (n = 1 whole week)
        Change lead time:
          median 1 h 4 min from push to production (n = 3 changes; known of 4 of 4 good deployments)
          2026-02-23 09:04 UTC  R1 after 1 h 4 min  (#1)
          2026-02-25 10:05 UTC  R2 after 24 h 0 min  (#4)
          2026-03-02 12:03 UTC  R3 after 1 h 0 min  (#7)
        Change fail rate:
          20 % (1 of 5)
          2026-03-02 13:45 UTC  R4: it failed  (#16 to #17)
        Failed deployment recovery time:
          median 32 min (n = 1)
          2026-03-02 14:17 UTC  R4 for 32 min, until R3  (#21 to #22)
        Deployment rework rate:
          20 % (1 of 5)
          2026-03-02 14:17 UTC  R3: went back to what ran before  (#21 to #22)
        Of fewer than 5 values each is shown; a median of so few says little.
        """;

    [Theory]
    [InlineData("changed nothere since it worked")]
    [InlineData("state nothere")]
    [InlineData("diff nothere RABC RDEF")]
    [InlineData("velocity nothere 30d")]
    public async Task ThatNothingIsKnownOfAnAppSaysWhenItsSourcesWereHeard(string question)
    {
        await using var desk = await Incident.Open();

        var said = (await desk.Ask(question, "U2")).Text!;

        Assert.Contains("Nothing in the log matches", said, StringComparison.Ordinal);
        Assert.Contains("Last heard:\n• ", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("state billing at 13:55", StateDuringTheIncident)]
    [InlineData("state of billing at today 13:55", StateDuringTheIncident)]
    [InlineData("State billing in production as of 2026-03-02 13:55", StateDuringTheIncident)]
    [InlineData("state billing at 2026-02-25 10:02", StateBeforeIt)]
    [InlineData("diff billing R2 R4", FromR2ToR4)]
    [InlineData("diff billing R4 R2", FromR2ToR4)]
    [InlineData("diff R2 and R4 of billing", FromR2ToR4)]
    [InlineData("diff billing R2..R4", FromR2ToR4)]
    public async Task TheAnswerIsWhatAPersonWouldSay(string question, string told)
    {
        await using var desk = await Incident.Open();

        Assert.Equal(told.ReplaceLineEndings("\n"), Fingerprint().Replace((await desk.Ask(question, "U2")).Text!, "F"));
    }

    [Theory]
    [InlineData("velocity billing 30d", VelocityOnceMended)]
    [InlineData("velocity of billing since 30d", VelocityOnceMended)]
    [InlineData("velocity billing", VelocityOnceMended)]
    [InlineData("state billing at 13:55", StateSeenLater)]
    public async Task OnceItIsMendedTheAnswerIs(string question, string told)
    {
        await using var desk = await Incident.Open();
        await Incident.PassAsync(desk);

        Assert.Equal(told.ReplaceLineEndings("\n"), Fingerprint().Replace((await desk.Ask(question, "U2")).Text!, "F"));
    }

    [Theory]
    [InlineData("velocity billing", "R4: not yet, since 18 min")]
    [InlineData("velocity shop 7d", "1 deployment, as convox tells")]
    [InlineData("velocity zebra", "No deployment of zebra is in the log from")]
    [InlineData("velocity 30d", "Say of which app, such as “velocity myapp 30d”.")]
    [InlineData("state billing at foo", "“foo” is not a time that I can read after “at”.")]
    [InlineData("state billing", "billing in production as of 2026-03-02 14:03 UTC.")]
    [InlineData("state search", "Nothing is known to have run: no deploy by then that went well.")]
    [InlineData("diff billing R1", "Name two releases, such as “diff myapp RABC RDEF”.")]
    [InlineData("diff billing R1 R77", "The log knows no deployment of R77 of billing in production.")]
    [InlineData("diff billing R1 R1", "R1 is one release. Name another beside it.")]
    public async Task WhatIsNotKnownIsSaid(string question, string said)
    {
        await using var desk = await Incident.Open();

        Assert.Contains(said, (await desk.Ask(question, "U2")).Text, StringComparison.Ordinal);
    }

    [GeneratedRegex("(?<=fingerprint )[0-9a-f]{12}")]
    private static partial Regex Fingerprint();
}
