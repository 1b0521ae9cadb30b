namespace SlackAudit.Slack.Access;

/// <summary>How much somebody may ask and do; each role may what the ones before it may.</summary>
public enum Role
{
    /// <summary>Whoever is in the workspace: may answer what is asked of them, and see who they are here.</summary>
    Everyone,

    /// <summary>May ask, and is shown what is not sensitive.</summary>
    Member,

    /// <summary>Is shown what is sensitive, too.</summary>
    Auditor,

    /// <summary>May also change what is told, and confirm whose a name is.</summary>
    Admin,
}

/// <summary>The role that something needs at least.</summary>
sealed record LeastRole(Role Role);
