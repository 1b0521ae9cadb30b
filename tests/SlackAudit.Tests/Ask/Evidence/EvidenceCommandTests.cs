using System.IO.Compression;
using Microsoft.Extensions.DependencyInjection;
using SlackAudit.Ask;
using SlackAudit.Ask.Evidence;
using SlackAudit.Events;
using SlackAudit.Record;
using SlackAudit.Record.Evidence;
using SlackAudit.Slack;
using SlackAudit.Slack.Access;
using SlackAudit.Tests.Record;
using SlackAudit.Tests.Slack;

namespace SlackAudit.Tests.Ask.Evidence;

public sealed class EvidenceCommandTests
{
    [Fact]
    public async Task APackComesToWhoeverAskedAsADirectMessage()
    {
        await using var desk = await Desk.Open();
        desk.Slack.Scopes += ",files:write";

        Assert.Contains("is being made", await desk.Type("evidence deploys 2026-Q1"), StringComparison.Ordinal);
        var told = Assert.Single(await desk.Slack.WaitForUpdates(1));

        var file = Assert.Single(desk.Slack.Files);
        Assert.Equal(("D0ALICE", "evidence-deploys-2026-q1.zip", "D0ALICE"), (file.Channel, file.Name, told.Channel));
        using var zip = new ZipArchive(new MemoryStream(file.Bytes));
        Assert.Contains("events.ndjson", zip.Entries.Select(entry => entry.Name));
        Assert.Contains("chain is intact", told.Message.Text, StringComparison.Ordinal);
        Assert.Contains(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(file.Bytes)), told.Message.Text, StringComparison.Ordinal);
        Assert.Contains(await desk.Log.All(), e => e.SourceAction == "log.evidence" && e.ActorTrust == ActorTrust.Verified);
    }

    [Fact]
    public async Task WithoutTheScopeTheCommandForTheServerIsSaid()
    {
        await using var desk = await Desk.Open();

        Assert.Contains("`slackaudit evidence 'deploys 2026-Q1'`", await desk.Type("evidence deploys 2026-Q1"), StringComparison.Ordinal);
        Assert.DoesNotContain(await desk.Log.All(), e => e.SourceAction == "log.evidence");
        Assert.Equal("slackaudit evidence '\"it'\\''s $(x)\" 2026'", EvidenceCommand.OnServer(new EvidenceQuestion("\"it's $(x)\" 2026", new AuditQuery())));
    }

    [Fact]
    public async Task WherePeopleSignInToThePagesThePackIsFetchedThere()
    {
        await using var desk = await Desk.Open(new EvidenceAddress(new Uri("https://audit.example.com")));
        desk.Slack.Scopes += ",files:write";

        Assert.Contains("<https://audit.example.com/evidence?q=deploys%202026-Q1|Fetch the evidence pack>", await desk.Type("evidence deploys 2026-Q1"), StringComparison.Ordinal);
        Assert.Contains("Say of which time", await desk.Type("evidence deploys"), StringComparison.Ordinal);
        Assert.Contains("Only auditors", await desk.Type("evidence deploys 2026-Q1", "U0BOB"), StringComparison.Ordinal);
        Assert.DoesNotContain("chat.postMessage", desk.Slack.Calls);
    }

    [Fact]
    public async Task OnlyAuditorsHaveOneMade()
    {
        await using var desk = await Desk.Open();

        Assert.Contains("Only auditors", await desk.Type("evidence deploys 2026-Q1", "U0BOB"), StringComparison.Ordinal);
        Assert.Contains("Say of which time", await desk.Type("evidence deploys"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatDidNotComeAboutIsSaidAndAnotherCanBeMade()
    {
        await using var desk = await Desk.Open();
        desk.Slack.Scopes += ",files:write";
        desk.Slack.Next(StandInAnswer.Refused("invalid_arguments"), "files.completeUploadExternal");

        await desk.Type("evidence deploys 2026-Q1");
        Assert.Contains("did not come about", (await desk.Slack.WaitForUpdates(1))[0].Message.Text, StringComparison.Ordinal);
        Assert.Empty(desk.Slack.Files);

        string said;
        do said = await desk.Type("evidence deploys 2026-Q1");
        while (said.Contains("Another evidence pack", StringComparison.Ordinal));
        await desk.Slack.WaitForUpdates(2);
        Assert.Single(desk.Slack.Files);
    }

    sealed class Desk : IAsyncDisposable
    {
        readonly ServiceProvider services;

        Desk(TestLog log, SlackStandIn slack, EvidenceAddress? pages)
        {
            (Log, Slack) = (log, slack);
            services = new ServiceCollection()
                .AddLogging()
                .AddSlack(slack.Settings, new AccessSettings { Auditors = ["U0ALICE"] })
                .AddSingleton<TimeProvider>(log.Time)
                .AddSingleton(log.Of<LogViews>()).AddSingleton(log.Of<LogReads>()).AddSingleton(log.Of<SavedQuestions>()).AddSingleton(log.Database).AddSingleton(log.Of<EvidencePacks>()).AddSingleton(pages ?? new EvidenceAddress(null))
                .AddAsk(slack.Settings)
                .BuildServiceProvider();
        }

        public TestLog Log { get; }

        public SlackStandIn Slack { get; }

        public static async Task<Desk> Open(EvidenceAddress? pages = null)
        {
            var log = await TestLog.OnSqlite();
            await log.Append(SmallWorld.Events);
            return new Desk(log, await SlackStandIn.Start(), pages);
        }

        public async Task<string> Type(string text, string user = "U0ALICE")
        {
            var answer = await services.GetRequiredService<SlackDispatcher>().Run(new SlashCommand { Command = "/audit", Text = text, UserId = user, UserName = "alice", ChannelId = "C1" }, default);
            SlackAssert.Safe(answer);
            return answer.Text!;
        }

        public async ValueTask DisposeAsync()
        {
            await services.DisposeAsync();
            await Log.DisposeAsync();
            await Slack.DisposeAsync();
        }
    }
}
