using System.Globalization;
using SlackAudit.Events;
using SlackAudit.Slack;

namespace SlackAudit.Notify.Digests;

/// <summary>A digest in words, for notifications, screen readers and where Slack does not take its blocks, and the phrases that both share.</summary>
static class DigestText
{
    const int MostNames = 10;
    const int MostPeople = 5;

    // Slack takes 4,000 characters; a note that the message may be a repeat comes after.
    const int Longest = 3800;

    /// <summary>The whole digest as escaped text, one line a section.</summary>
    public static string Of(DigestReport report)
    {
        var told = report.Total.Count == 0 ? Nothing(report).Concat(Sections(report)) : Parts(report);
        var last = $"\nCheckpoint {Checkpoint(report)}.";
        // The checkpoint is what nobody can make up again: the rest is cut before it.
        return SlackText.TruncateMarkup(string.Join("\n", told.Select(part => SlackText.Escape(part))), Longest - last.Length) + SlackText.Escape(last, multiline: true);
    }

    /// <summary>The period in the digest's own zone: <c>Sun 1 Mar 09:00 to Mon 2 Mar 09:00</c>.</summary>
    public static string Period(DigestReport report)
    {
        var start = TimeZoneInfo.ConvertTime(report.Start, report.Digest.TimeZone);
        var end = TimeZoneInfo.ConvertTime(report.End, report.Digest.TimeZone);
        return report.Kind == DigestKind.Monthly
            ? string.Create(CultureInfo.InvariantCulture, $"{start:d MMM yyyy HH:mm} to {end:d MMM yyyy HH:mm}")
            : string.Create(CultureInfo.InvariantCulture, $"{start:ddd d MMM HH:mm} to {end:ddd d MMM HH:mm}");
    }

    /// <summary>With what it is compared: <c>the month before</c>, with both lengths where they differ.</summary>
    public static string Before(DigestReport report)
    {
        var zone = report.Digest.TimeZone;
        var (days, daysBefore) = (DigestKinds.Days(report.Start, report.End, zone), DigestKinds.Days(report.StartOfPrevious, report.Start, zone));
        var lengths = days == daysBefore ? "" : $" ({Number(days)} days against {Number(daysBefore)})";
        return DigestKinds.Before(report.Start, report.End, zone) + lengths;
    }

    /// <summary>The difference to the period before, in brackets; empty where that is not known.</summary>
    public static string Change(Compared compared) => (compared.Count - compared.Before) switch
    {
        null => "",
        0 => " (as before)",
        var more and > 0 => $" (+{Number(more.Value)})",
        var less => $" (−{Number(-less.Value)})",
    };

    /// <summary>The app of some deployments.</summary>
    public static string App(Deployed app) => Short(app.App ?? "no app");

    /// <summary>How often, by whom, and how it went: <c>3 (alice 2, bob 1), 1 failed</c>.</summary>
    public static string Deploys(Deployed app)
    {
        var people = app.People.Take(MostPeople).Select(person => $"{Short(person.Actor ?? "not said")} {Number(person.Count)}");
        var others = app.People.Count > MostPeople ? $" and {Number(app.People.Count - MostPeople)} others" : "";
        var failed = app.Failed > 0 ? $", {Number(app.Failed)} failed" : "";
        var unfinished = app.Unfinished > 0 ? $", {Number(app.Unfinished)} not finished" : "";
        return $"{Number(app.Count)} ({string.Join(", ", people)}{others}){failed}{unfinished}";
    }

    /// <summary>One event as a line.</summary>
    public static string Line(AuditEvent e) => SlackText.Truncate(SlackText.Clean(e.Summary), 200) + (e.Actor is not null && e.ActorTrust == ActorTrust.Inferred ? " (actor inferred)" : "");

    /// <summary>What a list leaves out.</summary>
    public static string More(long more) => $"… and {Number(more)} more";

    /// <summary>The newest link of the chain: its number and hash.</summary>
    public static string Checkpoint(DigestReport report) =>
        string.Create(CultureInfo.InvariantCulture, $"{report.Checkpoint.Sequence} {Convert.ToHexStringLower(report.Checkpoint.Hash)}");

    /// <summary>What was left out; null for nothing.</summary>
    public static string? LeftOut(DigestReport report) =>
        report.LeftOut.Count == 0 ? null : $"Left out, since it took too long to find out: {string.Join("; ", report.LeftOut)}.";

    /// <summary>A name no longer than a line bears.</summary>
    public static string Short(string name) => SlackText.Truncate(SlackText.Clean(name), 60);

    /// <summary>A number as people write it.</summary>
    public static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    static IEnumerable<string> Nothing(DigestReport report)
    {
        yield return $"{Short(report.Digest.Name)}: nothing was recorded from {SlackText.Utc(report.Start)} to {SlackText.Utc(report.End)} ({Before(report)}: {Number(report.Total.Before ?? 0)}).";
    }

    static IEnumerable<string> Parts(DigestReport report)
    {
        yield return $"{Short(report.Digest.Name)}: {SlackText.Utc(report.Start)} to {SlackText.Utc(report.End)}, in brackets against {Before(report)}.";
        yield return $"{Figure("Events", report.Total)}, {Figure("deploys", report.Deploys)}, {Figure("sensitive", report.Sensitive.Count)}, {Figure("failures", report.Failures.Count)}.";
        foreach (var section in Sections(report)) yield return section;
        if (report.Velocity is { } velocity)
        {
            yield return $"{VelocityText.Title(velocity, report.Kind)}: {string.Join(" ", VelocityText.Sentences(velocity, report.Kind, report.Digest.TimeZone))}";
            foreach (var bar in VelocityText.Bars(velocity)) yield return bar;
        }
        yield return $"By action: {Counts(report.Actions, "none")}.";
        yield return $"By app: {Counts(report.Apps, "no app")}.";
        if (LeftOut(report) is { } leftOut) yield return leftOut;
    }

    static IEnumerable<string> Sections(DigestReport report) => DigestSections.Of(report).Select(section =>
        $"{section.Words}: {string.Join(" ", new[] { Lines(section), section.Remarks }.Where(part => part.Length > 0))}");

    static string Lines(DigestSection section) => section.Lines.Count == 0
        ? ""
        : $"{string.Join("; ", section.Lines.Select(line => line.Words))}{(section.More > 0 ? $"; {More(section.More)}" : "")}.";

    static string Figure(string name, Compared compared) => $"{name} {Number(compared.Count)}{Change(compared)}";

    static string Counts(IReadOnlyList<Compared> counts, string unnamed) =>
        string.Join(", ", counts.Take(MostNames).Select(count => $"{Short(count.Name ?? unnamed)} {Number(count.Count)}")) + (counts.Count > MostNames ? ", …" : "");
}
