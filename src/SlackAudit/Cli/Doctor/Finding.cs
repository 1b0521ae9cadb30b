namespace SlackAudit.Cli.Doctor;

/// <summary>What one examination found.</summary>
/// <param name="What">What was looked at.</param>
/// <param name="Health">How it is.</param>
/// <param name="Sentence">What was found and, where it is not well, what to do.</param>
sealed record Finding(string What, Health Health, string Sentence);

/// <summary>How well something is.</summary>
enum Health
{
    /// <summary>Nothing to do.</summary>
    Well,

    /// <summary>It works, and somebody should look at it.</summary>
    Doubtful,

    /// <summary>It does not work.</summary>
    Ill,
}
