using SlackAudit.Slack;
using SlackAudit.Slack.Blocks;

namespace SlackAudit.Ask;

/// <summary>How a report looks.</summary>
static class ReportText
{
    const int MostLines = 25;
    const int LongestLine = 300;

    /// <summary>In plain lines: for the terminal, for screen readers, for notifications. Nothing in it is escaped.</summary>
    public static string Of(Report report, TimeZoneInfo zone) => string.Join("\n",
        [report.Title, .. report.Parts.Where(part => part.Lines.Count > 0).SelectMany(part => Lines(part).Select(line => Line(line, zone)).Prepend(part.Heading + ":")), .. report.Notes]);

    /// <summary>In Slack, with times in each reader's zone.</summary>
    public static Message Message(Report report, TimeZoneInfo zone)
    {
        var blocks = new List<Block> { new SectionBlock { Text = Mrkdwn.Bold(Mrkdwn.Escape(report.Title)) } };
        foreach (var part in report.Parts.Where(part => part.Lines.Count > 0))
        {
            blocks.Add(new SectionBlock { Text = Mrkdwn.Of($"{part.Heading}") });
            blocks.Add(new RichTextBlock { Elements = [new RichTextList { Elements = [.. Lines(part).Select(line => new RichTextSection { Elements = Parts(line) })] }] });
        }
        blocks.AddRange(report.Notes.Select(note => new ContextBlock { Elements = [Mrkdwn.Escape(note)] }));
        return BlockKit.Fit(new Message { Text = SlackText.Escape(Of(report, zone), multiline: true), Blocks = blocks });
    }

    static IEnumerable<ReportLine> Lines(ReportPart part) => part.Lines.Count <= MostLines
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
