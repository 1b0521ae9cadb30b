using SlackAudit.Events;
using SlackAudit.Record;

namespace SlackAudit.Tests.Record;

/// <summary>Saved questions, on every engine alike.</summary>
public abstract partial class LogContract
{
    static readonly SavedQuestion Morning = new() { Name = "Morning", Question = "deploys since yesterday 18:00", SavedBy = "alice", SlackUser = "U0ALICE", SavedAt = default };

    [Fact]
    public async Task ASavedQuestionIsFoundByItsFoldedNameAndEachChangeIsAnEvent()
    {
        await using var log = await NewLog();
        await using var other = await log.Again();
        var (saved, elsewhere) = (log.Of<SavedQuestions>(), other.Of<SavedQuestions>());

        log.Faults.Enqueue(Fault.AfterCommit);
        Assert.Null(await saved.SaveAsync(Morning, false, ActorTrust.Verified, default));
        Assert.Null(await elsewhere.SaveAsync(Morning with { SlackUser = "U0BOB" }, false, ActorTrust.Verified, default));
        Assert.Null(await saved.SaveAsync(Morning with { Name = "bare", SavedBy = null, SlackUser = "" }, false, ActorTrust.None, default));

        Assert.Equal(Morning with { Name = "morning", SavedAt = Some.Now }, await elsewhere.FindAsync(" MORNING ", default));
        Assert.Null(await elsewhere.FindAsync("good morning", default));
        Assert.Equal(["bare", "morning"], (await elsewhere.ListAsync(default)).Select(each => each.Name));
        Assert.Equal("morning", await saved.NearestAsync("mornign", default));

        var there = (await saved.FindAsync("morning", default))!;
        Assert.True(await saved.ForgetAsync(there, "bob", ActorTrust.Verified, default));
        Assert.False(await saved.ForgetAsync(there, "bob", ActorTrust.Verified, default));
        Assert.Null(await saved.FindAsync("morning", default));
        Assert.Equal(
            [
                ("policy.question", "question.saved", "alice", "morning", "alice saved the question “deploys since yesterday 18:00” as morning"),
                ("policy.question", "question.saved", null, "bare", "somebody saved the question “deploys since yesterday 18:00” as bare"),
                ("policy.question", "question.forgotten", "bob", "morning", "bob forgot the saved question morning, which was “deploys since yesterday 18:00” of alice"),
            ],
            (await log.All()).Select(e => (e.Action, e.SourceAction, e.Actor, e.Target, e.Summary)));
        Assert.All(await log.All(), e => Assert.Equal(("slackaudit", false), (e.Source, e.Sensitive)));
    }

    [Fact]
    public async Task ASavedQuestionIsReplacedByWhoSavedItOrAnAdminOnly()
    {
        await using var log = await NewLog();
        var saved = log.Of<SavedQuestions>();
        Assert.Null(await saved.SaveAsync(Morning, false, ActorTrust.Verified, default));

        var bobs = Morning with { Question = "builds today", SavedBy = "bob", SlackUser = "U0BOB" };
        Assert.Contains("which alice saved", await saved.SaveAsync(bobs, false, ActorTrust.Verified, default), StringComparison.Ordinal);
        Assert.Equal(Morning.Question, (await saved.FindAsync("morning", default))!.Question);
        Assert.Null(await saved.SaveAsync(Morning with { Question = "exec today" }, false, ActorTrust.Verified, default));
        Assert.Null(await saved.SaveAsync(bobs, true, ActorTrust.Verified, default));

        Assert.Equal(bobs with { Name = "morning", SavedAt = Some.Now }, await saved.FindAsync("morning", default));
        Assert.Equal("bob saved the question “builds today” as morning, in place of “exec today” of alice", (await log.All())[^1].Summary);
        Assert.Null(await saved.SaveAsync(Morning with { Name = "nobodys", SlackUser = "" }, false, ActorTrust.None, default));
        Assert.NotNull(await saved.SaveAsync(Morning with { Name = "nobodys", SlackUser = "", Question = "builds" }, false, ActorTrust.None, default));
    }

    [Fact]
    public async Task NoMoreQuestionsAreSavedThanMayBeHoweverManySaveAtOnce()
    {
        await using var log = await NewLog();
        await using var other = await log.Again();
        for (var i = 0; i < SavedQuestions.Most - 1; i++) Assert.Null(await log.Of<SavedQuestions>().SaveAsync(Morning with { Name = $"q{i}" }, false, ActorTrust.Verified, default));

        var said = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(() =>
            (i % 2 == 0 ? log : other).Of<SavedQuestions>().SaveAsync(Morning with { Name = $"late{i}" }, false, ActorTrust.Verified, default))));

        Assert.Single(said, problem => problem is null);
        Assert.Equal(SavedQuestions.Most, (await log.Of<SavedQuestions>().ListAsync(default)).Count);
        Assert.Null(await log.Of<SavedQuestions>().SaveAsync(Morning with { Name = "q7", Question = "builds" }, false, ActorTrust.Verified, default));
        Assert.StartsWith("200 questions are saved already", await log.Of<SavedQuestions>().SaveAsync(Morning with { Name = "one-more" }, false, ActorTrust.Verified, default), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AQuestionThatTheDatabaseDidNotTakeOrThatLooksLikeASecretIsNeitherSavedNorRecorded()
    {
        await using var log = await NewLog();
        var saved = log.Of<SavedQuestions>();
        for (var i = 0; i < 20; i++) log.Faults.Enqueue(Fault.BeforeCommit);

        await Assert.ThrowsAsync<LogUnavailableException>(() => saved.SaveAsync(Morning, false, ActorTrust.Verified, default));
        log.Faults.Clear();
        Assert.NotNull(await saved.SaveAsync(Morning with { Question = "\"password=hunter2hunter2\"" }, true, ActorTrust.Verified, default));

        Assert.Empty(await saved.ListAsync(default));
        Assert.Empty(await log.All());
    }
}
