using SlackAudit.Events;

namespace SlackAudit.Notify.Digests;

/// <summary>Parts of a digest's question: narrower than it, never wider.</summary>
static class Narrowing
{
    /// <summary>Which of some actions a question is about; none where it is about others.</summary>
    public static IReadOnlyList<string> Narrowed(this AuditQuery query, params string[] roots) =>
        query.Actions.Count == 0 ? roots : [.. query.Actions.Where(action => roots.Contains(Actions.Root(action)))];

    /// <summary>The sensitive ones among its events, answers to questions about them aside; null where that leaves nothing.</summary>
    public static AuditQuery? OnlySensitive(this AuditQuery query) =>
        query.Sensitive == false ? null : query with { Sensitive = true, Except = [.. query.Except, SensitiveEvents.Answers] };

    /// <summary>The failed ones among its events; null where that leaves nothing.</summary>
    public static AuditQuery? OnlyFailed(this AuditQuery query) =>
        query.Outcomes.Count == 0 || query.Outcomes.Contains(Outcome.Failure) ? query with { Outcomes = [Outcome.Failure] } : null;
}
