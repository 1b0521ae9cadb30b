using SlackAudit.Events;
using SlackAudit.Notify.Confirmations;
using SlackAudit.Tests.Slack;
using static SlackAudit.Tests.Notify.Confirmations.WasItYouDesk;

namespace SlackAudit.Tests.Notify.Confirmations;

/// <summary>Several events that are asked about at once, and for which of them an answer is.</summary>
public sealed class JoinedQuestionsTests
{
    [Fact]
    public async Task ManyAlikeAreOneQuestionWhoseAnswerCountsForAll()
    {
        await using var desk = await Open();
        var first = await desk.Happens(Did("github", "alice-gh"));
        await desk.Happens([.. Enumerable.Range(0, 30).Select(_ => Did("github", "alice-gh"))]);
        await desk.Happens(Did("github", "alice-gh") with { ClientAddress = "198.51.100.1" }, Did("github", "alice-gh") with { App = "other" });
        await desk.After(TimeSpan.FromSeconds(11));

        var questions = desk.Slack.Posts.Where(post => post.Channel == "D0ALICE").ToList();
        Assert.Equal(3, questions.Count);
        Assert.Contains("And alike, for which the answer counts as well", desk.Slack.Updates.Last(update => update.Ts == questions[0].Ts).Message.Text, StringComparison.Ordinal);
        Assert.All(desk.Slack.Updates, update => SlackAssert.Safe(update.Message));

        Assert.Null(await desk.Yes(first, "cleaning up"));

        var said = Assert.Single(await desk.Answers());
        Assert.Contains("and 30 alike", said.Summary, StringComparison.Ordinal);
        Assert.Equal(31, (await desk.Confirmations.OfAsync([.. Enumerable.Range(1, 60).Select(i => (long)i)], default)).Count);
        Assert.Equal(2, (await desk.Confirmations.OpenAsync(default)).Count);
        await desk.Happens(Did("github", "alice-gh"));
        Assert.Equal(4, desk.Slack.Posts.Count(post => post.Channel == "D0ALICE"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task AnAnswerIsForWhatWasShownAndNotForWhatJoinedMeanwhile(bool isYes)
    {
        await using var desk = await Open();
        var first = await desk.Happens(Did("github", "alice-gh"));
        var shown = await desk.Happens(Did("github", "alice-gh"));
        await desk.After(TimeSpan.FromSeconds(11));
        Assert.Equal($"{first}-{shown}", desk.Carried(first));
        Assert.Null(await desk.Press(QuestionMessage.YesAction, first, "U0ALICE"));
        var view = desk.Slack.Views[^1].View;

        var later = await desk.Happens(Did("github", "alice-gh"), Did("github", "alice-gh"));
        Assert.Single(desk.Slack.Posts, post => post.Channel == "D0ALICE");
        var said = isYes ? await desk.Submit(view.PrivateMetadata!, "cleaning up", "U0ALICE") : await desk.No(first);

        Assert.Equal(isYes ? null : "Thank you, your answer is recorded. It is told to #security now.", said);
        Assert.Contains("and 1 alike", Assert.Single(await desk.Answers()).Summary, StringComparison.Ordinal);
        Assert.Equal([first, shown], (await desk.Confirmations.OfAsync([first, shown, later, later + 1], default)).Keys.Order());
        var questions = desk.Slack.Posts.Where(post => post.Channel == "D0ALICE").ToList();
        Assert.Equal(2, questions.Count);
        Assert.Equal(later, Assert.Single(await desk.Confirmations.OpenAsync(default)).EventId);
        await desk.After(TimeSpan.FromSeconds(11));
        Assert.Null(await desk.Yes(later, "those too"));
        Assert.Equal(4, (await desk.Confirmations.OfAsync([first, shown, later, later + 1], default)).Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-3")]
    [InlineData("1-")]
    [InlineData("2-1")]
    [InlineData("1-2-3")]
    [InlineData("1-99999999999999999999")]
    public void WhatIsNotCarriedByAButtonIsNotRead(string carried) => Assert.Null(ShownEvents.Read(carried));

    [Fact]
    public async Task TheEndOfASessionThatWasConfirmedIsNotAskedAbout()
    {
        await using var desk = await Open();
        var start = Did("github", "alice-gh", "ssh") with { Outcome = Outcome.Started, Correlation = "session:s-1" };
        var id = await desk.Happens(start);
        Assert.Null(await desk.Yes(id, "on call"));
        desk.Log.Time.Advance(TimeSpan.FromHours(1));

        var end = await desk.Happens(start with { SourceEventId = "the end", Outcome = Outcome.Success, ClientAddress = null });
        var others = await desk.Happens(Did("generic", "mallory", "ssh") with { Correlation = "session:s-1" });

        Assert.Single(desk.Slack.Posts, post => post.Channel == "D0ALICE");
        Assert.Equal(("yes", "on call"), ((await desk.Confirmations.FindAsync(end, default))!.Answer, (await desk.Confirmations.FindAsync(end, default))!.Reason));
        Assert.Null(await desk.Confirmations.FindAsync(others, default));
        Assert.Single(await desk.Confirmations.OpenAsync(default));
    }
}
