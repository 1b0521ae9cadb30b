using SlackAudit.Events;
using SlackAudit.Slack;
using SlackAudit.Slack.Blocks;

namespace SlackAudit.Notify;

/// <summary>How a digest is told: what shipped and who did it, what is sensitive, what failed, against the period before.</summary>
static class DigestMessage
{
    const int MostNames = 10;

    /// <summary>The message of a report.</summary>
    public static Message Of(DigestReport report) => new()
    {
        Text = DigestText.Of(report),
        Blocks = [.. report.Total.Count == 0 ? Nothing(report) : Something(report), new ContextBlock { Elements = [Footer(report)] }],
    };

    static IEnumerable<Block> Nothing(DigestReport report)
    {
        yield return Section(Mrkdwn.Of(
            $"*{Name(report)}:* nothing was recorded from {Mrkdwn.Date(report.Start)} to {Mrkdwn.Date(report.End)} (the period before: {report.Total.Before ?? 0})."));
        yield return new ContextBlock { Elements = [LastHeard(report)] };
    }

    static IEnumerable<Block> Something(DigestReport report)
    {
        yield return new HeaderBlock { Text = $"{Name(report)}: {DigestText.Period(report)}" };
        yield return new SectionBlock
        {
            Fields = [Figure("Events", report.Total), Figure("Deploys", report.Deploys), Figure("Sensitive", report.Sensitive.Count), Figure("Failures", report.Failures.Count)],
        };
        if (report.DeploysByApp.Count > 0)
        {
            yield return Section(Mrkdwn.Literal("*Who deployed what*"));
            yield return List(report.DeploysByApp.Take(MostNames).Select(DeployLine), report.DeploysByApp.Count - MostNames);
        }
        foreach (var block in Events(Mrkdwn.Literal(":rotating_light: *Sensitive*"), report.Sensitive)) yield return block;
        foreach (var block in Events(Mrkdwn.Literal(":x: *Failures*"), report.Failures)) yield return block;
        yield return Section(Mrkdwn.Of($"*Events by action*\n{Counts(report.Actions, "none")}"));
        if (report.Apps.Any(app => app.Name is not null)) yield return Section(Mrkdwn.Of($"*Events by app*\n{Counts(report.Apps, "no app")}"));
    }

    static Mrkdwn Figure(string name, Compared compared) => Mrkdwn.Of($"*{name}*\n{compared.Count}{DigestText.Change(compared)}");

    static IEnumerable<Block> Events(Mrkdwn title, Listed listed)
    {
        if (listed.Events.Count == 0) yield break;
        yield return Section(title);
        yield return List(listed.Events.Select(EventLine), listed.Count.Count - listed.Events.Count);
    }

    static RichTextBlock List(IEnumerable<RichTextSection> lines, long more) => new()
    {
        Elements = [new RichTextList { Elements = [.. lines, .. more > 0 ? new[] { Line(DigestText.More(more)) } : []] }],
    };

    static RichTextSection EventLine(AuditEvent e) => Line(new RichTextDate(e.OccurredAt), $"  {DigestText.Line(e)}  ", new RichTextText($"#{e.Id}") { Style = RichTextStyle.AsCode });

    static RichTextSection DeployLine(Deployed app) =>
        Line(new RichTextText(DigestText.App(app)) { Style = RichTextStyle.AsBold }, $"  {DigestText.Deploys(app)}");

    static RichTextSection Line(params RichTextLeaf[] parts) => new() { Elements = parts };

    static RichTextSection Line(string text) => Line(new RichTextText(text));

    static RichTextSection Line(RichTextLeaf first, string text, params RichTextLeaf[] rest) => Line([first, new RichTextText(text), .. rest]);

    static Mrkdwn Counts(IReadOnlyList<Compared> counts, string unnamed) => Mrkdwn.Join(" · ", [
        .. counts.Take(MostNames).Select(count => Mrkdwn.Of($"{DigestText.Short(count.Name ?? unnamed)} {count.Count}{DigestText.Change(count)}")),
        .. counts.Count > MostNames ? new[] { Mrkdwn.Literal("…") } : []]);

    static Mrkdwn LastHeard(DigestReport report)
    {
        var heard = report.Sources.Where(source => source.LastDeliveryAt is not null).Select(source => Mrkdwn.Of($"{source.Source} {Mrkdwn.Date(source.LastDeliveryAt!.Value)}")).ToList();
        return heard.Count == 0 ? Mrkdwn.Literal("No source has been heard yet.") : Mrkdwn.Of($"Last heard: {Mrkdwn.Join(" · ", heard)}");
    }

    static Mrkdwn Footer(DigestReport report) => Mrkdwn.Of(
        $"{Mrkdwn.Date(report.Start)} to {Mrkdwn.Date(report.End)}, in brackets against the period before · zone {report.Digest.TimeZone.Id} · checkpoint {Mrkdwn.Code(DigestText.Checkpoint(report))}");

    static string Name(DigestReport report) => SlackText.Truncate(SlackText.Clean(report.Digest.Name), 80);

    static SectionBlock Section(Mrkdwn text) => new() { Text = text };
}
