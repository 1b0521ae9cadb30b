using System.Globalization;
using SlackAudit.Slack;
using SlackAudit.Slack.Blocks;

namespace SlackAudit.Notify.Rules;

/// <summary>What can be pressed under a message about an event: what is known of it, and to be spared of its rule for a while.</summary>
static class MessageButtons
{
    public const string DetailsId = "notification.details";
    public const string MuteId = "notification.mute";

    const int LongestLabel = 75;

    /// <summary>The row of buttons.</summary>
    public static ActionsBlock Of(long eventId, string rule) => new()
    {
        Elements =
        [
            new Button { ActionId = DetailsId, Text = "Details", Value = eventId.ToString(CultureInfo.InvariantCulture), AccessibilityLabel = $"Details of event {eventId.ToString(CultureInfo.InvariantCulture)}" },
            new Button { ActionId = MuteId, Text = "Mute …", Value = SlackText.Clean(rule), AccessibilityLabel = SlackText.Truncate($"Mute the rule {SlackText.Clean(rule)} for a while", LongestLabel) },
        ],
    };
}

/// <summary>Details: what <c>/audit why</c> says of the event, to whoever pressed alone.</summary>
sealed class DetailsButton(WhyCommand why, Dialogs dialogs, SlackSettings slack) : IBlockActionHandler
{
    public async Task<SlashCommandResponse?> Handle(BlockActionRequest request, CancellationToken cancellationToken)
    {
        var asked = new SlashCommand { Command = slack.Command, Text = $"why {request.Value}", UserId = request.UserId, UserName = request.UserName, Role = request.Role };
        var told = await dialogs.ShowAsync(request, $"Event {request.Value}", async () => (await why.Handle(asked, cancellationToken)).Message with { ReplaceOriginal = false }, cancellationToken);
        return told is null ? null : new SlashCommandResponse { Message = told };
    }
}

/// <summary>Mute: asks for how long and why.</summary>
sealed class MuteButton(ISlackApiClient slack, SlackSettings settings) : IBlockActionHandler
{
    public async Task<SlashCommandResponse?> Handle(BlockActionRequest request, CancellationToken cancellationToken)
    {
        try
        {
            await slack.Views.Open(request.TriggerId, MuteDialog.Of(request.Value), cancellationToken);
            return null;
        }
        catch (SlackException)
        {
            return new() { Message = Sentences.Problem($"Slack did not open the dialog. Press again, or type {settings.Command} {MuteReader.Form}.") };
        }
    }
}
