using SlackAudit.Record;
using SlackAudit.Record.Retention;

namespace SlackAudit.See.Pages;

/// <summary>What the page of checkpoints shows.</summary>
/// <param name="Checkpoints">The checkpoints, newest first.</param>
/// <param name="IsOlderPage">Whether there are newer ones on another page.</param>
/// <param name="HasOlder">Whether there are older ones on another page.</param>
/// <param name="Pruned">What was pruned; null when nothing was.</param>
public sealed record CheckpointsView(IReadOnlyList<Checkpoint> Checkpoints, bool IsOlderPage, bool HasOlder, PrunedSum? Pruned);
