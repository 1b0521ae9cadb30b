using System.Net;
using SlackAudit.Events;
using SlackAudit.Record;
using SlackAudit.Slack.Access;

namespace SlackAudit.Tests.Ask.Home;

public sealed class HomeTests
{
    static AuditEvent Shell => Some.Event(Actions.Exec, app: "vault", actor: "mallory") with { Sensitive = true, Summary = "mallory opened a shell on vault" };

    [Fact]
    public async Task AMemberSeesTodayAndTheirOwnAndTheSourcesAndNothingSensitive()
    {
        await using var host = await SlackHost.Start();
        await host.Record(Some.Event(), Some.Event() with { Outcome = Outcome.Failure }, Shell);

        var home = await host.OpenHome(SlackHost.Member);

        Assert.Contains("*Events*\\n2", home, StringComparison.Ordinal);
        Assert.Contains("*Deploys*\\n2", home, StringComparison.Ordinal);
        Assert.Contains("*Failed*\\n1", home, StringComparison.Ordinal);
        Assert.Contains("alice did deploy of myapp", home, StringComparison.Ordinal);
        Assert.Contains("github  never heard", home, StringComparison.Ordinal);
        Assert.Contains("only auditors of this app are shown that", home, StringComparison.Ordinal);
        foreach (var word in (string[])["vault", "mallory", "*Sensitive*", "confirmed by nobody"]) Assert.DoesNotContain(word, home, StringComparison.Ordinal);
        Assert.Empty(await Reads(host));
    }

    [Fact]
    public async Task AnAuditorSeesWhatIsSensitiveAndThatIsRecorded()
    {
        await using var host = await SlackHost.Start();
        await host.Record(Some.Event(), Shell);

        var home = await host.OpenHome(SlackHost.Auditor);
        await host.OpenHome(SlackHost.Auditor);

        Assert.Contains("mallory opened a shell on vault", home, StringComparison.Ordinal);
        Assert.Contains("*Sensitive*\\n1", home, StringComparison.Ordinal);
        Assert.DoesNotContain("alice did deploy", home, StringComparison.Ordinal);
        Assert.Equal("audrey asked the log about what is sensitive: the app's home: sensitive since 7d", Assert.Single(await Reads(host)).Summary);
    }

    [Fact]
    public async Task WhoMayNotAskSeesWhatToDo()
    {
        await using var host = await SlackHost.Start(new AccessSettings { Members = [SlackHost.Auditor] });
        await host.Record(Some.Event(), Shell);

        foreach (var user in (string[])[SlackHost.Member, SlackHost.Guest])
        {
            var home = await host.OpenHome(user);
            Assert.Contains("Only members of this app", home, StringComparison.Ordinal);
            Assert.DoesNotContain("myapp", home, StringComparison.Ordinal);
            Assert.DoesNotContain("vault", home, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task WhatIsToldAgainIsActedOnOnce()
    {
        await using var host = await SlackHost.Start();
        var opened = new { type = "app_home_opened", user = SlackHost.Member, tab = "home" };

        await host.Happened(opened, "Ev1");
        await host.Happened(opened, "Ev1", isRetry: true);
        await host.Happened(opened with { tab = "messages" }, "Ev2");
        await host.Settled();

        Assert.Equal(SlackHost.Member, Assert.Single(host.Slack.Homes).Where);
    }

    [Fact]
    public async Task WhatSlackDidNotSignIsNotActedOn()
    {
        await using var host = await SlackHost.Start();

        Assert.Equal(HttpStatusCode.Unauthorized, await host.Happened(new { type = "app_home_opened", user = SlackHost.Member, tab = "home" }, secret: "not the secret of this app"));
        Assert.DoesNotContain("views.publish", host.Slack.Calls);
    }

    [Fact]
    public async Task RefreshShowsItAsItIsNowUnlessSomethingNewerIsShown()
    {
        await using var host = await SlackHost.Start();
        await host.OpenHome(SlackHost.Member);
        var stale = host.Slack.HomeHash(SlackHost.Member);
        await host.Record(Some.Event());

        await Refresh(stale);
        Assert.Contains("alice did deploy of myapp", (await host.Slack.WaitForHomes(2))[1].Raw, StringComparison.Ordinal);
        await Refresh(stale);
        await host.Settled();

        Assert.Equal(2, host.Slack.Homes.Count);
        Assert.Empty(host.Log);

        Task<string> Refresh(string hash) => host.Press(SlackHost.Member, "home.refresh", "", new { id = "V0HOME", type = "home", hash });
    }

    [Fact]
    public async Task TheSearchBoxAnswersInADialogAsWhoeverAsksMaySee()
    {
        await using var host = await SlackHost.Start();
        await host.Record(Some.Event(), Shell);
        var home = new { id = "V0HOME", type = "home", hash = "x" };

        await host.Press(SlackHost.Member, "home.search", "last deploy", home);
        await host.Slack.WaitForViews(1);
        await host.Press(SlackHost.Member, "home.search", "who touched vault", home);
        await host.Slack.WaitForViews(2);
        await host.Press(SlackHost.Auditor, "home.search", "who touched vault", home);
        var dialogs = (await host.Slack.WaitForViews(3)).Select(view => view.Raw).ToList();

        Assert.Contains("alice did deploy of myapp", dialogs[0], StringComparison.Ordinal);
        Assert.Contains("https://audit.example.com/events/1", dialogs[0], StringComparison.Ordinal);
        Assert.DoesNotContain("mallory", dialogs[1], StringComparison.Ordinal);
        Assert.Contains("mallory", dialogs[2], StringComparison.Ordinal);
        Assert.DoesNotContain("audit.share", string.Concat(dialogs), StringComparison.Ordinal);
    }

    [Fact]
    public async Task APressIsAuthorizedAnewWhateverItsButtonWasShownTo()
    {
        await using var host = await SlackHost.Start();
        await host.Record(Shell);
        var home = new { id = "V0HOME", type = "home", hash = "x" };

        await host.Press(SlackHost.Member, "audit.details.0", "1", home);
        Assert.DoesNotContain("vault", (await host.Slack.WaitForViews(1))[0].Raw, StringComparison.Ordinal);
        await host.Press(SlackHost.Auditor, "audit.details.0", "1", home);
        Assert.Contains("vault", (await host.Slack.WaitForViews(2))[1].Raw, StringComparison.Ordinal);
        await host.Press(SlackHost.Guest, "home.search", "last exec", home);
        await host.Press(SlackHost.Guest, "home.refresh", "", home);
        await host.Settled();

        Assert.Equal(2, host.Slack.Views.Count);
        Assert.Empty(host.Slack.Homes);
    }

    internal static async Task<IReadOnlyList<AuditEvent>> Reads(SlackHost host) =>
        (await host.Of<Questions>().AskAsync(new AuditQuery { Actions = [Actions.Read] }, TimeZoneInfo.Utc, 10, null, default)).Events;
}
