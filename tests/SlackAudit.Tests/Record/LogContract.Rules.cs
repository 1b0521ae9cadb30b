using SlackAudit.Events;
using SlackAudit.Record;

namespace SlackAudit.Tests.Record;

/// <summary>Rules and mutes made in Slack, on every engine alike.</summary>
public abstract partial class LogContract
{
    static readonly Subscription Shells = new() { Name = "Shells", Question = "exec, ssh in production", Channel = "C0OPS", QuietHours = "22:00-07:00 Europe/Berlin", MadeBy = "alice", MadeAt = default };

    static Mute Noise(string? rule = null, string? question = null, string reason = "load test") =>
        new() { Id = "", Rule = rule, Question = question, Reason = reason, Until = Some.Now.AddHours(2), MutedBy = "alice", MutedAt = default };

    [Fact]
    public async Task ARuleStandsAtOnceIsAnEventAndIsKnownToOthersWhenTheyLook()
    {
        await using var log = await NewLog();
        await using var other = await log.Again();
        var (changes, book) = (log.Of<RuleChanges>(), log.Of<RuleBook>());

        log.Faults.Enqueue(Fault.AfterCommit);
        Assert.Null(await changes.SubscribeAsync(Shells, ActorTrust.Verified, default));
        Assert.Null(await changes.SubscribeAsync(Shells with { MadeBy = "bob" }, ActorTrust.Verified, default));
        Assert.Equal("There is a rule named shells already. Give this one another name: named NAME.", await changes.SubscribeAsync(Shells with { Channel = "C0DEV" }, ActorTrust.Verified, default));
        Assert.Null(await changes.SubscribeAsync(Shells with { Name = "bare", QuietHours = null, MadeBy = null }, ActorTrust.None, default));

        Assert.Equal([Shells with { Name = "bare", QuietHours = null, MadeBy = null, MadeAt = Some.Now }, Shells with { Name = "shells", MadeAt = Some.Now }], book.Page.Subscriptions);
        Assert.Empty(other.Of<RuleBook>().Page.Subscriptions);
        await other.Of<RuleBook>().RefreshAsync(default);
        Assert.Equal(book.Page.Subscriptions, other.Of<RuleBook>().Page.Subscriptions);

        var made = book.Page.Subscriptions[1];
        Assert.True(await changes.UnsubscribeAsync(made, "bob", ActorTrust.Verified, default));
        Assert.False(await changes.UnsubscribeAsync(made, "bob", ActorTrust.Verified, default));
        Assert.Equal(["bare"], book.Page.Subscriptions.Select(each => each.Name));
        Assert.Equal(
            [
                ("policy.subscription", "subscription.made", "alice", "alice subscribed C0OPS to “exec, ssh in production” (rule shells, quiet 22:00-07:00 Europe/Berlin)"),
                ("policy.subscription", "subscription.made", null, "somebody subscribed C0OPS to “exec, ssh in production” (rule bare)"),
                ("policy.subscription", "subscription.ended", "bob", "bob unsubscribed C0OPS from “exec, ssh in production” (rule shells, quiet 22:00-07:00 Europe/Berlin)"),
            ],
            (await log.All()).Select(e => (e.Action, e.SourceAction, e.Actor, e.Summary)));
        Assert.All(await log.All(), e => Assert.Equal(("slackaudit", true), (e.Source, e.Sensitive)));
    }

    [Fact]
    public async Task ARuleMadeByTwoProcessesAtOnceIsMadeOnce()
    {
        await using var log = await NewLog();
        await using var other = await log.Again();

        await Task.WhenAll(Enumerable.Range(0, 10).Select(i => Task.Run(() => (i % 2 == 0 ? log : other).Of<RuleChanges>().SubscribeAsync(Shells, ActorTrust.Verified, default))));

        Assert.Single(await log.All());
        Assert.Single((await log.Of<RuleBook>().ReadAsync(default)).Subscriptions);
    }

