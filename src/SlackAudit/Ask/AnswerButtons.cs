using System.Globalization;
using SlackAudit.Record;
using SlackAudit.Slack;
using SlackAudit.Slack.Blocks;

namespace SlackAudit.Ask;

/// <summary>What can be pressed under an answer. A press asks the log anew, for whoever pressed.</summary>
static class AnswerButtons
{
    public const string NewerId = "audit.newer";
    public const string OlderId = "audit.older";
    public const string ShareId = "audit.share";

    /// <summary>As many events of a list as have a button for their details.</summary>
    public const int MostDetails = 10;

    /// <summary>The action of one of the buttons for details, which differ within a message.</summary>
    public static string DetailsId(int place) => string.Create(CultureInfo.InvariantCulture, $"audit.details.{place}");

    /// <summary>The rows of buttons; none where there is nothing to press.</summary>
    public static IEnumerable<ActionsBlock> Of(Answer answer, AnswerPage page)
    {
        if (answer.Events.Count > 1) yield return new ActionsBlock { Elements = [.. answer.Lines.Take(MostDetails).Select(Details)] };
        var moves = Moves(answer, page).ToList();
        if (moves.Count > 0) yield return new ActionsBlock { Elements = moves };
    }

    static IEnumerable<Button> Moves(Answer answer, AnswerPage page)
    {
        if (page.Starts.Count > 0 && page.Newer.Write() is { } newer)
            yield return new Button { ActionId = NewerId, Text = "Newer", Value = newer, AccessibilityLabel = "Show the page of newer events" };
        if (answer.Older is { } end && page.Older(end).Write() is { } older)
            yield return new Button { ActionId = OlderId, Text = answer.IsEmpty ? "Look further back" : "Older", Value = older, AccessibilityLabel = "Show the page of older events" };
        if (!answer.IsEmpty && page.Write() is { } value)
            yield return new Button { ActionId = ShareId, Text = "Share", Value = value, AccessibilityLabel = "Show this answer to everybody in the channel" };
    }

    /// <summary>The button for the details of a line.</summary>
    public static Button Details(AnswerLine line, int place)
    {
        var id = line.Event.Id.ToString(CultureInfo.InvariantCulture);
        return new Button { ActionId = DetailsId(place), Text = $"#{id}", Value = id, AccessibilityLabel = SlackText.Truncate($"Details of event {id}: {SlackText.Clean(line.Event.Summary)}", 75) };
    }
}
