using System.Globalization;
using SlackAudit.Events;
using SlackAudit.Slack;
using SlackAudit.Slack.Blocks;

namespace SlackAudit.Notify;

/// <summary>How a digest is told: what shipped and who did it, what is sensitive, what failed, against the period before.</summary>
static class DigestMessage
{
    const int MostLines = 10;

    /// <summary>The message of a report.</summary>
    public static Message Of(DigestReport report)
    {
        var title = $"{report.Digest.Name}: {Period(report)}";
        var blocks = new List<Block> { new HeaderBlock { Text = SlackText.Truncate(SlackText.Clean(title), 150) } };
        if (report.Total == 0)
        {
            blocks.Add(Section(Mrkdwn.Of($"Nothing was recorded. The period before had {report.TotalBefore}.")));
        }
        else
        {
            blocks.Add(new SectionBlock { Fields = [.. Figures(report).Select(figure => (TextObject)figure)] });
            blocks.AddRange(Lists(report));
        }
        blocks.Add(new ContextBlock { Elements = [Footer(report)] });
        return new Message { Text = Words(report, title), Blocks = blocks };
    }

    static IEnumerable<Mrkdwn> Figures(DigestReport report)
    {
        var deploys = report.Actions.Where(action => Actions.Root(action.Name ?? "") == Actions.Deploy).Sum(action => action.Before);
        yield return Figure("Events", report.Total, report.TotalBefore);
        yield return Mrkdwn.Of($"*Deploys*\n{report.Deploys.Count}{Mrkdwn.Escape(deploys == 0 ? "" : $" ({deploys} events of deploys before)")}");
        yield return Figure("Sensitive", report.Sensitive.Count, report.Sensitive.Before);
        yield return Figure("Failures", report.Failures.Count, report.Failures.Before);
    }

    static Mrkdwn Figure(string name, long count, long before) => Mrkdwn.Of($"*{name}*\n{count} ({Change(count, before)})");

    static IEnumerable<Block> Lists(DigestReport report)
    {
        if (report.Deploys.Count > 0)
        {
            yield return Section(Mrkdwn.Literal("*Who deployed what*"));
            yield return List(DeployLines(report).Take(MostLines));
        }
        if (report.Sensitive.Count > 0)
        {
            yield return Section(Mrkdwn.Of($":rotating_light: *Sensitive* ({report.Sensitive.Count})"));
            yield return List(report.Sensitive.Events.Select(EventLine));
        }
        if (report.Failures.Count > 0)
        {
            yield return Section(Mrkdwn.Of($":x: *Failures* ({report.Failures.Count})"));
            yield return List(report.Failures.Events.Select(EventLine));
        }
        yield return Section(Mrkdwn.Of($"*By action*  {Counts(report.Actions)}"));
        if (report.Apps.Any(app => app.Name is not null)) yield return Section(Mrkdwn.Of($"*By app*  {Counts(report.Apps)}"));
    }

    static RichTextBlock List(IEnumerable<IReadOnlyList<RichTextLeaf>> lines) => new()
    {
        Elements = [new RichTextList { Elements = [.. lines.Select(line => new RichTextSection { Elements = line })] }],
    };

    static IReadOnlyList<RichTextLeaf> EventLine(AuditEvent e) => [new RichTextDate(e.OccurredAt), new RichTextText($"  {e.Summary}")];

    static IEnumerable<IReadOnlyList<RichTextLeaf>> DeployLines(DigestReport report) =>
        ByApp(report).Select(line => (IReadOnlyList<RichTextLeaf>)
        [
            new RichTextText(line.App) { Style = RichTextStyle.AsBold },
            new RichTextText($"  {line.Detail}"),
        ]);

    static IEnumerable<(string App, string Detail)> ByApp(DigestReport report) =>
        from deploy in report.Deploys
        group deploy by deploy.AppPath ?? deploy.AppKey into app
        orderby app.Count() descending
        let people = from deploy in app group deploy by deploy.Actor ?? "not said" into person orderby person.Count() descending select $"{person.Key} {person.Count()}"
        let failed = app.Count(deploy => deploy.Outcome == Outcome.Failure)
        select (app.First().App ?? "no app", $"{app.Count()} ({string.Join(", ", people.Take(5))}){(failed > 0 ? $", {failed} failed" : "")}");

    static Mrkdwn Counts(IEnumerable<Compared> counts) =>
        Mrkdwn.Join(" · ", counts.Take(MostLines).Select(count => Mrkdwn.Of($"{count.Name ?? "none"} {count.Count} ({Change(count.Count, count.Before)})")));

    static string Change(long count, long before) => (count - before) switch
    {
        0 => "as before",
        var more and > 0 => $"+{more}",
        var less => $"−{-less}",
    };

    static Mrkdwn Footer(DigestReport report) => Mrkdwn.Of(
        $"{Mrkdwn.Date(report.Start)} to {Mrkdwn.Date(report.End)} · zone {report.Digest.TimeZone.Id} · checkpoint {Mrkdwn.Code(Checkpoint(report))}");

    static string Checkpoint(DigestReport report) =>
        string.Create(CultureInfo.InvariantCulture, $"{report.Checkpoint.Sequence} {Convert.ToHexStringLower(report.Checkpoint.Hash)}");

    static string Period(DigestReport report)
    {
        var start = TimeZoneInfo.ConvertTime(report.Start, report.Digest.TimeZone);
        var end = TimeZoneInfo.ConvertTime(report.End, report.Digest.TimeZone);
        return string.Create(CultureInfo.InvariantCulture, $"{start:ddd d MMM HH:mm} to {end:ddd d MMM HH:mm}");
    }

    static string Words(DigestReport report, string title)
    {
        if (report.Total == 0) return SlackText.Escape($"{title}. Nothing was recorded.");
        var deploys = string.Join("; ", ByApp(report).Take(MostLines).Select(line => $"{line.App} {line.Detail}"));
        var sensitive = string.Join("; ", report.Sensitive.Events.Select(e => e.Summary));
        var failures = string.Join("; ", report.Failures.Events.Select(e => e.Summary));
        return SlackText.Escape(
            $"{title}. {report.Total} events ({Change(report.Total, report.TotalBefore)})."
            + (deploys.Length > 0 ? $" Deploys: {deploys}." : "")
            + (sensitive.Length > 0 ? $" Sensitive ({report.Sensitive.Count}): {sensitive}." : "")
            + (failures.Length > 0 ? $" Failures ({report.Failures.Count}): {failures}." : ""));
    }

    static SectionBlock Section(Mrkdwn text) => new() { Text = text };
}
