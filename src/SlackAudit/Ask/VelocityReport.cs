using System.Globalization;
using SlackAudit.Events;
using SlackAudit.Record.Apps;

namespace SlackAudit.Ask;

/// <summary>How the five numbers of an app's delivery are told: each with of how many it is, and with its events.</summary>
static class VelocityReport
{
    // A median of fewer says less than they do.
    const int Few = 5;
    const int MostShown = 8;

    /// <summary>The report.</summary>
    public static Report Of(string app, Velocity velocity, QuestionContext context)
    {
        string At(DateTimeOffset at) => AnswerText.At(at, context.Zone);
        var period = $"from {At(velocity.Period.Since)} to {At(velocity.Period.Until)}";
        var where = AppAnswers.Where(velocity.Scopes);
        if (velocity.Deployments.Count == 0) return new Report($"No deployment of {app}{where} is in the log {period}.", []);
        var notes = new List<string>();
        if (velocity.Leads.Count is > 0 and < Few || velocity.Recoveries.Count is > 0 and < Few) notes.Add($"Of fewer than {Few} values each is shown; a median of so few says little.");
        if (velocity.Unfinished > 0) notes.Add($"{Count(velocity.Unfinished, "deployment")} began and never ended as far as was told: not counted.");
        if (velocity.IsPart) notes.Add(AppAnswers.Part);
        return new Report($"{app}{where} {period}: {Count(velocity.Deployments.Count, "deployment")}, as {velocity.Source} tells.",
        [
            new("Deployment frequency", [new(null, Frequency(velocity))]),
            new("Change lead time", [new(null, Lead(velocity)), .. Few > velocity.Leads.Count ? velocity.Leads.Select(lead =>
                new ReportLine(lead.Of.At, $"{lead.Of.Name} after {Durations.InWords(lead.Took)}", StoryText.Ids(lead.Change))) : []]),
            new("Change fail rate", [new(null, Rate(velocity.Failed.Count, velocity)), .. velocity.Failed.TakeLast(MostShown).Select(failed => Line(failed.Of, failed.Why))]),
            new("Failed deployment recovery time", Recovery(velocity)),
            new("Deployment rework rate", [new(null, Rate(velocity.Rework.Count, velocity)), .. velocity.Rework.TakeLast(MostShown).Select(rework => Line(rework.Of, rework.Why))]),
        ])
        {
            Notes = notes,
        };
    }

    static string Frequency(Velocity velocity)
    {
        var weeks = (velocity.Period.Until - velocity.Period.Since) / TimeSpan.FromDays(7);
        var rate = weeks > 0 ? string.Create(CultureInfo.InvariantCulture, $", {velocity.Good / weeks:0.#} a week") : "";
        return $"{AnswerText.Number(velocity.Good)} went well{rate}" + (velocity.DaysAWeek is var (days, whole)
            ? string.Create(CultureInfo.InvariantCulture, $"; a good deployment on {days:0.#} days of a week in the median (n = {Count(whole, "whole week")})")
            : "; no whole week to count days in");
    }

    static string Lead(Velocity velocity)
    {
        if (Velocity.Median(velocity.Leads.Select(lead => lead.Took)) is not { } median) return "not known: neither a push nor a build of these deployments was told";
        var from = velocity.Leads.Any(lead => lead.Of.KnowsPushes) ? "push" : "build (pipeline time: no push was told)";
        return $"median {Durations.InWords(median)} from {from} to production (n = {Count(velocity.Leads.Count, "change")}; known of {velocity.Covered} of {Count(velocity.Good, "good deployment")})";
    }

    static List<ReportLine> Recovery(Velocity velocity)
    {
        if (velocity.Recoveries.Count == 0) return [new(null, "nothing to recover from")];
        var mended = velocity.Recoveries.Where(each => each.By is not null).Select(each => each.By!.At - each.Of.At).ToList();
        var median = Velocity.Median(mended) is { } length ? $"median {Durations.InWords(length)} (n = {mended.Count})" : "none has recovered yet";
        return [new(null, median), .. velocity.Recoveries.TakeLast(MostShown).Select(each => each.By is { } by
            ? Line(by, $"{each.Of.Name} for {Durations.InWords(by.At - each.Of.At)}, until {by.Name}", isWhole: true)
            : Line(each.Of, $"not yet, since {Durations.InWords(velocity.Period.Until - each.Of.At)}"))];
    }

    static ReportLine Line(Deployment deployment, string said, bool isWhole = false) =>
        new(deployment.At, isWhole ? said : $"{deployment.Name}: {said}", StoryText.Ids(deployment.Step));

    static string Rate(int part, Velocity velocity) =>
        string.Create(CultureInfo.InvariantCulture, $"{100.0 * part / velocity.Deployments.Count:0.#} % ({part} of {velocity.Deployments.Count})");

    static string Count(int number, string what) => $"{AnswerText.Number(number)} {what}{(number == 1 ? "" : "s")}";
}
