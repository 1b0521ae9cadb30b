using System.Globalization;
using SlackAudit.Events;
using SlackAudit.Slack;

namespace SlackAudit.Notify;

/// <summary>A digest in words, for notifications and screen readers, and the phrases that its blocks share with them.</summary>
static class DigestText
{
    const int MostNames = 10;
    const int MostPeople = 5;

    /// <summary>The whole digest as escaped text.</summary>
    public static string Of(DigestReport report)
    {
        var parts = report.Total.Count == 0
            ? [$"{Short(report.Digest.Name)}: nothing was recorded from {SlackText.Utc(report.Start)} to {SlackText.Utc(report.End)}; the period before had {Number(report.Total.Before ?? 0)} events."]
            : Parts(report);
        return SlackText.Escape(string.Join(" ", parts.Append($"Checkpoint {Checkpoint(report)}.")));
    }

    /// <summary>The period in the digest's own zone: <c>Sun 1 Mar 09:00 to Mon 2 Mar 09:00</c>.</summary>
    public static string Period(DigestReport report)
    {
        var start = TimeZoneInfo.ConvertTime(report.Start, report.Digest.TimeZone);
        var end = TimeZoneInfo.ConvertTime(report.End, report.Digest.TimeZone);
        return string.Create(CultureInfo.InvariantCulture, $"{start:ddd d MMM HH:mm} to {end:ddd d MMM HH:mm}");
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

    /// <summary>A name no longer than a line bears.</summary>
    public static string Short(string name) => SlackText.Truncate(SlackText.Clean(name), 60);

    static IEnumerable<string> Parts(DigestReport report)
    {
        yield return $"{Short(report.Digest.Name)}: {SlackText.Utc(report.Start)} to {SlackText.Utc(report.End)}, in brackets against the period before.";
        yield return $"{Figure("Events", report.Total)}, {Figure("deploys", report.Deploys)}, {Figure("sensitive", report.Sensitive.Count)}, {Figure("failures", report.Failures.Count)}.";
        if (report.DeploysByApp.Count > 0)
            yield return $"Deploys: {Some(report.DeploysByApp.Select(app => $"{App(app)} {Deploys(app)}"), report.DeploysByApp.Count)}.";
        if (report.Sensitive.Events.Count > 0) yield return $"Sensitive: {Some(report.Sensitive)}.";
        if (report.Failures.Events.Count > 0) yield return $"Failures: {Some(report.Failures)}.";
        yield return $"By action: {string.Join(", ", report.Actions.Take(MostNames).Select(action => $"{Short(action.Name ?? "none")} {Number(action.Count)}"))}.";
        yield return $"By app: {string.Join(", ", report.Apps.Take(MostNames).Select(app => $"{Short(app.Name ?? "no app")} {Number(app.Count)}"))}.";
    }

    static string Figure(string name, Compared compared) => $"{name} {Number(compared.Count)}{Change(compared)}";

    static string Some(Listed listed) => Some(listed.Events.Select(Line), listed.Count.Count);

    static string Some(IEnumerable<string> items, long count) =>
        string.Join("; ", items.Take(MostNames)) + (count > MostNames ? $"; {More(count - MostNames)}" : "");

    static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
