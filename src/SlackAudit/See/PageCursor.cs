using System.Globalization;
using SlackAudit.Events;
using SlackAudit.Record;

namespace SlackAudit.See;

/// <summary>Where a page begins, as it is written in addresses: microseconds since 1970, a dash, the id.</summary>
static class PageCursor
{
    // DateTimeOffset ends with the year 9999; beyond that there is no instant to begin at.
    static readonly long Last = Instants.ToMicroseconds(DateTimeOffset.MaxValue);

    public static string Format(PageStart start) =>
        string.Create(CultureInfo.InvariantCulture, $"{Instants.ToMicroseconds(start.OccurredAt)}-{start.Id}");

    /// <summary>Whether the text is a cursor; nothing at all is one too, for the newest page.</summary>
    public static bool TryParse(string? text, out PageStart? start)
    {
        start = null;
        if (string.IsNullOrEmpty(text)) return true;
        var dash = text.IndexOf('-', StringComparison.Ordinal);
        if (dash < 0 || !TryNumber(text.AsSpan(0, dash), out var micros) || !TryNumber(text.AsSpan(dash + 1), out var id) || micros > Last)
            return false;
        start = new PageStart(Instants.FromMicroseconds(micros), id);
        return true;
    }

    static bool TryNumber(ReadOnlySpan<char> text, out long number) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
