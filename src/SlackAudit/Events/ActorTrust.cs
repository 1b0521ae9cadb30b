namespace SlackAudit.Events;

/// <summary>How far the source can be believed about who did it.</summary>
public enum ActorTrust
{
    /// <summary>The source names nobody.</summary>
    None,

    /// <summary>Concluded from something near it, such as the author of the commit that was built.</summary>
    Inferred,

    /// <summary>Claimed by somebody who holds a shared credential, such as a rack password.</summary>
    Asserted,

    /// <summary>Said by the platform that authenticated the person.</summary>
    Verified,
}
