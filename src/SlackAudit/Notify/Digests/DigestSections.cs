using SlackAudit.Events;
using SlackAudit.Record.Sources;
using SlackAudit.Record.Stories;
using SlackAudit.Slack;

namespace SlackAudit.Notify.Digests;

/// <summary>What a digest lists, in the order in which it is read. A heading without lines is left out, unless some could not be found out.</summary>
static class DigestSections
{
    const int MostLines = 10;

    /// <summary>The sections of a report; of one without events only those that are worth telling all the same.</summary>
    public static IEnumerable<DigestSection> Of(DigestReport report) =>
        All(report).Where(section => (section.Lines.Count > 0 || section.Missing is not null) && (section.IsUrgent || report.Total.Count > 0));

    static IEnumerable<DigestSection> All(DigestReport report)
    {
        yield return new DigestSection(Mrkdwn.Literal("*Who deployed what*"), "Deploys",
            [.. report.DeploysByApp.Take(MostLines).Select(app => new DigestLine(DigestText.Deploys(app)) { Name = DigestText.App(app) })], Beyond(report.DeploysByApp.Count));
        yield return new DigestSection(Mrkdwn.Literal(":rotating_light: *Sensitive*"), "Sensitive",
            [.. report.Sensitive.Events.Select(e => SensitiveLine(report.Sensitive, e))], report.Sensitive.More)
        {
            IsUrgent = true,
        };
        yield return Open(report);
        yield return Sources(report);
        yield return New(report);
        yield return Stopped(report);
        yield return new DigestSection(Mrkdwn.Literal(":x: *Failures*"), "Failures",
            [.. report.Failures.Events.Select(EventLine)], report.Failures.Count.Count - report.Failures.Events.Count);
    }

    static DigestSection Open(DigestReport report)
    {
        var open = report.Open?.Sessions ?? [];
        var missing = new List<string>();
        if (report.Open is { NotLookedUp: > 0 } some) missing.Add($"{DigestText.Number(some.NotLookedUp)} could not be looked up in time.");
        if (report.Open is { } looked && looked.LookedSince > report.End.AddDays(-7).AddMinutes(1)) missing.Add($"Of those begun since {SlackText.Utc(looked.LookedSince)} only.");
        return new DigestSection(Mrkdwn.Literal(":unlock: *Still open*"), "Still open",
            [.. open.Take(MostLines).Select(session => OpenLine(session, report.End))], Beyond(open.Count))
        {
            IsUrgent = true,
            Missing = missing.Count == 0 ? null : string.Join(" ", missing),
        };
    }

    static DigestSection Sources(DigestReport report)
    {
        var ill = report.Sources.SelectMany(source => Ills(source)).ToList();
        return new DigestSection(Mrkdwn.Literal(":mute: *Sources*"), "Sources", [.. ill.Take(MostLines)], Beyond(ill.Count))
        {
            IsUrgent = true,
        };
    }

    static DigestSection New(DigestReport report)
    {
        var found = report.News?.New ?? [];
        var begins = report.News?.LogBeginsAt is { } at ? $"Not in the log before, which begins {SlackText.Utc(at)}." : null;
        var unknown = report.News is { NotLookedUp: > 0 } some ? $"{DigestText.Number(some.NotLookedUp)} more may be new: looking them up would have taken too long." : null;
        return new DigestSection(Mrkdwn.Literal(":new: *New*"), "New", [.. found.Take(MostLines).Select(NewLine)], Beyond(found.Count))
        {
            Note = begins,
            Missing = unknown,
        };
    }

    static DigestSection Stopped(DigestReport report)
    {
        var stopped = report.News?.Stopped ?? [];
        var each = report.Kind switch
        {
            DigestKind.Daily => "on this day of each of the three weeks before",
            DigestKind.Weekly => "in each of the three periods before",
            _ => "in each of the three months before",
        };
        return new DigestSection(Mrkdwn.Literal(":octagonal_sign: *Stopped*"), "Stopped",
            [.. stopped.Take(MostLines).Select(last => new DigestLine($"{DigestText.Short(last.Action)} was last done by {Actor(last)}") { Name = Thing(last), At = last.OccurredAt, EventId = last.Id })], Beyond(stopped.Count))
        {
            IsUrgent = true,
            Note = $"Happened {each}, and not this time.",
        };
    }

    static DigestLine SensitiveLine(SensitiveEvents sensitive, AuditEvent e) => EventLine(e) is var line && sensitive.Answered(e) is { } answered
        ? line with { Text = $"{line.Text}: {DigestText.Short(answered)}" }
        : line;

    static DigestLine EventLine(AuditEvent e) => new(DigestText.Line(e)) { At = e.OccurredAt, EventId = e.Id };

    static DigestLine OpenLine(Session session, DateTimeOffset end) =>
        EventLine(session.Start) with { Text = $"{DigestText.Line(session.Start)}: open for {SourceSentences.Span(end - session.Start.OccurredAt)}, as far as was told" };

    static DigestLine NewLine(Novelty novelty)
    {
        var e = novelty.First;
        var line = novelty.Kind switch
        {
            NoveltyKind.Action => new DigestLine($"first use of this action, by {Actor(e)} on {Thing(e)}") { Name = DigestText.Short(e.Action) },
            NoveltyKind.Person => new DigestLine($"is new here: {DigestText.Short(e.Action)} on {Thing(e)}") { Name = Actor(e) },
            NoveltyKind.App => new DigestLine($"is a new app: {DigestText.Short(e.Action)} by {Actor(e)}") { Name = Thing(e) },
            NoveltyKind.PersonOnThing => new DigestLine($"for the first time on {Thing(e)}: {DigestText.Short(e.Action)}") { Name = Actor(e) },
            _ => new DigestLine($"first {DigestText.Short(e.Action)} here, by {Actor(e)}") { Name = Thing(e) },
        };
        return line with { EventId = e.Id };
    }

    static IEnumerable<DigestLine> Ills(SourceReport source)
    {
        var name = DigestText.Short(source.Source);
        if (source.IsRefused)
        {
            var reasons = source.Refused.Count == 0 ? "" : $" ({SourceSentences.Reasons(source.Refused.Take(3))})";
            yield return new DigestLine($"is refused: no delivery was accepted since{reasons}. Look at its secret here and there") { Name = name, At = source.RefusedSince ?? source.Health.LastRefusedAt };
        }
        if (source.IsQuiet && source.Silence is { } silence)
            yield return new DigestLine($"is quiet: not heard for {SourceSentences.Span(silence)}, longer than it should be") { Name = name, At = source.Health.LastDeliveryAt };
        if (source.Skew is { IsAhead: true }) yield return new DigestLine($"has a clock that is {SourceSentences.Clock(source.Skew)}") { Name = name };
    }

    static string Actor(AuditEvent e) => DigestText.Short(e.Actor ?? "somebody not said");

    static string Thing(AuditEvent e) => DigestText.Short(e.App ?? e.Target ?? "no app");

    static long Beyond(int count) => Math.Max(0, count - MostLines);
}
