using SlackAudit.Events;
using SlackAudit.Record.Sources;

namespace SlackAudit.Tests;

/// <summary>Ordinary data for tests that care about one field at a time.</summary>
internal static class Some
{
    /// <summary>A Monday, 14:03 UTC.</summary>
    public static readonly DateTimeOffset Now = new(2026, 3, 2, 14, 3, 0, TimeSpan.Zero);

    static int counter;

    /// <summary>Deliveries that were refused just now.</summary>
    public static RefusedDeliveries Refused(string source, int count, string sentence, string reason = "wrong_secret") =>
        new() { Source = source, Reason = reason, Refused = count, LastAt = Now, Sentence = sentence };

    public static AuditEvent Event(string action = Actions.Deploy, string? app = "myapp", string? actor = "alice") => new()
    {
        Source = "generic",
        SourceEventId = $"some-{Interlocked.Increment(ref counter)}",
        Action = action,
        App = app,
        Actor = actor,
        ActorTrust = actor is null ? ActorTrust.None : ActorTrust.Asserted,
        Outcome = Outcome.Success,
        OccurredAt = Now,
        Summary = $"{actor ?? "somebody"} did {action} of {app}",
    };
}
