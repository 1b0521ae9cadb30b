using SlackAudit.Events;

namespace SlackAudit.Record;

/// <summary>One name that becomes somebody's, or nobody's.</summary>
/// <param name="Link">The row; for nobody's, the row that goes.</param>
/// <param name="IsLinked">Whether it becomes that person's.</param>
/// <param name="EventId">The source event id of the event that says so: what is recorded is done.</param>
sealed record IdentityChange(IdentityLink Link, bool IsLinked, string EventId) : LogChange
{
    public const string Action = Actions.Policy + ".identity";

    public const string Insert =
        "INSERT INTO identities (source, name, person, linked_at) SELECT @p0, @p1, @p2, @p3 WHERE NOT EXISTS (SELECT 1 FROM identities WHERE source = @p0 AND name = @p1)";

    public const string SetLinkedBy = "UPDATE identities SET linked_by = @p2 WHERE source = @p0 AND name = @p1";

    public const string Delete = "DELETE FROM identities WHERE source = @p0 AND name = @p1 AND person = @p2";

    // Not ours: meanwhile it is somebody's, or nobody's.
    public override async Task<bool> TakeAsync(LogSession session)
    {
        if (!IsLinked) return await session.ExecuteAsync(Delete, Link.Source, Link.Name, Link.Person) == 1;
        if (await session.ExecuteAsync(Insert, Link.Source, Link.Name, Link.Person, Link.LinkedAt) != 1) return false;
        if (Link.LinkedBy is { } by) await session.ExecuteAsync(SetLinkedBy, Link.Source, Link.Name, by);
        return true;
    }

    /// <summary>The event that says so: who is who decides whom the log names, so somebody should look.</summary>
    public AuditEvent ToEvent(ActorTrust trust)
    {
        var identity = new Identity(Link.Source.Length == 0 ? null : Link.Source, Link.Name);
        return new AuditEvent
        {
            Source = OwnSource.Name,
            SourceEventId = EventId,
            Action = Action,
            SourceAction = IsLinked ? "identity.linked" : "identity.unlinked",
            Actor = Link.LinkedBy,
            ActorTrust = Link.LinkedBy is null ? ActorTrust.None : trust,
            Target = Link.Person,
            TargetType = "person",
            Outcome = Outcome.Success,
            Sensitive = true,
            OccurredAt = Link.LinkedAt,
            Summary = $"{Link.LinkedBy ?? "somebody"} {(IsLinked ? "linked" : "unlinked")} {identity} {(IsLinked ? "to" : "from")} {Link.Person}",
        };
    }
}
