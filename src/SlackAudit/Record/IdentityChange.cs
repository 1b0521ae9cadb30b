using SlackAudit.Events;

namespace SlackAudit.Record;

/// <summary>One name that becomes somebody's, or nobody's.</summary>
/// <param name="Link">The row; for nobody's, the row that goes.</param>
/// <param name="IsLinked">Whether it becomes that person's.</param>
/// <param name="EventId">The source event id of the event that says so: what is recorded is done.</param>
sealed record IdentityChange(IdentityLink Link, bool IsLinked, string EventId) : LogChange
{
    public const string Action = Actions.Policy + ".identity";

    public override async Task<bool> TakeAsync(LogSession session)
    {
        await session.ExecuteAsync("DELETE FROM identities WHERE source = @p0 AND name = @p1", Link.Source, Link.Name);
        if (!IsLinked) return true;
        if (Link.LinkedBy is { } by)
            await session.ExecuteAsync("INSERT INTO identities (source, name, person, linked_at, linked_by) VALUES (@p0, @p1, @p2, @p3, @p4)", Link.Source, Link.Name, Link.Person, Link.LinkedAt, by);
        else
            await session.ExecuteAsync("INSERT INTO identities (source, name, person, linked_at) VALUES (@p0, @p1, @p2, @p3)", Link.Source, Link.Name, Link.Person, Link.LinkedAt);
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
