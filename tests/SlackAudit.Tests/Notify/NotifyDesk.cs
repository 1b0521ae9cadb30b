using Hangfire;
using Hangfire.Common;
using Hangfire.States;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Moq;
using SlackAudit.Notify;
using SlackAudit.Notify.Digests;
using SlackAudit.Record;
using SlackAudit.Record.Messages;
using SlackAudit.Record.Stories;
using SlackAudit.Slack;
using SlackAudit.Tests.Notify.Digests;
using SlackAudit.Tests.Record;
using SlackAudit.Tests.Slack;

namespace SlackAudit.Tests.Notify;

/// <summary>The sender as the service has it, on a real log and a real socket, with a clock that stands still and a Hangfire that only listens.</summary>
sealed class NotifyDesk : IAsyncDisposable
{
    readonly SlackApiClient client;
    readonly HttpClient http = SlackApiClient.CreateHttpClient();

    NotifyDesk(TestLog log, SlackStandIn slack, IReadOnlyList<NotificationRule> rules, IReadOnlyList<DigestRule> digests)
    {
        (Log, Slack) = (log, slack);
        client = new SlackApiClient(http, slack.Settings, log.Time);
        Hangfire = new Mock<IBackgroundJobClient>();
        Hangfire.Setup(jobs => jobs.Create(It.IsAny<Job>(), It.IsAny<IState>())).Callback<Job, IState>((_, state) => Asked.Add(state)).Returns("1");
        var logging = LoggerFactory.Create(builder => builder.AddProvider(new ListLoggerProvider(Lines)));
        Clock = new NotificationClock(Hangfire.Object, log.Time, logging.CreateLogger<NotificationClock>());
        Rules = new NotificationRules(rules, Clock);
        Digests = new DigestClock(digests, log.Outbox, log.Questions, Clock, log.Time);
        var living = log.Of<LivingMessages>();
        Messages = new NotificationMessages(log.Questions, living, log.Of<StoryReader>(), log.Outbox, DigestDesk.Reports(log), Rules, digests, log.Time);
        Token = new TokenHealth(client, log.Time, logging.CreateLogger<TokenHealth>());
        // The clock stands still, so that a turn that is not there at once would never come.
        var budget = new SendingBudget(log.Of<LivingMessages>(), log.Time, burst: 10_000);
        var post = new NotificationPost(log.Outbox, Messages, client, Token, log.Time, logging.CreateLogger<NotificationPost>());
        var turn = new ChannelTurn(new Grouping(living, log.Questions, log.Time), post, budget, Token, log.Time);
        var edits = new MessageEdits(living, Messages, client, budget, Token, log.Time, logging.CreateLogger<MessageEdits>());
        Sender = new NotificationSender(log.Outbox, living, turn, edits, Clock, log.Time, logging.CreateLogger<NotificationSender>());
    }

    public TestLog Log { get; }

    public SlackStandIn Slack { get; }

    public Mock<IBackgroundJobClient> Hangfire { get; }

    /// <summary>What Hangfire was asked for.</summary>
    public List<IState> Asked { get; } = [];

    public List<string> Lines { get; } = [];

    public NotificationClock Clock { get; }

    public NotificationRules Rules { get; }

    public DigestClock Digests { get; }

    public NotificationMessages Messages { get; }

    public NotificationSender Sender { get; }

    public TokenHealth Token { get; }

    public IEnumerable<string> Texts => Slack.Posts.Select(post => post.Message.Text!);

    /// <summary>A desk where every event is owed to the channel that is its app.</summary>
    public static async Task<NotifyDesk> Open(IReadOnlyList<NotificationRule>? rules = null, IReadOnlyList<DigestRule>? digests = null)
    {
        var log = await TestLog.OnSqlite();
        log.Owes = e => [new OwedNotification("all", e.App!)];
        return new NotifyDesk(log, await SlackStandIn.Start(), rules ?? [], digests ?? []);
    }

    /// <summary>A desk where events are owed as its rules say.</summary>
    public static async Task<NotifyDesk> OpenWithRules(params IReadOnlyList<NotificationRule> rules)
    {
        var desk = await Open(rules);
        desk.Log.Owes = desk.Rules.Route;
        return desk;
    }

    /// <summary>Moves the clock on, and sends and edits what is due then.</summary>
    public async Task Later(TimeSpan time)
    {
        Log.Time.Advance(time);
        await Send();
    }

    /// <summary>Another process at the same log and the same Slack.</summary>
    public async Task<NotifyDesk> Again() => new(await Log.Again(), Slack, [], []);

    /// <summary>Records one event per summary and owes it to the channel.</summary>
    public Task Owe(string channel, params string[] summaries) =>
        Log.Append([.. summaries.Select(summary => Some.Event(app: channel) with { Summary = summary })]);

    public Task Send() => Sender.SendDueAsync(default);

    public async Task<Notification> Row(long id) => (await Log.Outbox.NewestAsync(1000, default)).Single(row => row.Id == id);

    /// <summary>Moves the clock to where the message is due, and sends.</summary>
    public async Task SendWhenDue(long id)
    {
        Log.Time.SetUtcNow((await Row(id)).DueAt);
        await Send();
    }

    /// <summary>Waits until Slack was called so many times, whatever it answered.</summary>
    public async Task Called(int times)
    {
        while (Slack.Calls.Count < times) await Task.Delay(5);
    }

    /// <summary>Does something at the moment when Hangfire is asked for a wake-up, which is when the sender has just looked.</summary>
    public void WhenHangfireIsAsked(Func<Task> meanwhile) =>
        Hangfire.Setup(jobs => jobs.Create(It.IsAny<Job>(), It.IsAny<IState>())).Callback(() => Task.Run(meanwhile).Wait()).Returns("1");

    public async Task Sql(string statement)
    {
        await using var connection = new SqliteConnection($"Data Source={Log.File}");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = statement;
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Token.Dispose();
        http.Dispose();
        await Slack.DisposeAsync();
        await Log.DisposeAsync();
    }
}
