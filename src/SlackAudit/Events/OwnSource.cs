namespace SlackAudit.Events;

/// <summary>The source of what the log itself does or notices. No configured source may have its name.</summary>
public static class OwnSource
{
    /// <summary>Its name.</summary>
    public const string Name = "slackaudit";
}
