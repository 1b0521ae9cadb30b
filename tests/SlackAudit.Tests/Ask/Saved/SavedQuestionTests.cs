using Microsoft.Extensions.DependencyInjection;
using Moq;
using SlackAudit.Ask;
using SlackAudit.Events;
using SlackAudit.Record;
using SlackAudit.Slack;
using SlackAudit.Slack.Access;
using SlackAudit.Tests.Record;
using SlackAudit.Tests.Slack;

namespace SlackAudit.Tests.Ask.Saved;

public sealed class SavedQuestionTests
{
    [Fact]
    public async Task ASavedQuestionIsAskedByItsNameByWhoeverTypesIt()
    {
        await using var desk = await Desk.Open();

        Assert.Contains("Saved for everybody who may ask: `/audit morning` asks `deploys by me since 24h`", await desk.Say("save Morning = deploys by me since 24h"), StringComparison.Ordinal);
        var alices = await desk.Say("morning");
        var bobs = await desk.Say("MORNING", "U0BOB");

        Assert.StartsWith("`morning` is `deploys by me since 24h`, saved by alice\n", alices, StringComparison.Ordinal);
        Assert.Contains("alice promoted R4", alices, StringComparison.Ordinal);
        Assert.DoesNotContain("bob promoted", alices, StringComparison.Ordinal);
        Assert.Contains("bob promoted R5", bobs, StringComparison.Ordinal);
        Assert.Contains("• `/audit morning`  `deploys by me since 24h` · by alice", await desk.Say("saved", "U0BOB"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AQuestionAboutAnAppCanBeSavedToo()
    {
        await using var desk = await Desk.Open();

        await desk.Say("save pace = velocity myapp 30d");

        Assert.Contains("myapp", await desk.Say("pace"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task OnlyWhoSavedItOrAnAdminForgetsIt()
    {
        await using var desk = await Desk.Open();
        await desk.Say("save morning = deploys today");

        Assert.Contains("alice saved morning: only they or an admin", await desk.Say("forget morning", "U0BOB"), StringComparison.Ordinal);
        Assert.Contains("which alice saved", await desk.Say("save morning = builds today", "U0BOB"), StringComparison.Ordinal);
        Assert.Contains("Did you mean morning?", await desk.Say("forget mornign"), StringComparison.Ordinal);
        Assert.Contains("Forgotten", await desk.Say("forget morning", "U0ADMIN"), StringComparison.Ordinal);
        Assert.Contains("No question is saved yet", await desk.Say("saved"), StringComparison.Ordinal);
        Assert.Contains("Saved for everybody", await desk.Say("save morning = builds today", "U0BOB"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("today")]
    [InlineData("deploys")]
    [InlineData("failed")]
    [InlineData("sensitive")]
    [InlineData("since")]
    [InlineData("7d")]
    [InlineData("limit")]
    [InlineData("by")]
    [InlineData("help")]
    [InlineData("save")]
    [InlineData("forget")]
    [InlineData("subscribe")]
    [InlineData("velocity")]
    [InlineData("env.change")]
    [InlineData("myapp")]
    [InlineData("prod-db")]
    [InlineData("carol")]
    [InlineData("two words")]
    [InlineData("")]
    [InlineData("<@U1>")]
    [InlineData("a-name-that-is-longer-than-forty-characters")]
    public async Task NothingThatMeansSomethingAlreadyGetsAnotherMeaning(string name)
    {
        await using var desk = await Desk.Open();

        Assert.DoesNotContain("Saved", await desk.Say($"save {name} = deploys today"), StringComparison.Ordinal);

        Assert.Empty(await desk.Log.Of<SavedQuestions>().ListAsync(default));
    }

    [Theory]
    [InlineData("save morning")]
    [InlineData("save")]
    [InlineData("save morning =")]
    [InlineData("save morning = last deplyo myapp")]
    [InlineData("save morning = diff myapp RABC")]
    [InlineData("save morning = \"password=hunter2hunter2\"")]
    public async Task WhatIsNoQuestionOrHoldsASecretIsNotSaved(string typed)
    {
        await using var desk = await Desk.Open();

        Assert.Contains(":thinking_face:", await desk.Drawn(typed), StringComparison.Ordinal);

        Assert.Empty(await desk.Log.Of<SavedQuestions>().ListAsync(default));
    }

    [Fact]
    public async Task AMisspeltNameIsExplainedWhereNothingElseIsMeant()
    {
        await using var desk = await Desk.Open();
        await desk.Say("save standup = deploys today");
        await desk.Say("save morning = deploys today");

        Assert.Contains("Did you mean the saved question standup?", await desk.Drawn("standpu"), StringComparison.Ordinal);
        Assert.Contains("Did you mean the saved question morning?", await desk.Say("mornings"), StringComparison.Ordinal);
        Assert.DoesNotContain("Did you mean", await desk.Drawn("carol"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatIsSensitiveStaysWithAuditorsWhoeverSavedTheQuestion()
    {
        await using var desk = await Desk.Open();
        await desk.Say("save looks = secrets since 24h");

        Assert.Contains("carol read the payment key", await desk.Say("looks"), StringComparison.Ordinal);
        Assert.DoesNotContain("payment key", await desk.Drawn("looks", "U0MEMBER"), StringComparison.Ordinal);
    }

    sealed class Desk : IAsyncDisposable
    {
        readonly ServiceProvider services;

        Desk(TestLog log)
        {
            Log = log;
            var users = new Mock<IUsersApi>();
            users.Setup(api => api.Info(It.IsAny<string>(), It.IsAny<CancellationToken>())).ReturnsAsync((string id, CancellationToken _) => new UserInfo { Id = id, Tz = "UTC" });
            var slack = new Mock<ISlackApiClient>();
            slack.Setup(client => client.Users).Returns(users.Object);
            slack.Setup(client => client.AuthTest(It.IsAny<CancellationToken>())).ReturnsAsync(new AuthTestResponse());
            var settings = new SlackSettings { ApiToken = "xoxb-test", SigningSecret = "s" };
            services = new ServiceCollection()
                .AddLogging()
                .AddSlack(settings, new AccessSettings { Auditors = ["U0ALICE", "U0BOB", "U0ADMIN"], Admins = ["U0ADMIN"] })
                .AddSingleton<TimeProvider>(log.Time)
                .AddSingleton(slack.Object)
                .AddSingleton(log.Of<LogViews>()).AddSingleton(log.Of<LogReads>()).AddSingleton(log.Of<SavedQuestions>()).AddSingleton(log.Database)
                .AddAsk(settings)
                .RegisterSlashCommandHandler<Subscribe>("/audit subscribe")
                .BuildServiceProvider();
        }

        public TestLog Log { get; }

        public static async Task<Desk> Open()
        {
            var people = new PeopleSettings([new Person("alice", [new Identity("slack", "U0ALICE")]), new Person("bob", [new Identity("slack", "U0BOB")])], new Dictionary<string, string>());
            var log = await TestLog.OnSqlite(people);
            await log.Append(SmallWorld.Events);
            return new Desk(log);
        }

        public async Task<string> Say(string text, string user = "U0ALICE") => (await Typed(text, user)).Text!;

        /// <summary>The blocks as they go out.</summary>
        public async Task<string> Drawn(string text, string user = "U0ALICE") => SlackJson.Serialize(await Typed(text, user));

        async Task<Message> Typed(string text, string user)
        {
            var answer = await services.GetRequiredService<SlackDispatcher>().Run(new SlashCommand { Command = "/audit", Text = text, UserId = user, UserName = user.ToLowerInvariant(), ChannelId = "C1" }, default);
            Assert.Equal(ResponseType.Ephemeral, answer.ResponseType);
            SlackAssert.Safe(answer);
            Assert.DoesNotContain("Something went wrong", answer.Text, StringComparison.Ordinal);
            return answer;
        }

        public async ValueTask DisposeAsync()
        {
            await services.DisposeAsync();
            await Log.DisposeAsync();
        }

        sealed class Subscribe : ISlashCommandHandler
        {
            public Task<SlashCommandResponse> Handle(SlashCommand command, CancellationToken cancellationToken) => throw new NotSupportedException();
        }
    }
}
