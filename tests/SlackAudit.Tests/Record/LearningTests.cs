using SlackAudit.Events;
using SlackAudit.Record;

namespace SlackAudit.Tests.Record;

public sealed class LearningTests
{
    [Fact]
    public async Task EveryProcessLearnsWhatOthersHaveChanged()
    {
        await using var log = await TestLog.OnSqlite();
        await using var other = await log.Again();
        using var learning = new Learning(other.Of<Identities>(), other.Of<RuleBook>(), other.Time);
        await learning.StartAsync(default);
        await log.Of<RuleChanges>().SubscribeAsync(new Subscription { Name = "x", Question = "exec", Channel = "C0OPS", MadeAt = default }, ActorTrust.None, default);
        await log.Of<IdentityLinks>().LinkAsync("alice-gh", "alice", null, ActorTrust.None, default);

        while (other.Of<RuleBook>().Page.Subscriptions.Count == 0)
        {
            other.Time.Advance(Learning.Every);
            await Task.Delay(5);
        }

        Assert.Equal("alice", other.Of<Identities>().Known.Of("generic", "alice-gh"));
        await learning.StopAsync(default);
    }
}
