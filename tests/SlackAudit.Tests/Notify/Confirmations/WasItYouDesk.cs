using Hangfire;
using Microsoft.Extensions.Logging.Abstractions;
using Moq;
using SlackAudit.Events;
using SlackAudit.Notify;
using SlackAudit.Notify.Confirmations;
using SlackAudit.Record;
using SlackAudit.Record.Messages;
using SlackAudit.Record.Stories;
using SlackAudit.Slack;
using SlackAudit.Slack.Blocks;
using SlackAudit.Tests.Notify.Digests;
using SlackAudit.Tests.Record;
using SlackAudit.Tests.Slack;

namespace SlackAudit.Tests.Notify.Confirmations;

/// <summary>Asking whether something was them as the service does it, on a real log and a real socket to Slack, with a clock that stands still.</summary>
sealed class WasItYouDesk : IAsyncDisposable
{
    static readonly PeopleSettings Someone = new(
        [new("alice", [new("github", "alice-gh"), new("slack", "U0ALICE")]), new("bob", [new(null, "bob@example.com"), new("generic", "bob")]), new("carol", [new("generic", "carol"), new("slack", "U0CAROL"), new("slack", "U1CAROL")])],
        new Dictionary<string, string> { ["github"] = "github", ["generic"] = "generic" });

    readonly HttpClient http = SlackApiClient.CreateHttpClient();
    readonly QuestionButtons buttons;
    readonly ReasonSubmission reasons;
    readonly NotificationSender sender;

    WasItYouDesk(TestLog log, SlackStandIn slack, WasItYouSettings settings)
    {
        (Log, Slack) = (log, slack);
        Client = new SlackApiClient(http, slack.Settings, log.Time);
        var clock = new NotificationClock(Mock.Of<IBackgroundJobClient>(), log.Time, NullLogger<NotificationClock>.Instance);
        var rules = new NotificationRules([new("sensitive", new AuditQuery { Sensitive = true, Actions = ["exec", "db"] }, "#prod"), .. EscalationRules.Of(settings.Channel)], clock, log.Of<Identities>());
        Router = new QuestionRouter(rules, settings, log.Of<Identities>());
        log.Owes = Router.Route;
        var people = new AskedPeople(log.Questions, new SlackPeople(Client, new Workspace(Client, log.Time, NullLogger<Workspace>.Instance), log.Time, NullLogger<SlackPeople>.Instance), settings);
        Confirmations = log.Of<ConfirmedEvents>();
        var answering = new Answering(log.Questions, Confirmations, people, clock, log.Time);
        buttons = new QuestionButtons(answering, Client, settings);
        reasons = new ReasonSubmission(answering);
        Watch = new QuestionWatch(log.Questions, Confirmations, people, settings, log.Time, NullLogger<QuestionWatch>.Instance);
        var living = log.Of<LivingMessages>();
        var messages = new NotificationMessages(
            log.Questions, living, log.Of<StoryReader>(), log.Outbox, DigestDesk.Reports(log), rules, [], log.Time, new QuestionMessages(log.Questions, Confirmations, people, settings));
        var token = new TokenHealth(Client, log.Time, NullLogger<TokenHealth>.Instance);
        var budget = new SendingBudget(log.Of<LivingMessages>(), log.Time, burst: 10_000);
        var post = new NotificationPost(log.Outbox, messages, Client, token, log.Time, NullLogger<NotificationPost>.Instance);
        var turn = new ChannelTurn(new Grouping(living, log.Questions, log.Time, new QuestionGroups(Confirmations, log.Time)), post, budget, token, log.Time);
        var edits = new MessageEdits(living, messages, Client, budget, token, log.Time, NullLogger<MessageEdits>.Instance);
        sender = new NotificationSender(log.Outbox, living, turn, edits, clock, log.Time, NullLogger<NotificationSender>.Instance);
    }

    public static WasItYouSettings Asked => new() { Channel = "#security" };

    public TestLog Log { get; }

    public SlackStandIn Slack { get; }

    public SlackApiClient Client { get; }

    public QuestionRouter Router { get; }

    public ConfirmedEvents Confirmations { get; }

    public QuestionWatch Watch { get; }