    [Fact]
    public async Task AMuteIsAnEventEndsByItselfOrSoonerAndIsForgottenInTime()
    {
        await using var log = await NewLog();
        var (changes, book) = (log.Of<RuleChanges>(), log.Of<RuleBook>());

        log.Faults.Enqueue(Fault.AfterCommit);
        Assert.Null(await changes.MuteAsync(Noise(rule: "Shells"), ActorTrust.Verified, default));
        Assert.Null(await changes.MuteAsync(Noise(question: "app:billing") with { MutedBy = null }, ActorTrust.None, default));
        Assert.NotNull(await changes.MuteAsync(Noise(rule: "Shells") with { Until = Some.Now.AddDays(7).AddSeconds(1) }, ActorTrust.Verified, default));
        Assert.NotNull(await changes.MuteAsync(Noise(rule: "Shells") with { Until = Some.Now }, ActorTrust.Verified, default));

        Assert.Equal([("Shells", null, "alice"), (null, "app:billing", null)], book.Page.Mutes.OrderBy(mute => mute.Rule is null).Select(mute => (mute.Rule, mute.Question, mute.MutedBy)));
        Assert.All(book.Page.Mutes, mute => Assert.Equal((Some.Now.AddHours(2), Some.Now, "load test", 32), (mute.Until, mute.MutedAt, mute.Reason, mute.Id.Length)));
        var first = book.Page.Mutes.Single(mute => mute.Rule == "Shells");
        Assert.True(await changes.UnmuteAsync(first, "bob", ActorTrust.Verified, default));
        Assert.False(await changes.UnmuteAsync(first, "bob", ActorTrust.Verified, default));
        Assert.Equal(
            [
                ("policy.mute", "mute.set", "alice muted the rule Shells until 2026-03-02 16:03 UTC: load test"),
                ("policy.mute", "mute.set", "somebody muted “app:billing” until 2026-03-02 16:03 UTC: load test"),
                ("policy.mute", "mute.lifted", "bob lifted the mute of the rule Shells that alice had set until 2026-03-02 16:03 UTC"),
            ],
            (await log.All()).Select(e => (e.Action, e.SourceAction, e.Summary)));

        log.Time.Advance(TimeSpan.FromHours(20));
        await book.RefreshAsync(default);
        Assert.Single(book.Page.Mutes);
        log.Time.Advance(TimeSpan.FromHours(7));
        await book.RefreshAsync(default);
        Assert.Empty(book.Page.Mutes);
        log.Time.Advance(TimeSpan.FromDays(40));
        Assert.Null(await changes.MuteAsync(Noise(rule: "Shells") with { Until = log.Time.GetUtcNow().AddHours(1) }, ActorTrust.Verified, default));
        await using var db = await log.Contexts.CreateDbContextAsync();
        Assert.Single(db.Mutes);
    }

    [Fact]
    public async Task WhatTheDatabaseDidNotTakeNeitherStandsNorIsRecorded()
    {
        await using var log = await NewLog();
        for (var i = 0; i < 20; i++) log.Faults.Enqueue(Fault.BeforeCommit);

        await Assert.ThrowsAsync<LogUnavailableException>(() => log.Of<RuleChanges>().SubscribeAsync(Shells, ActorTrust.Verified, default));
        await Assert.ThrowsAsync<LogUnavailableException>(() => log.Of<RuleChanges>().MuteAsync(Noise(rule: "x"), ActorTrust.Verified, default));
        log.Faults.Clear();

        Assert.Empty(await log.All());
        Assert.Equal((0, 0), ((await log.Of<RuleBook>().ReadAsync(default)).Subscriptions.Count, (await log.Of<RuleBook>().ReadAsync(default)).Mutes.Count));
    }

    [Fact]
    public async Task WhatLooksLikeASecretIsNotKeptInARule()
    {
        await using var log = await NewLog();

        Assert.NotNull(await log.Of<RuleChanges>().SubscribeAsync(Shells with { Question = "\"password=hunter2hunter2\"" }, ActorTrust.Verified, default));
        Assert.NotNull(await log.Of<RuleChanges>().MuteAsync(Noise(rule: "x", reason: "the new key is AKIAIOSFODNN7EXAMPLE"), ActorTrust.Verified, default));

        Assert.Empty(await log.All());
    }

