using SlackAudit.Events;

namespace SlackAudit.Record.Asking;

/// <summary>A question with what belongs to its asking.</summary>
/// <param name="Query">The question.</param>
/// <param name="Zone">The asker's time zone.</param>
/// <param name="PageSize">The most events to list.</param>
/// <param name="From">Where the page begins; null for the newest.</param>
sealed record Asked(AuditQuery Query, TimeZoneInfo Zone, int PageSize, PageStart? From)
{
    /// <summary>Who is who, for counting people.</summary>
    public KnownPeople People { get; init; } = KnownPeople.None;

    public bool Lists => Query.Shape is QueryShape.List or QueryShape.Last;

    public int Size => Query.Limit is { } limit ? Math.Min(limit, PageSize) : PageSize;

    /// <summary>The instant after which nothing is asked for; null for the newest.</summary>
    public DateTimeOffset? Last => From is { } from && !(Query.Until < from.OccurredAt) ? from.OccurredAt : Query.Until;

    /// <summary>Whether an answer is a full page, or as many as were asked for.</summary>
    public bool IsFull(Answer answer) => answer.Older is not null || Query.Shape == QueryShape.Last && answer.Events.Count == Size;

    /// <summary>The same question of the time since an instant.</summary>
    public Asked Since(DateTimeOffset since) => this with { Query = Query with { Since = Query.Since > since ? Query.Since : since } };
}
