using Hangfire;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Moq;
using SlackAudit.Events;
using SlackAudit.Notify;
using SlackAudit.Notify.Rules;
using SlackAudit.Record;
using SlackAudit.Slack;
using SlackAudit.Slack.Blocks;
using SlackAudit.Tests.Record;
using SlackAudit.Tests.Slack;

namespace SlackAudit.Tests.Notify.Rules;

/// <summary>The commands about rules as the service has them, through the dispatcher, on a real log that routes by these rules.</summary>
sealed class RuleDesk : IAsyncDisposable
{
    readonly ServiceProvider services;

    RuleDesk(TestLog log, IReadOnlyList<NotificationRule> rules)
    {
        Log = log;
        var slack = new Mock<ISlackApiClient>();
        var users = new Mock<IUsersApi>();
        users.Setup(api => api.Info("U0ALICE", It.IsAny<CancellationToken>())).ReturnsAsync(new UserInfo { Id = "U0ALICE", Tz = "America/New_York" });
        users.Setup(api => api.Info("U0GUEST", It.IsAny<CancellationToken>())).ReturnsAsync(new UserInfo { Id = "U0GUEST", IsGuest = true });
        users.Setup(api => api.Info("U0OTHER", It.IsAny<CancellationToken>())).ReturnsAsync(new UserInfo { Id = "U0OTHER", TeamId = "T0OTHER", Tz = "America/New_York" });
        users.Setup(api => api.Info("U0GRID", It.IsAny<CancellationToken>())).ReturnsAsync(new UserInfo { Id = "U0GRID", TeamId = "T0OTHER", Teams = ["T0ACME"] });
        slack.Setup(client => client.Users).Returns(users.Object);
        slack.Setup(client => client.AuthTest(It.IsAny<CancellationToken>())).ReturnsAsync(new AuthTestResponse { Url = "https://acme.slack.com/", TeamId = "T0ACME" });
        var views = new Mock<IViewsApi>();
        views.Setup(api => api.Open(It.IsAny<string>(), It.IsAny<View>(), It.IsAny<CancellationToken>())).Callback<string, View, CancellationToken>((_, view, _) => Dialogs.Add(view)).ReturnsAsync("V1");
        slack.Setup(client => client.Views).Returns(views.Object);
        Rules = new NotificationRules(
            rules, new NotificationClock(Mock.Of<IBackgroundJobClient>(), log.Time, NullLogger<NotificationClock>.Instance), log.Of<Identities>(), log.Of<RuleBook>());
        services = new ServiceCollection()
            .AddLogging()
            .AddSlack(new SlackSettings())
            .AddSingleton<TimeProvider>(log.Time)
            .AddSingleton(slack.Object)
            .AddSingleton(Rules)
            .AddSingleton(log.Questions)
            .AddSingleton(log.Of<LogReads>())
            .AddSingleton(log.Outbox)
            .AddSingleton(log.Database)
            .AddSingleton(log.Of<RuleBook>())
            .AddSingleton(log.Of<RuleChanges>())
            .AddSingleton(log.Of<PastEvents>())
            .AddSingleton(log.Of<MutedNotifications>())
            .AddRuleCommands(new SlackSettings())
            .BuildServiceProvider();
        log.Owes = Rules.Route;
    }

    public TestLog Log { get; }

    public NotificationRules Rules { get; }

    /// <summary>The dialogs that were opened.</summary>
    public List<View> Dialogs { get; } = [];

    public static async Task<RuleDesk> Open(params NotificationRule[] rules) =>
        new(await TestLog.OnSqlite(new PeopleSettings([new Person("alice", [new Identity("slack", "U0ALICE"), new Identity(null, "alice-gh")])], new Dictionary<string, string>())), rules);

    public static NotificationRule Rule(string name, string question, string channel, string? quiet = null) =>
        new(name, RuleQuestion.Read(question, KnownPeople.None).Query!, channel) { Quiet = quiet is null ? null : QuietHours.Parse(quiet) };

    /// <summary>Types a command in the channel ops, and holds the answer to what every answer must be.</summary>
    public async Task<Message> Type(string text, string user = "U0ALICE", string channel = "C0OPS", string channelName = "ops")
    {
        var answer = await services.GetRequiredService<SlackDispatcher>().Run(
            new SlashCommand { Command = "/audit", Text = text, UserId = user, UserName = user.ToLowerInvariant(), ChannelId = channel, ChannelName = channelName }, default);
        Assert.Equal(ResponseType.Ephemeral, answer.ResponseType);
        SlackAssert.Safe(answer);
        Assert.DoesNotContain("Something went wrong", answer.Text, StringComparison.Ordinal);
        return answer;
    }

    public async Task<string> Said(string text, string user = "U0ALICE", string channel = "C0OPS", string channelName = "ops") => (await Type(text, user, channel, channelName)).Text!;

    public static Button ButtonOf(Message shown) => (Button)Assert.Single(shown.Blocks.OfType<ActionsBlock>()).Elements.Single();

    /// <summary>Presses a button.</summary>
    public async Task<Message> Press(string value, string user = "U0ALICE", string action = SubscribeCommand.Button)
    {
        var answer = await services.GetRequiredService<SlackDispatcher>().Run(
            new BlockActionRequest { ActionId = action, Value = value, UserId = user, UserName = user.ToLowerInvariant(), ChannelId = "C0OPS" }, default);
        SlackAssert.Safe(answer!);
        Assert.DoesNotContain("Something went wrong", answer!.Text, StringComparison.Ordinal);
        return answer;
    }

    /// <summary>Presses a button that opens a dialog, fills that in and sends it.</summary>
    public async Task<ViewSubmissionResponse> Fill(Button button, params (string Block, string Text)[] fields)
    {
        var dispatcher = services.GetRequiredService<SlackDispatcher>();
        Assert.Null(await dispatcher.Run(new BlockActionRequest { ActionId = button.ActionId!, Value = button.Value!, UserId = "U0ALICE", UserName = "alice", TriggerId = "t" }, default));
        return await dispatcher.Run(new ViewSubmission
        {
            CallbackId = Dialogs[^1].CallbackId,
            PrivateMetadata = Dialogs[^1].PrivateMetadata!,
            UserId = "U0ALICE",
            UserName = "alice",
            Values = fields.ToDictionary(field => field.Block, field => field.Text),
        }, default);
    }

    /// <summary>Subscribes, button and all.</summary>
    public async Task<string> Subscribe(string text, string user = "U0ALICE") => (await Press(ButtonOf(await Type($"subscribe {text}", user)).Value!, user)).Text!;

    public IReadOnlyList<Subscription> Subscriptions => Log.Of<RuleBook>().Page.Subscriptions;

    public IReadOnlyList<Mute> Mutes => Log.Of<RuleBook>().Page.Mutes;

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await Log.DisposeAsync();
    }
}
