using Microsoft.Extensions.Logging.Abstractions;
using Moq;
using SlackAudit.Ask;
using SlackAudit.Events;
using SlackAudit.Record;
using SlackAudit.Slack;
using SlackAudit.Slack.Access;
using SlackAudit.Slack.Blocks;
using SlackAudit.Tests.Record;
using SlackAudit.Tests.Slack;

namespace SlackAudit.Tests.Ask;

/// <summary>The command as the service has it, on a real log, asked by alice in New York on a Monday at 14:03 UTC.</summary>
sealed class AskDesk : IAsyncDisposable
{
    AskDesk(TestLog log)
    {
        Log = log;
        Users.Setup(users => users.Info("U1", It.IsAny<CancellationToken>())).ReturnsAsync(new UserInfo { Id = "U1", Tz = "America/New_York" });
        var client = new Mock<ISlackApiClient>();
        client.Setup(slack => slack.Users).Returns(Users.Object);
        Command = Handler(client.Object);
        (answering, shared, slack) = (Answers(client.Object), new SharedAnswers(log.Time), client.Object);
    }

    readonly AccessSettings access = new() { Auditors = [Confidential] };
    readonly Answering answering;
    readonly SharedAnswers shared;
    readonly ISlackApiClient slack;

    /// <summary>A channel in which what is sensitive may be shown.</summary>
    public const string Confidential = "C0SECURITY";

    public TestLog Log { get; }

    public Mock<IUsersApi> Users { get; } = new();

    public AuditCommand Command { get; }

    public static Task<AskDesk> Open(params AuditEvent[] events) => Open(null, events);

    /// <summary>The same where people are known.</summary>
    public static async Task<AskDesk> Open(PeopleSettings? people, params AuditEvent[] events)
    {
        var log = await TestLog.OnSqlite(people);
        if (events.Length > 0) await log.Append(events);
        return new AskDesk(log);
    }

    public AuditCommand Handler(ISlackApiClient slack) => new(Answers(slack), new SlackSettings());

    Answering Answers(ISlackApiClient slack) => new(
        new LogAnswers(Log.Of<LogViews>(), new Askers(slack, new Workspace(slack, Log.Time, NullLogger<Workspace>.Instance), Log.Time, NullLogger<Askers>.Instance), Log.Database, Log.Time, NullLogger<LogAnswers>.Instance),
        Log.Of<LogReads>(), Log.Of<SavedQuestions>(), new Roles(access, new SlackSettings(), slack, Log.Time, NullLogger<Roles>.Instance), new SlackSettings());

    /// <summary>Presses a button of a message, and holds the answer to what every answer must be.</summary>
    public async Task<SlashCommandResponse?> Press(Message message, string words, string user = "U1", string ts = "1.1")
    {
        var button = message.Blocks.OfType<ActionsBlock>().SelectMany(block => block.Elements).OfType<Button>().First(button => button.Text.Text == words);
        return await Press(new BlockActionRequest { ActionId = button.ActionId!, Value = button.Value!, UserId = user, UserName = "alice", ChannelId = "C1", MessageTs = ts, Role = Role.Admin });
    }

    /// <summary>Sends a press as it came.</summary>
    public async Task<SlashCommandResponse?> Press(BlockActionRequest request)
    {
        IBlockActionHandler handler = request.ActionId switch
        {
            AnswerButtons.NewerId or AnswerButtons.OlderId => new TurnAction(answering, slack),
            AnswerButtons.ShareId => new ShareAction(answering, shared),
            _ => new DetailsAction(answering, new Dialogs(slack, Log.Time, NullLogger<Dialogs>.Instance)),
        };
        var response = await handler.Handle(request, default);
        if (response is not null) SlackAssert.Safe(response.ToMessage());
        return response;
    }

    /// <summary>Asks, and holds the answer to what every answer must be.</summary>
    public async Task<Message> Ask(string text, string user = "U1")
    {
        var response = await Command.Handle(Typed(text, user), default);
        Assert.Equal(ResponseType.Ephemeral, response.ResponseType);
        var message = response.ToMessage();
        SlackAssert.Safe(message);
        return message;
    }

    /// <summary>The summaries that the words of an answer hold, in their order.</summary>
    public async Task<IEnumerable<string>> Told(string text)
    {
        var answer = await Ask(text);
        return answer.Text!.Split('\n').Select(line => line.Split("  ")[1]);
    }

    public static SlashCommand Typed(string text, string user = "U1") => new() { Command = "/audit", Text = text, UserId = user, UserName = "alice", Role = Role.Admin };

    public ValueTask DisposeAsync() => Log.DisposeAsync();
}
