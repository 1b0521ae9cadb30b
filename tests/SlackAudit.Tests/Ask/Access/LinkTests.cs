using SlackAudit.Slack;

namespace SlackAudit.Tests.Ask.Access;

public sealed class LinkTests
{
    [Theory]
    [InlineData("link github alice-gh")]
    [InlineData("link github:alice-gh")]
    [InlineData("link  <@U0GROUP|group>  github alice-gh")]
    public async Task AnAdminConfirmsWhoseANameIsAndByMeMeetsItFromThenOn(string text)
    {
        await using var desk = await AccessDesk.Open(null, Some.Event("deploy", "myapp", "alice-gh") with { Source = "github" });
        var proposed = await desk.Type(text, "U0GROUP");
        Assert.Equal(ResponseType.InChannel, proposed.ResponseType);
        Assert.DoesNotContain("alice-gh (github)", (await desk.Type("whoami", "U0GROUP")).Text, StringComparison.Ordinal);

        Assert.Contains("Only admins", (await desk.Press(proposed, "Confirm", "U0MEMBER"))!.Text, StringComparison.Ordinal);
        var confirmed = await desk.Press(proposed, "Confirm", "U0ADMIN");

        Assert.Contains("github:alice-gh is group", confirmed!.Text, StringComparison.Ordinal);
        Assert.Contains("alice-gh (github)", (await desk.Type("whoami", "U0GROUP")).Text, StringComparison.Ordinal);
        Assert.Contains("myapp", (await desk.Type("last deploy by me", "U0GROUP")).Text, StringComparison.Ordinal);
        Assert.All((await desk.Log.All()).Where(e => e.Action.StartsWith("permission", StringComparison.Ordinal)), e => Assert.Equal("admin", e.Actor));
        // Pressed again, nothing more happens.
        var events = (await desk.Log.All()).Count;
        await desk.Press(proposed, "Confirm", "U0ADMIN");
        Assert.Equal(events, (await desk.Log.All()).Count);
    }

    [Fact]
    public async Task WhoseAddressSlackKnowsNeedsNobodyElse()
    {
        await using var desk = await AccessDesk.Open();

        Assert.Equal(ResponseType.Ephemeral, (await desk.Type("link <mailto:member@example.com|member@example.com>", "U0MEMBER")).ResponseType);
        Assert.Contains("member@example.com", (await desk.Type("whoami", "U0MEMBER")).Text, StringComparison.Ordinal);
        Assert.Equal(ResponseType.InChannel, (await desk.Type("link ceo@example.com", "U0MEMBER")).ResponseType);
    }

    [Fact]
    public async Task NobodyConfirmsTheirOwnWordAndOldWordsLapse()
    {
        await using var desk = await AccessDesk.Open();
        var own = await desk.Type("link github root", "U0ADMIN");
        Assert.Contains("another admin", (await desk.Press(own, "Confirm", "U0ADMIN"))!.Text, StringComparison.Ordinal);

        desk.Log.Time.Advance(TimeSpan.FromDays(8));
        Assert.Contains("more than a week", (await desk.Press(own, "Confirm", "U0CHIEF"))!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnAdminSaysWhoseANameIsAtOnceAndNobodyElseDoes()
    {
        await using var desk = await AccessDesk.Open();

        Assert.Contains("Only admins", (await desk.Type("link <@U0GROUP|group> github bob-gh", "U0MEMBER")).Text, StringComparison.Ordinal);
        Assert.Contains("github:bob-gh is group", (await desk.Type("link <@U0GROUP|group> github bob-gh", "U0ADMIN")).Text, StringComparison.Ordinal);
        Assert.Contains("not linked to you", (await desk.Type("unlink github bob-gh", "U0MEMBER")).Text, StringComparison.Ordinal);
        Assert.Contains("no longer group", (await desk.Type("unlink github bob-gh", "U0GROUP")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhoIsCalledLikeSomebodyElseDoesNotBecomeThem()
    {
        await using var desk = await AccessDesk.Open();
        await desk.Type("link <@U0GROUP|member> github bob-gh", "U0ADMIN");

        Assert.Contains("known already", (await desk.Type("link github mallory", "U0MEMBER")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("link")]
    [InlineData("link a b c d")]
    [InlineData("link <@U0GROUP|group>")]
    [InlineData("link nosuch:name")]
    [InlineData("unlink")]
    public async Task WhatIsNotUnderstoodIsSaidAndChangesNothing(string text)
    {
        await using var desk = await AccessDesk.Open();
        await desk.Type(text, "U0ADMIN");
        Assert.Empty(await desk.Log.All());
    }
}
