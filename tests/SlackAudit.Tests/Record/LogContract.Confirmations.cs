using Microsoft.EntityFrameworkCore;
using SlackAudit.Events;
using SlackAudit.Record;
using SlackAudit.Record.Messages;
using SlackAudit.Record.Stories;
using SlackAudit.Tests.Record.Retention;

namespace SlackAudit.Tests.Record;

/// <summary>What came of asking people whether something was them, on every engine alike.</summary>
public abstract partial class LogContract
{
    static readonly OwnAnswer Yes = new("yes", "alice", "because");
    static readonly OwnAnswer No = new("no", "alice", null);
    static readonly OwnAnswer GaveUp = new("unanswered", null, null);

    [Fact]
    public async Task AnAnswerAndItsEventAreTakenOnceHoweverManyComeAtOnce()
    {
        await using var log = await NewLog();
        await using var other = await log.Again();
        var question = await Ask(log, "alice");
        var asked = (await log.All())[0];

        var taken = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(() => Take(i % 2 == 0 ? log : other, question, i % 3 == 0 ? Yes : No))));

        Assert.Single(taken, mine => mine);
        var said = Assert.Single(await log.All(), e => e.ActionRoot == Actions.Confirm);
        var kept = await log.Of<ConfirmedEvents>().FindAsync(asked.Id, default);
        Assert.Equal(($"confirmation.{kept!.Answer}", "alice", kept.Answer == "no", $"{asked.Id}"), (said.SourceAction, said.Actor, said.Sensitive, said.Target));
        Assert.Equal($"event:{asked.Source}/{asked.SourceEventId}", said.Correlation);
        Assert.Equal(kept.Answer == "yes" ? "because" : null, kept.Reason);
        Assert.NotNull((await log.Of<ConfirmedEvents>().QuestionAsync(asked.Id, default))!.EditDueAt);
        Assert.Empty((await log.Verify()).Faults);
        Assert.Equal([asked.Id, said.Id], (await log.Of<StoryReader>().OfAsync(asked, default))!.Events.Select(e => e.Id));
        Assert.Equal([asked.Id, said.Id], (await log.Of<StoryReader>().OfAsync(said, default))!.Events.Select(e => e.Id));
    }

    [Fact]
    public async Task AnAnswerThatComesTooLateTakesThePlaceOfNone()
    {
        await using var log = await NewLog();
        var question = await Ask(log, "alice");

        Assert.True(await Take(log, question, GaveUp));
        Assert.False(await Take(log, question, GaveUp));
        Assert.False(await Take(log, question, Yes));
        Assert.True(await Take(log, question, Yes, isLate: true));
        Assert.False(await Take(log, question, No, isLate: true));

        Assert.Equal(("yes", "alice", "because"), await log.Of<ConfirmedEvents>().FindAsync(question.EventId!.Value, default) is { } kept ? (kept.Answer, kept.AnsweredBy, kept.Reason) : default);
        Assert.Equal(["confirm", "confirm.late"], (await log.All()).Where(e => e.Source == OwnSource.Name).Select(e => e.Action));
    }

    [Fact]
    public async Task WhatJoinedAQuestionSharesItsAnswerEvenIfThatWasGivenBefore()
    {
        await using var log = await NewLog();
        var head = await Ask(log, "alice", thing: "session 1");
        var confirmed = log.Of<ConfirmedEvents>();
        Task<bool> Join(Notification owed) => confirmed.JoinAsync(owed, Some.Now.AddMinutes(-10), _ => Some.Now, Some.Now, default);

        Assert.True(await Join(await Ask(log, "alice", isPosted: false)));
        Assert.False(await Join(await Ask(log, "bob")));
        Assert.Equal(2, (await confirmed.OpenAsync(default)).Count);
        Assert.True(await Take(log, head, GaveUp));
        Assert.Equal(["unanswered", "unanswered"], (await confirmed.OfAsync([1, 2, 3], default)).Values.Select(kept => kept.Answer));
        Assert.True(await Take(log, head, Yes, isLate: true));
        Assert.Equal([("yes", "because"), ("yes", "because")], (await confirmed.OfAsync([1, 2, 3], default)).Values.Select(kept => (kept.Answer, kept.Reason)));

        var alike = await Ask(log, "alice", isPosted: false);
        Assert.False(await Join(alike));
        var same = await Ask(log, "alice", thing: "session 1", isPosted: false);
        Assert.True(await Join(same));
        Assert.Equal("yes", (await confirmed.FindAsync(same.EventId!.Value, default))?.Answer);
        Assert.Equal([2L, same.EventId!.Value], (await confirmed.JoinedAsync(head, long.MaxValue, 10, default)).Select(e => e.Id));
    }

    [Fact]
    public async Task WhatJoinedAfterTheQuestionWasReadIsAskedByItself()
    {
        await using var log = await NewLog();
        var head = await Ask(log, "alice");
        var confirmed = log.Of<ConfirmedEvents>();
        Task<bool> Join(Notification owed) => confirmed.JoinAsync(owed, Some.Now.AddMinutes(-10), _ => Some.Now, Some.Now, default);
        var (shown, later) = (await Ask(log, "alice", isPosted: false), await Ask(log, "alice", isPosted: false));
        Assert.True(await Join(shown));

        Assert.True(await Take(log, head, GaveUp, upTo: shown.EventId!.Value));
        Assert.True(await Take(log, head, Yes, isLate: true, upTo: shown.EventId!.Value));

        Assert.Equal(["yes", "yes"], (await confirmed.OfAsync([1, 2, 3, 4, 5], default)).Values.Select(kept => kept.Answer));
        Assert.Null(await confirmed.FindAsync(later.EventId!.Value, default));
        var owed = await confirmed.QuestionAsync(later.EventId!.Value, default);
        Assert.Equal((NotificationState.Pending, (long?)null), (owed!.State, owed.PartOf));
        Assert.Equal([later.EventId], (await confirmed.OpenAsync(default)).Select(question => question.EventId));
    }

    [Fact]
    public async Task NothingAlikeJoinsAQuestionThatWasAnsweredAMomentBefore()
    {
        await using var log = await NewLog();
        var head = await Ask(log, "alice");
        var owed = await Ask(log, "alice", isPosted: false);

        var joined = await log.Of<ConfirmedEvents>().JoinAsync(owed, Some.Now.AddMinutes(-10), _ => Take(log, head, Yes).Result ? Some.Now : default, Some.Now, default);

        Assert.False(joined);
        Assert.Null(await log.Of<ConfirmedEvents>().FindAsync(owed.EventId!.Value, default));
        Assert.Equal([owed.EventId], (await log.Of<ConfirmedEvents>().OpenAsync(default)).Select(question => question.EventId));
    }

    [Fact]
    public async Task WhatIsOnlyAlikeDoesNotJoinAQuestionThatWasAnsweredMeanwhile()
    {
        await using var log = await NewLog();
        var head = await Ask(log, "alice");
        var owed = await Ask(log, "alice", isPosted: false);
        // As another process does it that looked a moment before the answer.
        var joining = new Joining(head, Some.Now) { Which = QuestionJoining.Alike, Values = [owed.Kind!, "", head.EventId!.Value], EditDueAt = Some.Now, LivesUntil = Some.Now };
        Task<LogWorkResult> Join() => log.Of<LogWriter>().CommitAsync(new LogWork { Change = new QuestionJoining(joining) }, default);
        Assert.True(await Take(log, head, Yes));

        Assert.False((await Join()).Taken);

        Assert.Null(await log.Of<ConfirmedEvents>().FindAsync(owed.EventId!.Value, default));
        Assert.Equal(NotificationState.Pending, (await log.Outbox.FindAsync(owed.Id, default))!.State);
    }

    [Fact]
    public async Task WhatIsPrunedIsNotAskedAboutAnyMore()
    {
        await using var log = await NewLog();
        var answered = await Ask(log, "alice");
        await Ask(log, "bob");
        await Take(log, answered, Yes);
        log.Age(31);

        await log.Prune(Old.Days(30));

        Assert.Empty(await log.Of<ConfirmedEvents>().OpenAsync(default));
        Assert.Empty(await log.Of<ConfirmedEvents>().OfAsync([1, 2], default));
    }

    // An event that somebody is asked about, in their own place, and the question as it was posted.
    static async Task<Notification> Ask(TestLog log, string actor, string? thing = null, bool isPosted = true)
    {
        log.Owes = e => e.Source == OwnSource.Name ? [] : [new OwedNotification("was it you", "#" + actor) { About = NotificationAbout.Question, Kind = $"was it you|exec|{actor}|", Thing = thing }];
        var told = Some.Event(Actions.Exec, actor: actor) with { Sensitive = true };
        await log.Append(told);
        var id = (await log.All()).Single(e => e.SourceEventId == told.SourceEventId).Id;
        var question = (await log.Of<ConfirmedEvents>().QuestionAsync(id, default))!;
        if (isPosted) await log.Outbox.ChangeAsync(new NotificationChange(question.Id, 0, NotificationState.Posted) { DueAt = Some.Now, SlackChannel = "D1", SlackTs = $"{question.Id}.0" }, default);
        return (await log.Of<ConfirmedEvents>().QuestionAsync(id, default))!;
    }

    static async Task<bool> Take(TestLog log, Notification question, OwnAnswer answer, bool isLate = false, long upTo = long.MaxValue)
    {
        var asked = (await log.Questions.FindAsync(question.EventId!.Value, default))!;
        var given = new Confirmation { EventId = asked.Id, Answer = answer.Answer, AnsweredBy = answer.By, Reason = answer.Reason, AnsweredAt = log.Time.GetUtcNow() };
        return await log.Of<ConfirmedEvents>().TakeAsync(question, [asked, .. await log.Of<ConfirmedEvents>().JoinedAsync(question, upTo, 10, default)], given, isLate, $"said {answer.Answer}", default);
    }

    sealed record OwnAnswer(string Answer, string? By, string? Reason);
}
