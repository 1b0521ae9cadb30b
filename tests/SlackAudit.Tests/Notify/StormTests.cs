using SlackAudit.Notify;
using SlackAudit.Record;

namespace SlackAudit.Tests.Notify;

/// <summary>Far more than Slack takes, with the limits that the service has, on a clock that the test moves.</summary>
public sealed class StormTests
{
    const int Channels = 20;

    static readonly TimeSpan Step = TimeSpan.FromMilliseconds(250);

    [Fact]
    public async Task TenThousandDifferentEventsOverTwentyChannelsHoldUpNoFirstOfAKindAndAreAllPostedOrCounted()
    {
        await using var desk = await Open();
        var passing = new Passing(desk);
        for (var batch = 0; batch < 20; batch++)
            await desk.Log.Append([.. Enumerable.Range(batch * 500, 500).Select(number => Event("push", number))]);
        string[] news = ["merge", "build", "deploy"];
        var longest = TimeSpan.Zero;
        foreach (var action in news)
        {
            for (var i = 0; i < 20; i++) await passing.Once();
            await desk.Log.Append([.. Enumerable.Range(0, Channels).Select(channel => Event(action, channel))]);
            var waited = TimeSpan.Zero;
            while (desk.Slack.Posts.Count(post => post.Message.Text!.Contains($"first {action}", StringComparison.Ordinal)) < Channels)
            {
                await passing.Once();
                waited += Step;
                Assert.True(waited < TimeSpan.FromMinutes(10), $"{action}: {string.Join(", ", desk.Lines)}");
            }
            if (waited > longest) longest = waited;
        }
        for (var i = 0; i < 4_000 && await Owed(desk); i++) await passing.Once();

        Assert.InRange(longest, TimeSpan.Zero, TimeSpan.FromSeconds(3));
        var rows = (await desk.Log.Outbox.NewestAsync(20_000, default)).Where(row => row.About == NotificationAbout.Event).ToList();
        Assert.Equal(10_000 + news.Length * Channels, rows.Count);
        Assert.All(rows, row => Assert.True(row.State is NotificationState.Posted or NotificationState.Joined, $"{row.Id} {row.State} {row.Reason}"));
        Assert.InRange(rows.Count(row => row.State == NotificationState.Posted), Channels * (1 + news.Length), Channels * 40);
    }

    [Fact]
    public async Task TheFirstOfAKindGoesAheadOfRepeatsWhichKeepTheirOrder()
    {
        await using var desk = await Open();
        var passing = new Passing(desk);
        await desk.Log.Append([.. Enumerable.Range(0, 5).Select(number => Event("push", number * Channels))]);
        await desk.Log.Append(Event("merge", 0));
        for (var i = 0; i < 40 && await Owed(desk); i++) await passing.Once();

        var texts = desk.Texts.ToList();
        Assert.Equal(6, texts.Count);
        Assert.Contains("merge", texts[1], StringComparison.Ordinal);
        Assert.Equal(Enumerable.Range(0, 5).Select(number => $"first push {number * Channels}."), texts.Where(text => text.Contains("push", StringComparison.Ordinal)).Select(text => text[text.IndexOf("first push", StringComparison.Ordinal)..]).Select(text => text.Split('.')[0] + "."));
    }

    static async Task<bool> Owed(NotifyDesk desk) => (await desk.Log.Outbox.StandingAsync(default)).Owed > 0;

    static SlackAudit.Events.AuditEvent Event(string action, int number) =>
        Some.Event(action: action, app: $"app{number}") with { Scope = $"#c{number % Channels}", Summary = $"first {action} {number}." };

    static async Task<NotifyDesk> Open()
    {
        var desk = await NotifyDesk.Open(burst: 3);
        desk.Log.Owes = e => [new OwedNotification("all", e.Scope!) { Kind = Things.KindOf("all", e), Thing = Things.Of(e) }];
        return desk;
    }

    // A turn that is not there at once is waited for on the desk's clock.
    sealed class Passing(NotifyDesk desk)
    {
        Task sending = Task.CompletedTask;

        public async Task Once()
        {
            if (sending.IsCompleted) sending = desk.Send();
            else await desk.Send();
            await Task.WhenAny(sending, Task.Delay(200));
            desk.Log.Time.Advance(Step);
        }
    }
}