    /// <summary>What was posted where, in words.</summary>
    public IEnumerable<(string Channel, string Text)> Posts => Slack.Posts.Select(post => (post.Message.Channel!, post.Message.Text!));

    /// <summary>The events that record answers.</summary>
    public async Task<IReadOnlyList<AuditEvent>> Answers() => [.. (await Log.All()).Where(e => e.ActionRoot == Actions.Confirm)];

    public static async Task<WasItYouDesk> Open(WasItYouSettings? settings = null) =>
        new(await TestLog.OnSqlite(Someone), await SlackStandIn.Start(), settings ?? Asked);

    /// <summary>Another process at the same log and the same Slack.</summary>
    public async Task<WasItYouDesk> Again()
    {
        var log = await Log.Again(people: Someone);
        log.Time.SetUtcNow(Log.Time.GetUtcNow());
        return new WasItYouDesk(log, Slack, Asked);
    }

    /// <summary>Something sensitive that somebody did.</summary>
    public static AuditEvent Did(string source, string? actor, string action = Actions.Exec) =>
        Some.Event(action, actor: actor) with { Source = source, Sensitive = true, ClientAddress = "203.0.113.7", Scope = "production", Summary = $"{actor} ran psql in myapp" };

    /// <summary>Records events and sends what is owed for them.</summary>
    /// <returns>The id of the first.</returns>
    public async Task<long> Happens(params AuditEvent[] events)
    {
        await Log.Log.AppendAsync(events[0].Source, events, default, default);
        await Send();
        return (await Log.All()).First(e => e.SourceEventId == events[0].SourceEventId).Id;
    }

    public Task Send() => sender.SendDueAsync(default);

    /// <summary>What the buttons of the question about an event carry, as the person sees it now; its id where there is none.</summary>
    public string Carried(long eventId) =>
        Slack.Posts.Concat(Slack.Updates).SelectMany(shown => shown.Message.Blocks.OfType<ActionsBlock>()).SelectMany(row => row.Elements).OfType<Button>()
            .LastOrDefault(button => button.ActionId is QuestionMessage.YesAction && button.Value!.Split('-')[0] == $"{eventId}")?.Value ?? $"{eventId}";

    /// <summary>Presses a button as Slack reports it.</summary>
    /// <returns>What only the presser is told; null for nothing.</returns>
    public async Task<string?> Press(string action, long eventId, string user, string name = "somebody", string? trigger = null)
    {
        var response = await buttons.Handle(new() { ActionId = action, Value = Carried(eventId), UserId = user, UserName = name, TriggerId = trigger ?? Slack.NewTrigger() }, default);
        await Send();
        if (response is null) return null;
        Assert.Equal(ResponseType.Ephemeral, response.ResponseType);
        SlackAssert.Safe(response.ToMessage());
        return response.Message.Text;
    }

    public Task<string?> No(long eventId, string user = "U0ALICE", string name = "somebody") => Press(QuestionMessage.NoAction, eventId, user, name);

    /// <summary>Presses "yes", and sends the dialog with a reason.</summary>
    /// <returns>What is wrong, as told in the message or in the dialog; null where all went well.</returns>
    public async Task<string?> Yes(long eventId, string reason, string user = "U0ALICE", string name = "somebody")
    {
        var opened = Slack.Views.Count;
        if (await Press(QuestionMessage.YesAction, eventId, user, name) is { } refusal) return refusal;
        var view = (await Slack.WaitForViews(opened + 1))[opened].View;
        return await Submit(view.PrivateMetadata!, reason, user, name);
    }

    public async Task<string?> Submit(string metadata, string reason, string user, string name = "somebody")
    {
        var answer = await reasons.Handle(
            new() { CallbackId = ReasonDialog.CallbackId, PrivateMetadata = metadata, UserId = user, UserName = name, Values = new Dictionary<string, string> { [ReasonDialog.ReasonBlock] = reason } }, default);
        await Send();
        return answer.Errors.GetValueOrDefault(ReasonDialog.ReasonBlock);
    }

    /// <summary>Lets time pass and has the minutely job look.</summary>
    public async Task After(TimeSpan time)
    {
        Log.Time.Advance(time);
        await Watch.LookAsync(default);
        await Send();
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await Slack.DisposeAsync();
        await Log.DisposeAsync();
    }
}
