namespace SlackAudit.Events;

/// <summary>How far a source can be believed about an actor, as it is shown behind the name.</summary>
public static class TrustWords
{
    /// <summary>In brackets, with a space before them; empty for what the source vouches for, and where it names nobody.</summary>
    public static string Mark(AuditEvent auditEvent) => auditEvent switch
    {
        { Actor: null } or { ActorTrust: ActorTrust.Verified } => "",
        { ActorTrust: ActorTrust.Inferred } => " (inferred)",
        _ => " (as claimed)",
    };
}
