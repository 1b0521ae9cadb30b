using System.Globalization;
using SlackAudit.Events;

namespace SlackAudit.Notify.Rules;

/// <summary>The hours of each day in which a rule tells nothing but what is sensitive; they may go over midnight.</summary>
/// <param name="From">When they begin, on the clocks of the zone.</param>
/// <param name="To">When they end.</param>
/// <param name="Zone">The time zone.</param>
public sealed record QuietHours(TimeOnly From, TimeOnly To, TimeZoneInfo Zone)
{
    /// <summary>How they are written.</summary>
    public const string Form = "hours and a time zone, such as 22:00-07:00 Europe/Berlin";

    static readonly char[] Dashes = ['-', '\u2013', '\u2014', '\u2212'];

    /// <summary>Reads <c>22:00-07:00 Europe/Berlin</c>; null where it is not that.</summary>
    /// <param name="text">The hours, and behind them the zone.</param>
    /// <param name="otherwise">The zone where none is named; null where one must be.</param>
    public static QuietHours? Parse(string text, TimeZoneInfo? otherwise = null)
    {
        var parts = text.Split((char[]?)null, 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (parts.Length == 0 || parts[0].Length > 20 || parts[0].Split(Dashes) is not [var first, var last]) return null;
        var zone = parts.Length == 1 ? otherwise : Zones.TryFind(parts[1], out var found) ? found : null;
        return Clock(first) is { } from && Clock(last) is { } to && from != to && zone is not null ? new QuietHours(from, to, zone) : null;
    }

    /// <summary>When the quiet hours end that an instant lies in; null where it lies in none.</summary>
    public DateTimeOffset? EndOf(DateTimeOffset at)
    {
        if (at.Year is < 2 or > 9998) return null;
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, Zone).DateTime);
        // Those that began yesterday may go on.
        foreach (var day in new[] { today, today.AddDays(-1) })
        {
            var begin = Instant(day, From, first: true);
            var end = Instant(From < To ? day : day.AddDays(1), To, first: false);
            if (begin <= at && at < end) return end;
        }
        return null;
    }

    /// <summary>As <see cref="Parse"/> reads it.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{From:HH:mm}-{To:HH:mm} {Zone.Id}");

    // A clock that is put forward passes by some minutes, and what is set for them comes when it has; put back, it shows some
    // twice, and it is quiet from the first of them until the second.
    DateTimeOffset Instant(DateOnly day, TimeOnly clock, bool first)
    {
        var local = day.ToDateTime(clock);
        while (Zone.IsInvalidTime(local)) local = local.AddMinutes(1);
        var offset = !Zone.IsAmbiguousTime(local) ? Zone.GetUtcOffset(local)
            : first ? Zone.GetAmbiguousTimeOffsets(local).Max() : Zone.GetAmbiguousTimeOffsets(local).Min();
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }

    static TimeOnly? Clock(string text)
    {
        var hour = text.Length is 1 or 2 && text.All(char.IsAsciiDigit) ? text + ":00" : text;
        return QuestionTimeWords.Clock(hour) is { } clock && clock.Seconds == 0 ? TimeOnly.FromTimeSpan(clock) : null;
    }
}
