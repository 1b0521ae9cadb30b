using SlackAudit.Slack;

namespace SlackAudit.Tests.Slack;

public sealed class SeenLatelyTests
{
    [Fact]
    public void WhatHasAnIdIsNewOnceAndWhatHasNoneAlways()
    {
        var seen = new SeenLately();
        Assert.True(seen.IsNew("E1"));
        Assert.False(seen.IsNew("E1"));
        Assert.True(seen.IsNew("e1"));
        Assert.True(seen.IsNew(""));
        Assert.True(seen.IsNew(""));
    }

    [Fact]
    public void OnlyTheNewestAreRemembered()
    {
        var seen = new SeenLately();
        for (var i = 0; i <= SeenLately.Most; i++) Assert.True(seen.IsNew($"{i}"));
        Assert.False(seen.IsNew("1"));
        Assert.True(seen.IsNew("0"));
    }
}
