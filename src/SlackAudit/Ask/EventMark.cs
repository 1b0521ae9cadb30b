using SlackAudit.Events;

namespace SlackAudit.Ask;

/// <summary>The sign before an event in an answer. Only what went well has a sign without a word.</summary>
static class EventMark
{
    /// <summary>The sign and its word.</summary>
    public static string Of(AuditEvent e) => e switch
    {
        { Sensitive: true, Outcome: Outcome.Failure } => "🚨 sensitive, failed:",
        { Sensitive: true } => "🚨 sensitive:",
        { Outcome: Outcome.Failure } => "❌ failed:",
        { Outcome: Outcome.Started } => "▶️ started:",
        { Outcome: Outcome.Success } => "✅",
        _ => "📝",
    };
}
