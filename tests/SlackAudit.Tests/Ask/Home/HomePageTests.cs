using System.Text.Json;
using SlackAudit.Ask.Home;
using SlackAudit.Events;
using SlackAudit.Record;
using SlackAudit.Record.Sources;
using SlackAudit.Slack;
using SlackAudit.Slack.Blocks;
using SlackAudit.Tests.Notify;
using SlackAudit.Tests.Slack;

namespace SlackAudit.Tests.Ask.Home;

public sealed class HomePageTests
{
    [Fact]
    public void WhateverIsInTheLogSlackTakesTheHomeAndNothingInItIsMoreThanText()
    {
        foreach (var text in HostileEvents.Texts)
        {
            var events = Enumerable.Range(1, 5).Select(id => HostileEvents.Event(text) with { Id = id }).ToList();
            var answer = new Answer { Query = new AuditQuery(), Events = events };
            var facts = new HomeFacts
            {
                Now = Some.Now,
                Zone = TimeZoneInfo.Utc,
                Unconfirmed = answer,
                Confirmations = events.ToDictionary(e => e.Id, e => new Confirmation { EventId = e.Id, Answer = Confirmation.No, AnsweredBy = text, AnsweredAt = Some.Now }),
                Mine = answer,
                Sources = [.. Enumerable.Range(0, 40).Select(_ => Source(text))],
            };

            var view = BlockKit.FitHome(HomePage.Of(HomePage.Blocks(facts), "/audit"));

            Assert.Empty(BlockKit.CheckHome(view));
            Assert.InRange(view.Blocks.Count, 1, 100);
            Assert.InRange(JsonSerializer.Serialize(view, SlackJson.Options).Length, 1, 250_000);
            SlackAssert.Safe(new Message { Text = "home", Blocks = view.Blocks }, text);
        }
    }

    [Fact]
    public void AViewHoldsNothingThatSlackDrawsInMessagesOnlyAndNoMoreThanItTakes()
    {
        var chart = new DataVisualizationBlock { Title = "t", Chart = new PieChart { Segments = [new("a", 1)] } };
        var table = new TableBlock { Rows = [[new TextCell("a")]] };
        var large = Enumerable.Range(0, 100).Select(_ => new SectionBlock { Fields = [.. Enumerable.Range(0, 10).Select(_ => (TextObject)Mrkdwn.Of($"{new string('x', 1900)}"))] });

        var dialog = BlockKit.FitView(new View { CallbackId = "c", Title = "t", Blocks = [chart, table, .. large] });
        var home = BlockKit.FitHome(new HomeView { Blocks = [chart, table, .. large] });

        Assert.All(dialog.Blocks.SkipLast(1), block => Assert.IsType<SectionBlock>(block));
        Assert.Equal(1, home.Blocks.Count(block => block is TableBlock));
        Assert.Empty(BlockKit.CheckView(dialog));
        Assert.Empty(BlockKit.CheckHome(home));
        Assert.InRange(SlackSize(dialog), 200_000, 250_000);
        Assert.InRange(SlackSize(home), 200_000, 250_000);
        Assert.NotEmpty(BlockKit.CheckHome(new HomeView { Blocks = [chart] }));
    }

    static int SlackSize<T>(T view) => JsonSerializer.Serialize(view, SlackJson.Options).Length;

    static SourceReport Source(string name)
    {
        var rate = SourceRate.Of([], Some.Now, TimeSpan.FromHours(1));
        return new SourceReport
        {
            Health = new SourceHealth { Source = name, LastDeliveryAt = Some.Now, LastRefusedAt = Some.Now.AddMinutes(1), LastRefusedReason = name },
            IsConfigured = true,
            LastHour = rate,
            LastDay = rate,
            LastWeek = rate,
            Refused = [],
        };
    }
}
