using SlackAudit.Events;

namespace SlackAudit.Record.Stories;

/// <summary>One step of a story: something that began, ended, or both.</summary>
/// <param name="Role">What it does for the story.</param>
/// <param name="Start">The event that says that it began; null where only the end, or only the whole, was told.</param>
/// <param name="End">The event that says how it went; null where that was not told.</param>
public sealed record StoryStep(StoryRole Role, AuditEvent? Start, AuditEvent? End)
{
    /// <summary>The event that says most about it.</summary>
    public AuditEvent Event => End ?? Start!;

    /// <summary>Whether somebody should look at it.</summary>
    public bool IsSensitive => Start is { Sensitive: true } || End is { Sensitive: true };

    /// <summary>When it began, or when it was told where the beginning was not.</summary>
    public DateTimeOffset At => (Start ?? End)!.OccurredAt;

    /// <summary>Who began it, or who is named at the end.</summary>
    public string? Actor => Start?.Actor ?? End?.Actor;

    /// <summary>How far the source can be believed about <see cref="Actor"/>.</summary>
    public ActorTrust ActorTrust => (Start?.Actor is null ? End : Start)?.ActorTrust ?? ActorTrust.None;

    /// <summary>How it went; <see cref="Outcome.Started"/> where no end was told.</summary>
    public Outcome Outcome => Event.Outcome;

    /// <summary>How long it took; null where start or end was not told.</summary>
    public TimeSpan? Duration => Start is not null && End is not null ? End.OccurredAt - Start.OccurredAt : null;
}
