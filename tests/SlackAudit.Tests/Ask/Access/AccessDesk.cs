using Microsoft.Extensions.DependencyInjection;
using Moq;
using SlackAudit.Ask;
using SlackAudit.Events;
using SlackAudit.Record;
using SlackAudit.Slack;
using SlackAudit.Slack.Access;
using SlackAudit.Slack.Blocks;
using SlackAudit.Tests.Record;
using SlackAudit.Tests.Slack;

namespace SlackAudit.Tests.Ask.Access;

/// <summary>The room Ask behind the real dispatcher, in a workspace where not everybody may do everything.</summary>
sealed class AccessDesk : IAsyncDisposable
{
    /// <summary>Channels: anybody's, one whose readers may ask, one whose readers may see what is sensitive.</summary>
    public const string Anywhere = "C0ANY", Team = "C0TEAM", Security = "C0SECURITY";

    public static readonly AccessSettings Access = new() { Members = ["S0TEAM", "U0MEMBER", Team], Auditors = ["U0AUDITOR", Security], Admins = ["U0ADMIN", "S0ADMINS"] };

    readonly ServiceProvider services;

    AccessDesk(TestLog log, AccessSettings access)
    {
        Log = log;
        var slack = new Mock<ISlackApiClient>();
        slack.Setup(client => client.Users).Returns(Users.Object);
        slack.Setup(client => client.UserGroups).Returns(Groups.Object);
        slack.Setup(client => client.AuthTest(It.IsAny<CancellationToken>())).ReturnsAsync(new AuthTestResponse { TeamId = "T1" });
        Groups.Setup(groups => groups.UsersOf("S0TEAM", It.IsAny<CancellationToken>())).ReturnsAsync(["U0GROUP"]);
        Groups.Setup(groups => groups.UsersOf("S0ADMINS", It.IsAny<CancellationToken>())).ReturnsAsync(["U0CHIEF"]);
        Users.Setup(users => users.Info(It.IsAny<string>(), It.IsAny<CancellationToken>()))
            .ReturnsAsync((string id, CancellationToken _) => new UserInfo { Id = id, Tz = "Europe/Berlin", Email = $"{id[2..].ToLowerInvariant()}@example.com" });
        services = new ServiceCollection()
            .AddLogging()
            // Not in preview, where whoever sits at the machine may do everything.
            .AddSlack(new SlackSettings { ApiToken = "xoxb-test", SigningSecret = "test" }, access)
            .AddSingleton<TimeProvider>(log.Time)
            .AddSingleton(slack.Object)
            .AddSingleton(log.Of<LogViews>())
            .AddSingleton(log.Of<LogReads>())
            .AddSingleton(log.Of<SavedQuestions>())
            .AddSingleton(log.Of<IdentityLinks>())
            .AddSingleton(log.Of<SlackAudit.Record.Identities>())
            .AddSingleton(log.Database)
            .AddAsk(new SlackSettings())
            .BuildServiceProvider();
    }

    public TestLog Log { get; }

    public Mock<IUsersApi> Users { get; } = new();

    public Mock<IUserGroupsApi> Groups { get; } = new();

    public static async Task<AccessDesk> Open(AccessSettings? access = null, params AuditEvent[] events)
    {
        var log = await TestLog.OnSqlite(new PeopleSettings([], new Dictionary<string, string> { ["github"] = "github", ["generic"] = "generic" }));
        if (events.Length > 0) await log.Append(events);
        return new AccessDesk(log, access ?? Access);
    }

    /// <summary>Types a command.</summary>
    public async Task<Message> Type(string text, string user, string channel = Anywhere)
    {
        var answer = await Dispatcher.Run(new SlashCommand { Command = "/audit", Text = text, UserId = user, UserName = user[2..].ToLowerInvariant(), ChannelId = channel }, default);
        return Checked(answer)!;
    }

    /// <summary>Presses a button of a message.</summary>
    public Task<Message?> Press(Message message, string words, string user, string channel = Anywhere, string ts = "1.1") =>
        Press(Buttons(message).First(button => button.Text.Text == words), user, channel, ts);

    /// <summary>The buttons of a message.</summary>
    public static IEnumerable<Button> Buttons(Message message) => message.Blocks.OfType<ActionsBlock>().SelectMany(block => block.Elements).OfType<Button>();

    /// <summary>Presses a button.</summary>
    public async Task<Message?> Press(Button button, string user, string channel = Anywhere, string ts = "1.1")
    {
        return Checked(await Dispatcher.Run(
            new BlockActionRequest { ActionId = button.ActionId!, Value = button.Value!, UserId = user, UserName = user[2..].ToLowerInvariant(), ChannelId = channel, MessageTs = ts }, default));
    }

    /// <summary>What the log says of who looked.</summary>
    public async Task<IReadOnlyList<AuditEvent>> Looks() => [.. (await Log.All()).Where(e => e.ActionRoot == Actions.Read)];

    public ValueTask DisposeAsync()
    {
        services.Dispose();
        return Log.DisposeAsync();
    }

    SlackDispatcher Dispatcher => services.GetRequiredService<SlackDispatcher>();

    static Message? Checked(Message? message)
    {
        if (message is null) return null;
        SlackAssert.Safe(message);
        Assert.DoesNotContain("Something went wrong", message.Text, StringComparison.Ordinal);
        return message;
    }
}
