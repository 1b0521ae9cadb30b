namespace SlackAudit.Events;

/// <summary>A question to learn from.</summary>
/// <param name="Text">The question as one would type it.</param>
/// <param name="Means">What it asks, in one line.</param>
public sealed record QuestionExample(string Text, string Means);

/// <content>What help, errors and the README show.</content>
public sealed partial record Question
{
    /// <summary>Good questions, the commonest first.</summary>
    public static IReadOnlyList<QuestionExample> Examples { get; } =
    [
        new("last deploy myapp", "the newest deploy of myapp"),
        new("failed deploys since 7d", "every deploy that failed in the last seven days"),
        new("who touched prod-db last week", "everybody who did something to prod-db, with how often and when last"),
        new("exec, ssh, db in production since yesterday", "shells, tunnels and database access in production"),
        new("by @alice since monday", "what one person did; by me is what you did"),
        new("sensitive since 24h", "what somebody should look at"),
        new("count deploys per app since 30d", "how many, per app, actor, action, day or source"),
        new("env changes between monday and wednesday not by ci-bot", "a stretch of time, with somebody left out"),
        new("from cloudtrail \"rollback\" today", "one source, and a text in the summary"),
        new("app:billing action:deploy outcome:failure", "the same words as keys, for names that look like words"),
    ];
}
