using SlackAudit.Events;
using SlackAudit.Record;
using SlackAudit.Slack;
using SlackAudit.Slack.Access;

namespace SlackAudit.Tests.Ask.Access;

/// <summary>Role by question by surface: nobody is shown what is not for them.</summary>
public sealed class PermissionTests
{
    // Each holds a word that stands nowhere else.
    static readonly AuditEvent[] Events =
    [
        At(-9, Actions.Deploy, "bob", "bob promoted R1 of myapp") with { Scope = "production", Target = "R1", TargetType = "release", Correlation = "release:production/myapp/R1" },
        At(-8, Actions.Exec, "mallory-hidden", "mallory-hidden opened a hiddenshell") with { Scope = "production", Sensitive = true, Correlation = "release:production/myapp/R1 session:hiddensession", Outcome = Outcome.Started },
        At(-7, Actions.Secret, "mallory-hidden", "mallory-hidden read hiddensecret") with { Scope = "production", Target = "hiddensecret", Sensitive = true },
        At(-6, Actions.Exec, "carol", "carol ran a shell") with { Scope = "production" },
        At(-5, Actions.Deploy, "bob", "bob promoted R2 of myapp") with { Scope = "production", Target = "R2", TargetType = "release", Outcome = Outcome.Failure },
    ];

    public static TheoryData<string> Questions =>
    [
        "myapp", "since 7d", "last 20", "exec", "exec, secret in production", "who touched myapp", "count per actor since 7d", "count since 7d", "\"hiddensecret\"", "by mallory-hidden",
        "hiddensecret", "last deploy myapp", "last exec", "changed myapp since it worked", "changed myapp since yesterday", "state myapp", "diff myapp R1 R2", "velocity myapp 30d",
        "sensitive", "sensitive:yes", "not routine", "count sensitive per actor", "everything sensitive since 7d",
    ];

    [Theory]
    [MemberData(nameof(Questions))]
    public async Task AMemberIsShownNothingSensitiveWhateverTheQuestion(string question)
    {
        await using var desk = await AccessDesk.Open(null, Events);

        foreach (var (user, channel) in new[] { ("U0MEMBER", AccessDesk.Anywhere), ("U0GROUP", AccessDesk.Anywhere), ("U0NOBODY", AccessDesk.Team) })
        {
            // What was asked may be repeated.
            var said = SlackJson.Serialize(await desk.Type(question, user, channel)).Replace(question.Split(' ')[^1].Trim('"'), "", StringComparison.Ordinal);
            Assert.DoesNotContain("hidden", said, StringComparison.Ordinal);
        }
        Assert.Empty(await desk.Looks());
    }