    [Fact]
    public async Task ThePastIsLookedAtOnceHoweverTheQuestionLeadsThroughTheLog()
    {
        await using var log = await NewLog();
        AuditEvent At(double daysAgo, string action, string app, string target) => Some.Event(action, app) with { Target = target, OccurredAt = Some.Now.AddDays(-daysAgo) };
        await log.Append(
            At(-0.01, "deploy", "shop", "a"), At(0.01, "deploy", "shop", "shop"), At(0.2, "exec", "shop", "b"), At(0.9, "deploy", "billing", "shop"), At(5, "ssh", "x", "shop"),
            At(29.9, "deploy", "shop", "c"), At(30.1, "deploy", "shop", "d"), At(3, "deploy", "other", "other"));
        var past = log.Of<PastEvents>();
        async Task<IEnumerable<long>> Ids(string question) =>
            (await past.LookAsync(Question.Parse(question, new QuestionContext(Some.Now, TimeZoneInfo.Utc, [])).Query!, TimeSpan.FromDays(30), TimeSpan.FromMinutes(1), default)).Events.Select(e => e.Id).Order();

        Assert.Equal([1L, 2, 3, 4, 5, 6], await Ids("shop"));
        Assert.Equal([1L, 2, 4, 6, 8], await Ids("deploys"));
        Assert.Equal([3L, 5], await Ids("exec, ssh"));
        Assert.Equal([3L], await Ids("\"did exec\""));
        var whole = await past.LookAsync(new AuditQuery(), TimeSpan.FromDays(30), TimeSpan.FromMinutes(1), default);
        Assert.Equal((7, false, Some.Now.AddDays(-30), Some.Now.AddDays(-30.1)), (whole.Events.Count, whole.IsCut, whole.Since, whole.Begins));
        Assert.Contains(new PastEvent(3, Some.Now.AddDays(-0.2), "exec", "alice", "shop", false, Outcome.Success), whole.Events);
        var none = await past.LookAsync(new AuditQuery(), TimeSpan.FromDays(30), TimeSpan.Zero, default);
        Assert.Equal((0, true, Some.Now), (none.Events.Count, none.IsCut, none.Since));
    }

    [Fact]
    public async Task OfMoreThanIsCountedItIsKnownThatThereAreMore()
    {
        await using var log = await NewLog();
        log.Owes = e => [new OwedNotification("r", "#a") { Muted = "why" }, .. e.Id % 2 == 0 ? new[] { new OwedNotification("r", "#b") { Muted = "why" } } : []];
        for (var i = 0; i < 5; i++) await log.Append([.. Enumerable.Range(0, MutedNotifications.Most / 5 + 1).Select(_ => Some.Event())]);

        var counts = await log.Of<MutedNotifications>().CountAsync(["#a", "#b"], Some.Now, default);

        Assert.Equal([("#a", MutedNotifications.Most, true), ("#b", 2502, false)], counts.Select(count => (count.Channel, count.Count, count.IsPart)));
    }

    [Fact]
    public async Task WhatWasMutedIsCountedByChannelRuleAndReason()
    {
        await using var log = await NewLog();
        log.Owes = e => [new OwedNotification(e.Actor!, e.App!) { Muted = e.Target }];
        await log.Append(Some.Event(app: "#a", actor: "old") with { Target = "why" });
        log.Time.Advance(TimeSpan.FromMinutes(1));
        await log.Append([.. Enumerable.Range(0, 5).Select(i => Some.Event(app: i < 4 ? "#a" : "#b", actor: i < 3 ? "r" : "s") with { Target = i < 2 ? "why" : "other" }), Some.Event(app: "#a", actor: "r")]);

        var counts = await log.Of<MutedNotifications>().CountAsync(["#a", "#c"], Some.Now.AddSeconds(1), default);

        Assert.Equal([("r", "other", 1), ("r", "why", 2), ("s", "other", 1)], counts.Select(count => (count.Rule, count.Reason, count.Count)).Order());
        Assert.All(counts, count => Assert.Equal(("#a", Some.Now.AddMinutes(1)), (count.Channel, count.Since)));
        Assert.Equal(1, (await log.Outbox.StandingAsync(default)).Owed);
    }
}
