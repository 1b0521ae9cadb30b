namespace SlackAudit.Record.News;

/// <summary>How much happened in an environment.</summary>
/// <param name="Scope">The environment, folded; null where the source does not say.</param>
/// <param name="Count">How many events.</param>
/// <param name="Failed">How many of them failed.</param>
public sealed record ScopeCount(string? Scope, int Count, int Failed);
