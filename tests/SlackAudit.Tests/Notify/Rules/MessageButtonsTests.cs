using SlackAudit.Notify;
using SlackAudit.Notify.Rules;
using SlackAudit.Slack.Blocks;

namespace SlackAudit.Tests.Notify.Rules;

public sealed class MessageButtonsTests
{
    [Fact]
    public async Task DetailsSayWhatIsKnownToWhoeverPressedAndLeaveTheMessage()
    {
        await using var desk = await RuleDesk.Open(RuleDesk.Rule("deploys", "deploys", "#ops"));
        await desk.Log.Append(Some.Event());

        var said = await desk.Press(Buttons("deploys")[0].Value!, action: MessageButtons.DetailsId);

        Assert.False(said.ReplaceOriginal);
        Assert.Contains("Met the rule *deploys*", said.Text, StringComparison.Ordinal);
        Assert.Contains("There is no event 99", (await desk.Press("99", action: MessageButtons.DetailsId)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ARuleIsMutedFromItsMessageForAsLongAndBecauseOfWhatTheDialogSays()
    {
        await using var desk = await RuleDesk.Open(RuleDesk.Rule("deploys because of *us*", "deploys", "#ops"));
        var mute = Buttons("deploys because of *us*")[1];

        var answer = await desk.Fill(mute, (MuteDialog.ForBlock, "3 hours"), (MuteDialog.BecauseBlock, "for the load test"));

        Assert.Empty(answer.Errors);
        var made = Assert.Single(desk.Mutes);
        Assert.Equal(("deploys because of *us*", Some.Now.AddHours(3), "for the load test", "alice"), (made.Rule, made.Until, made.Reason, made.MutedBy));
        Assert.Equal(("policy.mute", "alice"), ((await desk.Log.All())[0].Action, (await desk.Log.All())[0].Actor));
    }

    [Theory]
    [InlineData("deploys", "ages", "x", "for", "in minutes, hours or days")]
    [InlineData("deploys", "8d", "x", "for", "seven days at most")]
    [InlineData("deploys", "2h", " ", "because", "Say why")]
    [InlineData("gone", "2h", "x", "for", "no rule named “gone” any more")]
    [InlineData("deploys", "2h", "password=hunter2hunter2", "for", "looks like a password")]
    public async Task WhatIsWrongIsSaidInTheDialogAndMutesNothing(string rule, string length, string because, string block, string sentence)
    {
        await using var desk = await RuleDesk.Open(RuleDesk.Rule("deploys", "deploys", "#ops"));

        var answer = await desk.Fill(Buttons(rule)[1], (MuteDialog.ForBlock, length), (MuteDialog.BecauseBlock, because));

        Assert.Contains(sentence, answer.Errors[block], StringComparison.Ordinal);
        Assert.Empty(desk.Mutes);
    }

    [Fact]
    public async Task AGuestOrSomebodyOfAnotherWorkspaceIsToldNothingAndChangesNothing()
    {
        await using var desk = await RuleDesk.Open(RuleDesk.Rule("deploys", "deploys", "#ops"));
        await desk.Log.Append(Some.Event());

        foreach (var user in (string[])["U0GUEST", "U0OTHER"])
        {
            Assert.Contains("members of its workspace only", (await desk.Press("1", user, MessageButtons.DetailsId)).Text, StringComparison.Ordinal);
            Assert.Contains("members of its workspace only", await desk.Said("mute deploys for 2h because x", user), StringComparison.Ordinal);
        }
        Assert.Empty(desk.Mutes);
        Assert.StartsWith("*Event `1`*", (await desk.Press("1", "U0GRID", MessageButtons.DetailsId)).Text, StringComparison.Ordinal);
    }

    static IReadOnlyList<Button> Buttons(string rule) =>
        [.. EventMessage.Of(Some.Event() with { Id = 1 }, [rule]).Attachments[0].Blocks.OfType<ActionsBlock>().Single().Elements.Cast<Button>()];
}
