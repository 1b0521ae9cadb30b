namespace SlackAudit.Record.Stories;

/// <summary>What a step does for a story, in the order in which a change takes them.</summary>
public enum StoryRole
{
    /// <summary>Code was pushed.</summary>
    Pushed,

    /// <summary>A pull request was merged.</summary>
    Merged,

    /// <summary>Something was built or tested.</summary>
    Built,

    /// <summary>Somebody was asked, agreed or refused.</summary>
    Approved,

    /// <summary>A release was made.</summary>
    Released,

    /// <summary>It was deployed or promoted.</summary>
    Deployed,

    /// <summary>An image of machines was made, or moved on towards the machines.</summary>
    RolledOut,

    /// <summary>Somebody had a shell, a command or a tunnel.</summary>
    Session,

    /// <summary>Whoever did something was asked whether it was them, and answered or did not.</summary>
    Confirmed,

    /// <summary>It belongs to the story and is no step of it, such as a single job of a build.</summary>
    Beside,
}
