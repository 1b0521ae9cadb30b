using Hangfire.Common;
using Hangfire.States;
using Moq;

namespace SlackAudit.Tests.Notify;

public sealed class NotificationClockTests
{
    [Fact]
    public async Task ManyCommitsBeforeTheSenderLooksAreOneWakeUp()
    {
        await using var desk = await NotifyDesk.Open();

        for (var i = 0; i < 100; i++) desk.Clock.Wake();

        Assert.Single(desk.Asked, state => state is EnqueuedState);
        // Another process may have looked already: within a second somebody looks again.
        Assert.Single(desk.Asked, state => state is ScheduledState);
    }

    [Fact]
    public async Task ACommitWhileTheSenderRunsWakesItAgain()
    {
        await using var desk = await NotifyDesk.Open();
        desk.Clock.Wake();
        await desk.Send();

        desk.Clock.Wake();

        Assert.Equal(2, desk.Asked.Count(state => state is EnqueuedState));
    }

    [Fact]
    public async Task AWakeUpThatAnotherProcessTookIsNotWaitedForForever()
    {
        await using var desk = await NotifyDesk.Open();
        desk.Clock.Wake();
        desk.Log.Time.Advance(TimeSpan.FromSeconds(1));

        desk.Clock.Wake();

        Assert.Equal(2, desk.Asked.Count(state => state is EnqueuedState));
    }

    [Fact]
    public async Task TheEarliestDueIsScheduledAndALaterOneIsNot()
    {
        await using var desk = await NotifyDesk.Open();
        var now = desk.Log.Time.GetUtcNow();

        desk.Clock.WakeAt(now.AddSeconds(60));
        desk.Clock.WakeAt(now.AddSeconds(10));
        desk.Clock.WakeAt(now.AddSeconds(30));
        desk.Log.Time.Advance(TimeSpan.FromSeconds(11));
        desk.Clock.WakeAt(now.AddSeconds(30));

        Assert.Equal([60, 10, 30], desk.Asked.Cast<ScheduledState>().Select(state => (state.EnqueueAt - now.UtcDateTime).TotalSeconds));
    }

    [Fact]
    public async Task TheSenderAsksToBeWokenWhenTheEarliestOfItsChannelsIsDue()
    {
        await using var desk = await NotifyDesk.Open();
        desk.Slack.Next(Slack.StandInAnswer.RateLimited(9));
        await desk.Owe("#a", "first");

        await desk.Send();

        var state = Assert.IsType<ScheduledState>(Assert.Single(desk.Asked));
        Assert.Equal(9, (state.EnqueueAt - Some.Now.UtcDateTime).TotalSeconds);
    }

    [Fact]
    public async Task HangfireIsAskedForAWholeSecondThatIsNeverTooEarly()
    {
        await using var desk = await NotifyDesk.Open();

        desk.Clock.WakeAt(Some.Now.AddMilliseconds(1_200));

        Assert.Equal(2, (Assert.IsType<ScheduledState>(Assert.Single(desk.Asked)).EnqueueAt - Some.Now.UtcDateTime).TotalSeconds);
    }

    [Fact]
    public async Task AHangfireThatIsAwayThrowsNothingAtWhoCommittedAndIsAskedAgainNextTime()
    {
        await using var desk = await NotifyDesk.Open();
        desk.Hangfire.Setup(jobs => jobs.Create(It.IsAny<Job>(), It.IsAny<IState>())).Throws<InvalidOperationException>();

        desk.Clock.Wake();
        desk.Clock.Wake();
        desk.Clock.WakeAt(desk.Log.Time.GetUtcNow().AddSeconds(5));
        desk.Clock.WakeAt(desk.Log.Time.GetUtcNow().AddSeconds(5));

        desk.Hangfire.Verify(jobs => jobs.Create(It.IsAny<Job>(), It.IsAny<IState>()), Times.Exactly(4));
        Assert.Contains(desk.Lines, line => line.Contains("Hangfire", StringComparison.Ordinal));
    }
}
