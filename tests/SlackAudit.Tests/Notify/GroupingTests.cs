using SlackAudit.Events;
using SlackAudit.Notify;
using SlackAudit.Record;
using SlackAudit.Tests.Slack;

namespace SlackAudit.Tests.Notify;

public sealed class GroupingTests
{
    static readonly NotificationRule Everything = new("all", new AuditQuery(), "#a");

    [Fact]
    public async Task TenThousandAlikeEventsInAMinuteAreOneMessageWithTheExactCount()
    {
        await using var desk = await NotifyDesk.OpenWithRules(Everything);
        for (var second = 0; second < 60; second++)
        {
            await desk.Log.Append([.. Enumerable.Range(0, second == 0 ? 220 : 9780 / 59 + (second == 1 ? 9780 % 59 : 0)).Select(_ => Push("alice", "myapp"))]);
            await desk.Later(TimeSpan.FromSeconds(1));
        }
        await desk.Later(TimeSpan.FromSeconds(20));

        var post = Assert.Single(desk.Slack.Posts);
        Assert.DoesNotContain("more like it", post.Message.Text, StringComparison.Ordinal);
        Assert.InRange(desk.Slack.Updates.Count, 1, 8);
        Assert.All(desk.Slack.Updates, update => Assert.Equal(post.Ts, update.Ts));
        Assert.Contains("9,999 more like it", desk.Slack.Updates[^1].Message.Text, StringComparison.Ordinal);
        Assert.Equal(10_000, (await desk.Log.All()).Count);
    }

