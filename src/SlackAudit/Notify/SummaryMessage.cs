using System.Globalization;
using SlackAudit.Events;
using SlackAudit.Record;
using SlackAudit.Record.Messages;
using SlackAudit.Slack;
using SlackAudit.Slack.Blocks;

namespace SlackAudit.Notify;

/// <summary>How it is told that a channel was not told everything one by one: why, how much, and of what kinds.</summary>
static class SummaryMessage
{
    const int MostKinds = 15;
    const int LongestLine = 200;

    /// <summary>The message of a summary.</summary>
    public static Message Of(Notification summary, MessageParts parts, DateTimeOffset now, KnownPeople people)
    {
        var isOver = summary.LivesUntil is null || summary.LivesUntil <= now;
        var count = parts.Count.ToString("N0", CultureInfo.InvariantCulture) + (parts.Count == 1 ? " event is" : " events are");
        var (title, why) = summary.Thing == Summaries.Late
            ? ("Caught up", "Slack could not be reached, or this channel could not be written to, so they were not told one by one. What is sensitive is told by itself.")
            : isOver
                ? ("It was too much for a while", "It is calm again, and this channel is told one by one again.")
                : ("Too much at once", "This channel gets more than can be read, so they are counted here until it is calm for five minutes. What is sensitive, and the first of each kind, is still told by itself.");
        var kinds = parts.Kinds.GroupBy(kind => Kinds.Parts(kind.Kind)).Select(kind => (kind.Key.Rule, kind.Key.Action, Count: kind.Sum(each => each.Count)))
            .OrderByDescending(kind => kind.Count).ThenBy(kind => kind.Action, StringComparer.Ordinal).ToList();
        var lines = kinds.Take(MostKinds).Select(kind => string.Create(CultureInfo.InvariantCulture, $"{kind.Count:N0} {kind.Action} ({kind.Rule})")).ToList();
        if (kinds.Count > MostKinds) lines.Add($"… and {kinds.Count - MostKinds} kinds more");
        var newest = parts.Newest.Select(e => Line(e, people)).ToList();
        var span = parts is { FirstAt: { } from, LastAt: { } to } ? $" from {SlackText.Utc(from)} to {SlackText.Utc(to)}" : "";
        return new Message
        {
            Text = SlackText.Escape($"{title}: {count} summed up here{span}. {why} {string.Join(", ", lines)}. Newest: {string.Join("; ", newest)}."),
            Blocks =
            [
                new SectionBlock { Text = Mrkdwn.Of($":package: {Mrkdwn.Bold(Mrkdwn.Escape($"{title}: {count} summed up here"))}{Span(parts)}\n{why}") },
                List(lines),
                new ContextBlock { Elements = [Mrkdwn.Literal("The newest of them:")] },
                List(newest),
            ],
        };
    }

    static Mrkdwn Span(MessageParts parts) =>
        parts is { FirstAt: { } from, LastAt: { } to } ? Mrkdwn.Of($", {Mrkdwn.Date(from)} to {Mrkdwn.Date(to)}") : Mrkdwn.Literal("");

    static string Line(AuditEvent e, KnownPeople people) =>
        string.Create(CultureInfo.InvariantCulture, $"{SlackText.Truncate(SlackText.Clean(e.Summary), LongestLine)}{(e.Actor is null ? "" : $" · {SlackText.Truncate(SlackText.Clean(people.Say(e)), 60)}")} #{e.Id}");

    static RichTextBlock List(IEnumerable<string> lines) => new()
    {
        Elements = [new RichTextList { Elements = [.. lines.Select(line => new RichTextSection { Elements = [new RichTextText(line)] })] }],
    };
}
