using SlackAudit.Slack;
using SlackAudit.Slack.Blocks;

namespace SlackAudit.Notify.Digests;

/// <summary>How a digest is told: what shipped and who did it, what is sensitive, open, new, stopped and failed, how fast, against the period before.</summary>
static class DigestMessage
{
    const int MostNames = 10;

    /// <summary>The message of a report.</summary>
    public static Message Of(DigestReport report, EventPages? pages = null) => new()
    {
        Text = DigestText.Of(report),
        Blocks = [.. report.Total.Count == 0 ? Nothing(report, pages) : Something(report, pages), new ContextBlock { Elements = [LastHeard(report)] }, new ContextBlock { Elements = [Footer(report)] }],
    };

    static IEnumerable<Block> Nothing(DigestReport report, EventPages? pages)
    {
        yield return Section(Mrkdwn.Of(
            $"*{Name(report)}:* nothing was recorded from {Mrkdwn.Date(report.Start)} to {Mrkdwn.Date(report.End)} ({DigestText.Before(report)}: {report.Total.Before ?? 0})."));
        foreach (var block in DigestSections.Of(report).SelectMany(section => Listed(section, pages))) yield return block;
    }

    static IEnumerable<Block> Something(DigestReport report, EventPages? pages)
    {
        yield return new HeaderBlock { Text = $"{Name(report)}: {DigestText.Period(report)}" };
        yield return new SectionBlock
        {
            Fields = [Figure("Events", report.Total), Figure("Deploys", report.Deploys), Figure("Sensitive", report.Sensitive.Count), Figure("Failures", report.Failures.Count)],
        };
        foreach (var block in DigestSections.Of(report).SelectMany(section => Listed(section, pages))) yield return block;
        if (report.Velocity is { } velocity)
        {
            var sentences = VelocityText.Sentences(velocity, report.Kind, report.Digest.TimeZone).Select(sentence => Mrkdwn.Escape(sentence));
            yield return Section(Mrkdwn.Of($"*{VelocityText.Title(velocity, report.Kind)}*\n{Mrkdwn.Join("\n", sentences)}"));
            yield return VelocityText.Chart(velocity, report.Kind, report.End, report.Digest.TimeZone);
        }
        yield return Section(Mrkdwn.Of($"*Events by action*\n{Counts(report.Actions, "none")}"));
        if (report.Apps.Any(app => app.Name is not null)) yield return Section(Mrkdwn.Of($"*Events by app*\n{Counts(report.Apps, "no app")}"));
        if (DigestText.LeftOut(report) is { } leftOut) yield return new ContextBlock { Elements = [Mrkdwn.Escape(leftOut)] };
    }

    static IEnumerable<Block> Listed(DigestSection section, EventPages? pages)
    {
        yield return Section(section.Remarks.Length == 0 ? section.Title : Mrkdwn.Of($"{section.Title}\n{section.Remarks}"));
        if (section.Lines.Count == 0) yield break;
        yield return new RichTextBlock
        {
            Elements = [new RichTextList { Elements = [.. section.Lines.Select(line => Line(line, pages)), .. section.More > 0 ? new[] { Line(new DigestLine(DigestText.More(section.More)), pages) } : []] }],
        };
    }

    static RichTextSection Line(DigestLine line, EventPages? pages)
    {
        var parts = new List<RichTextLeaf>();
        if (line.At is { } at) parts.AddRange([new RichTextDate(at), new RichTextText("  ")]);
        if (line.Name is { } name) parts.AddRange([new RichTextText(name) { Style = RichTextStyle.AsBold }, new RichTextText("  ")]);
        parts.Add(new RichTextText(line.Text));
        if (line.EventId is { } id) parts.AddRange([new RichTextText("  "), pages?.Of(id) is { } page ? new RichTextLink(page, $"#{id}") : new RichTextText($"#{id}") { Style = RichTextStyle.AsCode }]);
        return new RichTextSection { Elements = parts };
    }

    static Mrkdwn Figure(string name, Compared compared) => Mrkdwn.Of($"*{name}*\n{compared.Count}{DigestText.Change(compared)}");

    static Mrkdwn Counts(IReadOnlyList<Compared> counts, string unnamed) => Mrkdwn.Join(" · ", [
        .. counts.Take(MostNames).Select(count => Mrkdwn.Of($"{DigestText.Short(count.Name ?? unnamed)} {count.Count}{DigestText.Change(count)}")),
        .. counts.Count > MostNames ? new[] { Mrkdwn.Literal("…") } : []]);

    static Mrkdwn LastHeard(DigestReport report)
    {
        var heard = report.Sources.Where(source => source.Health.LastDeliveryAt is not null)
            .Select(source => Mrkdwn.Of($"{DigestText.Short(source.Source)} {Mrkdwn.Date(source.Health.LastDeliveryAt!.Value)}")).ToList();
        return heard.Count == 0
            ? Mrkdwn.Literal("No source has been heard yet.")
            : Mrkdwn.Of($"Last heard: {Mrkdwn.Join(" · ", heard.Take(MostNames))}{(heard.Count > MostNames ? $" and {DigestText.Number(heard.Count - MostNames)} more" : "")}");
    }

    static Mrkdwn Footer(DigestReport report) => Mrkdwn.Of(
        $"{Mrkdwn.Date(report.Start)} to {Mrkdwn.Date(report.End)}, in brackets against {DigestText.Before(report)} · zone {report.Digest.TimeZone.Id} · checkpoint {Mrkdwn.Code(DigestText.Checkpoint(report))}");

    static string Name(DigestReport report) => DigestText.Short(report.Digest.Name);

    static SectionBlock Section(Mrkdwn text) => new() { Text = text };
}
