using SlackAudit.Events;

namespace SlackAudit.Notify.Rules;

/// <summary>Why an event met a rule or did not: the conditions that it did not meet.</summary>
/// <param name="Standing">The rule.</param>
/// <param name="Failed">What it did not meet, with the word for what each is about; empty where it met the rule.</param>
sealed record RuleVerdict(StandingRule Standing, IReadOnlyList<(string About, AuditQuery Part)> Failed)
{
    /// <summary>Holds each condition of a rule against an event by itself.</summary>
    public static RuleVerdict Of(StandingRule standing, AuditEvent told) =>
        new(standing, standing.Meets(told) ? [] : [.. standing.Rule.When.Parts().Where(each => !each.Part.Compile()(told))]);

    /// <summary>A condition and what the event has instead, as a sentence's part.</summary>
    public static string Say(string about, AuditQuery part, AuditEvent told) => about switch
    {
        "exception" => $"it leaves out {Asked(part.Except[0])}",
        "text" => $"the summary does not say {Asked(part)}",
        "name" => $"no app, target or actor is {Asked(part)}",
        "sensitive" => part.Sensitive == true ? "the event is not sensitive" : "the event is sensitive",
        _ => $"{about}: {Asked(part)} was asked for, and it is {Has(about, told) ?? "none"}",
    };

    static string Asked(AuditQuery part) => Question.Format(part);

    static string? Has(string about, AuditEvent told) => about switch
    {
        "action" => told.Action,
        "app" => told.App,
        "target" => told.Target,
        "actor" => told.Actor,
        "scope" => told.Scope,
        "source" => told.Source,
        "outcome" => Words.Of(told.Outcome),
        _ => null,
    };
}
