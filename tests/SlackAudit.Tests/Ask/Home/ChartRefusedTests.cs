namespace SlackAudit.Tests.Ask.Home;

/// <summary>Charts, where a workspace draws them and where it refuses them.</summary>
public sealed class ChartRefusedTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ACountIsAnsweredWithItsChartOrWithBarsAlone(bool draws)
    {
        await using var host = await SlackHost.Start();
        host.Slack.DrawsCharts = draws;
        await host.Record(Some.Event(app: "shop"), Some.Event(app: "shop"), Some.Event(app: "site"));

        var acknowledged = await host.Type(SlackHost.Member, "count deploys per app");
        var answer = Assert.Single(await host.Slack.WaitForResponses(1));

        Assert.Equal("", acknowledged);
        Assert.Equal(draws, answer.Raw.Contains("data_visualization", StringComparison.Ordinal));
        Assert.Contains("██", answer.Raw, StringComparison.Ordinal);
        Assert.Contains("shop", answer.Raw, StringComparison.Ordinal);
        Assert.Equal(draws ? 1 : 2, host.Slack.Calls.Count(call => call == "response_url"));
    }

    [Fact]
    public async Task WhatHasNoChartIsTheAcknowledgementItself()
    {
        await using var host = await SlackHost.Start();
        await host.Record(Some.Event(app: "shop"));

        Assert.Contains("deploy of shop", await host.Type(SlackHost.Member, "last deploy"), StringComparison.Ordinal);
        Assert.Empty(host.Slack.Responses);
    }

    [Fact]
    public async Task BlocksThatAreRefusedForWhateverReasonAreToldInWords()
    {
        await using var host = await SlackHost.Start();
        await host.Record(Some.Event(app: "shop"));
        // Who asks is known from then on, so the next call is that of the answer.
        await host.Type(SlackHost.Member, "last deploy");
        host.Slack.Next(Tests.Slack.StandInAnswer.Refused("invalid_blocks"));

        await host.Press(SlackHost.Member, "audit.details.0", "1", trigger: "");
        var answer = Assert.Single(await host.Slack.WaitForResponses(1));

        Assert.Empty(answer.Message.Blocks);
        Assert.Contains("deploy of shop", answer.Message.Text, StringComparison.Ordinal);
    }
}
