using SlackAudit.Slack;
using SlackAudit.Slack.Blocks;

namespace SlackAudit.Ask;

/// <summary>How a report looks.</summary>
static class ReportText
{
    const int MostLines = 25;
    const int LongestLine = 300;

    /// <summary>In plain lines: for the terminal, for screen readers, for notifications. Nothing in it is escaped.</summary>
    public static string Of(Report report, TimeZoneInfo zone) =>
        string.Join("\n", [report.Title, .. report.Parts.SelectMany(part => Lines(part, zone)), .. report.Notes]);

    /// <summary>A part of it in plain lines; none for a part without any.</summary>
    public static IEnumerable<string> Lines(ReportPart part, TimeZoneInfo zone) =>
        part.Lines.Count == 0 ? [] : Shown(part).Select(line => Line(line, zone)).Prepend(part.Heading + ":");

    /// <summary>In Slack, with times in each reader's zone.</summary>
    public static Message Message(Report report, TimeZoneInfo zone) => BlockKit.Fit(new Message
    {
        Text = SlackText.Escape(Of(report, zone), multiline: true),
        Blocks =
        [
            new SectionBlock { Text = Mrkdwn.Bold(Mrkdwn.Escape(report.Title)) },
            .. report.Parts.SelectMany(Blocks),
            .. report.Notes.Select(note => new ContextBlock { Elements = [Mrkdwn.Escape(note)] }),
        ],
    });

    /// <summary>A part of it in Slack; none for a part without lines.</summary>
    public static IEnumerable<Block> Blocks(ReportPart part) => part.Lines.Count == 0 ? [] :
    [
        new SectionBlock { Text = Mrkdwn.Bold(Mrkdwn.Escape(part.Heading)) },
        new RichTextBlock { Elements = [new RichTextList { Elements = [.. Shown(part).Select(line => new RichTextSection { Elements = Parts(line) })] }] },
    ];

    static IEnumerable<ReportLine> Shown(ReportPart part) => part.Lines.Count <= MostLines
        ? part.Lines
        : part.Lines.Take(MostLines - 1).Append(new ReportLine(null, $"… and {AnswerText.Number(part.Lines.Count - MostLines + 1)} more"));

    static string Line(ReportLine line, TimeZoneInfo zone) =>
        $"  {(line.At is { } at ? $"{AnswerText.At(at, zone)}  " : "")}{Words(line)}{(line.Ids.Length == 0 ? "" : $"  ({line.Ids})")}";

    static RichTextLeaf[] Parts(ReportLine line) =>
    [
        .. line.At is { } at ? new RichTextLeaf[] { new RichTextDate(at), new RichTextText("  ") } : [],
        new RichTextText(Words(line)),
        .. line.Ids.Length == 0 ? Array.Empty<RichTextLeaf>() : [new RichTextText("  "), new RichTextText(line.Ids) { Style = RichTextStyle.AsCode }],
        .. SlackText.WebAddress(line.Url) is { } url ? new RichTextLeaf[] { new RichTextText("  "), new RichTextLink(url, "open") } : [],
    ];

    static string Words(ReportLine line) => SlackText.Truncate(SlackText.Clean(line.Text), LongestLine);
}