    [Theory]
    [InlineData("deploys of hiddensecrt")]
    [InlineData("last deploy hiddensecrt")]
    [InlineData("by mallory-hiden")]
    [InlineData("targt:hiddensecret")]
    [InlineData("hiddensecret")]
    public async Task ANameThatStandsInSensitiveEventsAloneIsAsIfItHadNeverBeenMet(string question)
    {
        await using var desk = await AccessDesk.Open(null, Events);
        await using var without = await AccessDesk.Open(null, [.. Events.Where(e => !e.Sensitive)]);

        Assert.Equal((await without.Type(question, "U0MEMBER")).Text, (await desk.Type(question, "U0MEMBER")).Text);
        Assert.DoesNotContain("Did you mean hidden", (await desk.Type(question, "U0MEMBER")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhoMayNotSeeEverythingIsStillToldWhichNameWasMeant()
    {
        await using var desk = await AccessDesk.Open(null, Events);

        Assert.Contains("Did you mean myapp", (await desk.Type("last deploy myap", "U0MEMBER")).Text, StringComparison.Ordinal);
        Assert.Contains("Did you mean hiddensecret", (await desk.Type("deploys of hiddensecrt", "U0AUDITOR")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("U0AUDITOR", AccessDesk.Anywhere)]
    [InlineData("U0ADMIN", AccessDesk.Anywhere)]
    [InlineData("U0CHIEF", AccessDesk.Anywhere)]
    [InlineData("U0NOBODY", AccessDesk.Security)]
    public async Task AnAuditorIsShownAllOfItAndThatTheyLookedIsRecorded(string user, string channel)
    {
        await using var desk = await AccessDesk.Open(null, Events);

        Assert.Contains("hiddensecret", (await desk.Type("sensitive", user, channel)).Text, StringComparison.Ordinal);
        Assert.Contains("hiddenshell", (await desk.Type("changed myapp since yesterday", user, channel)).Text, StringComparison.Ordinal);

        var looks = await desk.Looks();
        Assert.Equal(2, looks.Count);
        Assert.All(looks, look => Assert.Equal((OwnSource.Name, user[2..].ToLowerInvariant(), ActorTrust.Verified, false), (look.Source, look.Actor, look.ActorTrust, look.Sensitive)));
        Assert.Contains(": sensitive", looks[0].Summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhoTurnsPagesOfOneQuestionLookedOnceAnHour()
    {
        await using var desk = await AccessDesk.Open(null, Events);
        await desk.Type("sensitive", "U0AUDITOR");
        await desk.Type("sensitive", "U0AUDITOR");
        await desk.Type("sensitive", "U0ADMIN");
        Assert.Equal(2, (await desk.Looks()).Count);

        desk.Log.Time.Advance(TimeSpan.FromHours(1));
        await desk.Type("sensitive", "U0AUDITOR");
        Assert.Equal(3, (await desk.Looks()).Count);
    }

    [Fact]
    public async Task WhatCannotBeRecordedIsNotShown()
    {
        await using var desk = await AccessDesk.Open(null, Events);
        await desk.Log.Of<LogWriter>().DisposeAsync();

        Assert.DoesNotContain("hidden", SlackJson.Serialize(await desk.Type("sensitive", "U0AUDITOR")), StringComparison.Ordinal);
        Assert.Contains("carol ran a shell", (await desk.Type("last exec routine", "U0AUDITOR")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("U0NOBODY", AccessDesk.Anywhere)]
    [InlineData("", AccessDesk.Anywhere)]
    public async Task WhoMayNotAskIsToldWhoCanChangeThat(string user, string channel)
    {
        await using var desk = await AccessDesk.Open(null, Events);

        foreach (var text in new[] { "last deploy myapp", "help", "link github x", "unlink github x", "" })
            Assert.Contains("Access:Members", (await desk.Type(text, user.Length == 0 ? "U0" : user, channel)).Text, StringComparison.Ordinal);
        Assert.Contains("You may not ask", (await desk.Type("whoami", "U0NOBODY")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AButtonOfSomebodyElsesAnswerAsksAnewForWhoPresses()
    {
        await using var desk = await AccessDesk.Open(null, Events);
        var shown = await desk.Type("exec, secret", "U0AUDITOR");
        var details = AccessDesk.Buttons(shown).Where(button => button.Text.Text.StartsWith('#')).ToList();
        Assert.Equal(3, details.Count);

        foreach (var button in details)
        {
            var said = SlackJson.Serialize((await desk.Press(button, "U0MEMBER"))!);
            Assert.DoesNotContain("hidden", said, StringComparison.Ordinal);
        }
        Assert.Contains("Access:Members", (await desk.Press(details[0], "U0NOBODY"))!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatIsSensitiveIsSharedOnlyWhereEverybodyMaySeeIt()
    {
        await using var desk = await AccessDesk.Open(null, Events);
        var sensitive = await desk.Type("exec", "U0AUDITOR");
        var routine = await desk.Type("deploys", "U0AUDITOR");

        Assert.Equal(ResponseType.Ephemeral, (await desk.Press(sensitive, "Share", "U0AUDITOR", AccessDesk.Team, "1"))!.ResponseType);
        Assert.Equal(ResponseType.Ephemeral, (await desk.Press(sensitive, "Share", "U0AUDITOR", AccessDesk.Anywhere, "2"))!.ResponseType);
        Assert.Equal(ResponseType.InChannel, (await desk.Press(sensitive, "Share", "U0AUDITOR", AccessDesk.Security, "3"))!.ResponseType);
        Assert.Equal(ResponseType.InChannel, (await desk.Press(routine, "Share", "U0AUDITOR", AccessDesk.Team, "4"))!.ResponseType);
        // Whoever reads it there may not even ask.
        Assert.Equal(ResponseType.Ephemeral, (await desk.Press(routine, "Share", "U0AUDITOR", AccessDesk.Anywhere, "5"))!.ResponseType);
        // A member's answer leaves out what is sensitive, wherever it is shared.
        var members = await desk.Press(sensitive, "Share", "U0MEMBER", AccessDesk.Team, "6");
        Assert.Equal(ResponseType.InChannel, members!.ResponseType);
        Assert.DoesNotContain("hidden", SlackJson.Serialize(members), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WithoutSettingsEveryMemberOfTheWorkspaceMayDoEverything()
    {
        await using var desk = await AccessDesk.Open(new AccessSettings(), Events);

        Assert.Contains("hiddensecret", (await desk.Type("sensitive", "U0NOBODY")).Text, StringComparison.Ordinal);
        Assert.Contains("You are an admin", (await desk.Type("whoami", "U0NOBODY")).Text, StringComparison.Ordinal);
    }

    static AuditEvent At(double hours, string action, string actor, string summary) =>
        Some.Event(action, "myapp", actor) with { OccurredAt = Some.Now.AddHours(hours), Summary = summary };
}
