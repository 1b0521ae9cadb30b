using System.Globalization;
using System.Text.Json;

namespace SlackAudit.Receive.Generic;

/// <summary>When a sender says that it happened: RFC 3339 (UTC where it names no offset), or seconds or milliseconds since 1970.</summary>
static class GenericTime
{
    // A day from the ends of what can be written down, so that every time zone can still show it.
    static readonly DateTimeOffset Earliest = new(1, 1, 2, 0, 0, 0, TimeSpan.Zero);
    static readonly DateTimeOffset Latest = new(9999, 12, 30, 0, 0, 0, TimeSpan.Zero);

    // 1973 as milliseconds, the year 5138 as seconds.
    const double LeastMilliseconds = 1e11;

    /// <summary>The instant in UTC, however absurd; null for what is no time.</summary>
    public static DateTimeOffset? Of(JsonElement value)
    {
        if (value.TextOrNumber()?.Trim() is not { } text) return null;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)) return SinceEpoch(number);
        // Other spellings are left alone: a bare "14:03" would mean today by somebody's clock.
        if (text.Length < 10 || text[4] != '-' || text[7] != '-') return null;
        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, Utc, out var instant) ? Clamped(instant) : null;
    }

    static DateTimeOffset? SinceEpoch(double number)
    {
        if (!double.IsFinite(number)) return null;
        var milliseconds = Math.Abs(number) < LeastMilliseconds ? number * 1000 : number;
        return milliseconds >= Latest.ToUnixTimeMilliseconds() ? Latest
            : milliseconds <= Earliest.ToUnixTimeMilliseconds() ? Earliest
            : DateTimeOffset.UnixEpoch.AddTicks((long)Math.Round(milliseconds * TimeSpan.TicksPerMillisecond));
    }

    static DateTimeOffset Clamped(DateTimeOffset instant) => instant > Latest ? Latest : instant < Earliest ? Earliest : instant;
}