    [Fact]
    public async Task WhatIsNotAlikeAndWhatComesAfterTheWindowHasAMessageOfItsOwn()
    {
        await using var desk = await NotifyDesk.OpenWithRules(Everything);
        await desk.Log.Append(Push("alice", "myapp"), Push("bob", "myapp"), Push("alice", "billing"), Push("alice", "myapp") with { Outcome = Outcome.Failure }, Push("alice", "myapp"));
        await desk.Send();
        Assert.Equal(4, desk.Slack.Posts.Count);

        await desk.Later(Things.Window);
        await desk.Log.Append(Push("alice", "myapp"));
        await desk.Send();

        Assert.Equal(5, desk.Slack.Posts.Count);
        Assert.Contains("1 more like it", Assert.Single(desk.Slack.Updates).Message.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ADeployIsOneMessageFromItsStartToItsEndWithDetailsInItsThread()
    {
        await using var desk = await NotifyDesk.OpenWithRules(Everything);
        await desk.Log.Append(Deploy(7, Outcome.Started));
        await desk.Send();
        desk.Log.Time.Advance(TimeSpan.FromMinutes(3));
        await desk.Log.Append(Deploy(7, Outcome.Success) with { OccurredAt = Some.Now.AddMinutes(3) });
        await desk.Send();
        await desk.Send();

        Assert.Equal(2, desk.Slack.Posts.Count);
        var (message, reply) = (desk.Slack.Posts[0], desk.Slack.Posts[1]);
        Assert.StartsWith("Started:", message.Message.Text, StringComparison.Ordinal);
        Assert.Equal(message.Ts, reply.Message.ThreadTs);
        var update = Assert.Single(desk.Slack.Updates);
        Assert.Equal(message.Ts, update.Ts);
        Assert.StartsWith("Done:", update.Message.Text, StringComparison.Ordinal);
        Assert.Contains("took 3 min", update.Message.Text, StringComparison.Ordinal);
        Assert.Equal([NotificationState.Posted, NotificationState.Joined, NotificationState.Posted], (await Rows(desk)).Select(row => row.State));
    }

    [Fact]
    public async Task AnEndThatArrivesBeforeItsStartIsToldOnceAsTheEnd()
    {
        await using var desk = await NotifyDesk.OpenWithRules(Everything);
        await desk.Log.Append(Deploy(7, Outcome.Success) with { OccurredAt = Some.Now.AddMinutes(3) });
        await desk.Send();
        await desk.Log.Append(Deploy(7, Outcome.Started));
        await desk.Later(TimeSpan.FromSeconds(11));

        Assert.Single(desk.Slack.Posts);
        Assert.StartsWith("Done:", desk.Slack.Updates[^1].Message.Text, StringComparison.Ordinal);
        Assert.Contains("took 3 min", desk.Slack.Updates[^1].Message.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AFailureIsWorthANewMessageAndTheOneOfItsStartSaysSoToo()
    {
        await using var desk = await NotifyDesk.OpenWithRules(Everything);
        await desk.Log.Append(Deploy(7, Outcome.Started));
        await desk.Send();
        await desk.Log.Append(Deploy(7, Outcome.Failure));
        await desk.Send();
        await desk.Send();

        Assert.Equal(["Started:", "Failed:"], desk.Texts.Select(text => text.Split(' ')[0]));
        var update = Assert.Single(desk.Slack.Updates);
        Assert.Equal(desk.Slack.Posts[0].Ts, update.Ts);
        Assert.StartsWith("Failed:", update.Message.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ManyDeploysThatAreAlikeHaveThreeMessagesAndTheThirdCountsTheRest()
    {
        await using var desk = await NotifyDesk.OpenWithRules(Everything);
        await desk.Log.Append([.. Enumerable.Range(0, 50).Select(number => Deploy(number, Outcome.Success))]);
        await desk.Send();
        await desk.Later(TimeSpan.FromSeconds(11));

        Assert.Equal(3, desk.Slack.Posts.Count);
        Assert.Contains("47 more like it", desk.Slack.Updates[^1].Message.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DeploysThatAreNotToldApartAreOneMessageFromStartToEndAndCountedBeyondThat()
    {
        await using var desk = await NotifyDesk.OpenWithRules(Everything);
        await desk.Log.Append(Some.Event() with { Outcome = Outcome.Started });
        await desk.Send();
        await desk.Log.Append(Some.Event() with { OccurredAt = Some.Now.AddMinutes(2) });
        await desk.Later(TimeSpan.FromSeconds(11));
        Assert.Contains("took 2 min", desk.Slack.Updates[^1].Message.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("more like it", desk.Slack.Updates[^1].Message.Text, StringComparison.Ordinal);

        await desk.Log.Append([.. Enumerable.Range(0, 300).Select(_ => Some.Event())]);
        await desk.Later(TimeSpan.FromSeconds(11));
        await desk.Later(TimeSpan.FromSeconds(11));

        Assert.Single(desk.Slack.Posts, post => post.Message.ThreadTs is null);
        Assert.Contains("301 more like it", desk.Slack.Updates[^1].Message.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatIsSensitiveOrSomewhereElseIsNeverHiddenInAMessageThatIsNot()
    {
        await using var desk = await NotifyDesk.OpenWithRules(Everything);
        await desk.Log.Append(Push("alice", "myapp"), Push("alice", "myapp") with { Sensitive = true, Summary = "forced" }, Push("alice", "myapp") with { Scope = "production" });
        await desk.Send();

        Assert.Equal(3, desk.Slack.Posts.Count);
        Assert.Contains(desk.Texts, text => text.StartsWith("Sensitive: forced", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ManyFailuresThatAreAlikeAreCountedToo()
    {
        await using var desk = await NotifyDesk.OpenWithRules(Everything);
        await desk.Log.Append([.. Enumerable.Range(0, 50).Select(number => Deploy(number, Outcome.Started))]);
        await desk.Log.Append([.. Enumerable.Range(0, 50).Select(number => Deploy(number, Outcome.Failure))]);
        await desk.Send();
        await desk.Later(TimeSpan.FromSeconds(11));
        await desk.Later(TimeSpan.FromSeconds(11));

        Assert.InRange(desk.Slack.Posts.Count, 6, 9);
        Assert.DoesNotContain(await Rows(desk), row => row.State is not (NotificationState.Posted or NotificationState.Joined));
    }

    [Fact]
    public async Task WhatJoinedAnothersMessageDoesNotEndThat()
    {
        await using var desk = await NotifyDesk.OpenWithRules(Everything);
        await desk.Log.Append([.. Enumerable.Range(0, 4).Select(number => Deploy(number, Outcome.Started))]);
        await desk.Send();
        await desk.Log.Append(Deploy(3, Outcome.Success));
        await desk.Later(TimeSpan.FromMinutes(1));
        await desk.Later(TimeSpan.FromMinutes(20));
        await desk.Log.Append(Deploy(2, Outcome.Success) with { OccurredAt = Some.Now.AddMinutes(21) });
        await desk.Send();
        await desk.Later(TimeSpan.FromSeconds(11));

        Assert.Equal(3, desk.Slack.Posts.Count(post => post.Message.ThreadTs is null));
        var last = desk.Slack.Updates.Last(update => update.Ts == desk.Slack.Posts[2].Ts);
        Assert.StartsWith("Done: deploy of R2", last.Message.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AShellIsOneMessageThatIsOpenAndThenClosed()
    {
        await using var desk = await NotifyDesk.OpenWithRules(Everything);
        await desk.Log.Append(Shell(Outcome.Started));
        await desk.Send();
        Assert.Contains("open since 2026-03-02 14:03 UTC", Assert.Single(desk.Texts), StringComparison.Ordinal);
        desk.Log.Time.Advance(TimeSpan.FromMinutes(47));
        await desk.Log.Append(Shell(Outcome.Success) with { OccurredAt = Some.Now.AddMinutes(47) });
        await desk.Send();
        await desk.Send();

        Assert.Single(desk.Slack.Posts);
        Assert.Contains("lasted 47 min", Assert.Single(desk.Slack.Updates).Message.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AChannelThatGetsTooMuchIsToldASummaryAndComesBackByItself()
    {
        await using var desk = await NotifyDesk.OpenWithRules(Everything);
        await desk.Log.Append([.. Enumerable.Range(0, 500).Select(number => Push("alice", $"app{number}"))]);
        await desk.Send();
        await desk.Log.Append(Push("alice", "secret-app") with { Sensitive = true, Summary = "sensitive one" }, Some.Event(action: "merge", app: "other") with { Summary = "first of its kind" });
        await desk.Log.Append([.. Enumerable.Range(500, 100).Select(number => Push("alice", $"app{number}"))]);
        await desk.Later(TimeSpan.FromSeconds(11));
        await desk.Later(TimeSpan.FromSeconds(11));

        Assert.Equal(Summaries.Budget + 3, desk.Slack.Posts.Count);
        var summary = Assert.Single(desk.Slack.Posts, post => post.Message.Text!.StartsWith("Too much at once", StringComparison.Ordinal));
        Assert.Contains("480 events", summary.Message.Text, StringComparison.Ordinal);
        Assert.Contains(desk.Texts, text => text.Contains("sensitive one", StringComparison.Ordinal));
        Assert.Contains(desk.Texts, text => text.Contains("first of its kind", StringComparison.Ordinal));
        var edited = desk.Slack.Updates[^1];
        Assert.Equal(summary.Ts, edited.Ts);
        Assert.Contains("580 events are summed up", edited.Message.Text, StringComparison.Ordinal);

        await desk.Later(Summaries.BudgetTime);
        Assert.StartsWith("It was too much for a while: 580 events", desk.Slack.Updates[^1].Message.Text, StringComparison.Ordinal);
        await desk.Log.Append(Push("alice", "calm"));
        await desk.Send();
        Assert.Contains("calm", desk.Texts.Last(), StringComparison.Ordinal);
        Assert.Equal(603, (await Rows(desk)).Count(row => row.About == NotificationAbout.Event));
        Assert.DoesNotContain(await Rows(desk), row => row.State is not (NotificationState.Posted or NotificationState.Joined));
    }

    [Fact]
    public async Task AfterAnOutageAChannelIsCaughtUpByOneSummaryAndWhatIsSensitiveByItself()
    {
        await using var desk = await NotifyDesk.OpenWithRules(Everything);
        desk.Slack.Next(StandInAnswer.Http(503), times: 1000);
        for (var minute = 0; minute < 60; minute++)
        {
            await desk.Log.Append([.. Enumerable.Range(0, 5).Select(number => Push("alice", $"app{minute}-{number}"))]);
            if (minute % 20 == 7) await desk.Log.Append(Push("mallory", $"vault{minute}") with { Sensitive = true });
            await desk.Later(TimeSpan.FromMinutes(1));
        }
        Assert.Empty(desk.Slack.Posts);

        desk.Slack.Recover();
        for (var minute = 0; minute < 8; minute++) await desk.Later(TimeSpan.FromMinutes(1));

        var caughtUp = Assert.Single(desk.Slack.Posts, post => post.Message.Text!.StartsWith("Caught up", StringComparison.Ordinal));
        Assert.Equal(["vault7", "vault27", "vault47"], desk.Slack.Posts.Where(post => post.Message.Text!.Contains("vault", StringComparison.Ordinal)).Select(post => post.Message.Text!.Split("app ")[1].Split(',')[0].Split('.')[0]));
        Assert.Equal(4, desk.Slack.Posts.Count);
        Assert.Contains("300 events are summed up here", desk.Slack.Updates.Count == 0 ? caughtUp.Message.Text : desk.Slack.Updates[^1].Message.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(await Rows(desk), row => row.State is not (NotificationState.Posted or NotificationState.Joined));
    }

    [Fact]
    public async Task TwoSendersCountEveryAlikeEventOnce()
    {
        await using var one = await NotifyDesk.OpenWithRules(Everything);
        await using var two = await one.Again();
        for (var round = 0; round < 20; round++)
        {
            await one.Log.Append([.. Enumerable.Range(0, 10).Select(_ => Push("alice", "myapp"))]);
            await Task.WhenAll(Task.Run(one.Send), Task.Run(two.Send));
        }
        await one.Later(TimeSpan.FromSeconds(11));

        Assert.Single(one.Slack.Posts);
        Assert.Contains("199 more like it", one.Slack.Updates[^1].Message.Text, StringComparison.Ordinal);
    }

    static AuditEvent Push(string actor, string app) => Some.Event(actor: actor, app: app, action: "push");

    static AuditEvent Deploy(int number, Outcome outcome) =>
        Some.Event(app: "myapp", action: "deploy") with { Outcome = outcome, Target = $"R{number}", Correlation = $"release:production/myapp/R{number}", Summary = $"deploy of R{number}" };

    static AuditEvent Shell(Outcome outcome) =>
        Some.Event(app: "myapp", action: "exec") with { Outcome = outcome, Sensitive = true, Correlation = "session:abc", Summary = "opened a shell" };

    static async Task<IReadOnlyList<Notification>> Rows(NotifyDesk desk) => [.. (await desk.Log.Outbox.NewestAsync(1000, default)).OrderBy(row => row.Id)];
}
