using System.Globalization;

namespace SlackAudit.Notify.Confirmations;

/// <summary>The hours of the days on which people work, by the clock on their wall.</summary>
/// <param name="Days">On which days they begin.</param>
/// <param name="Begin">When they begin, from midnight.</param>
/// <param name="End">When they end, from the midnight of the day on which they begin; after a night's work that is the next day.</param>
public sealed record WorkingHours(IReadOnlyList<DayOfWeek> Days, TimeSpan Begin, TimeSpan End)
{
    /// <summary>What may be written in settings.</summary>
    public const string Allowed = "hours such as 09:00-17:00, for Monday to Friday, or with other days before them such as Sun-Thu 09:00-17:00";

    static readonly string[] Names = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
    static readonly TimeSpan Day = TimeSpan.FromDays(1);

    // No zone is further than this from Greenwich.
    static readonly TimeSpan Furthest = TimeSpan.FromHours(15);

    /// <summary>Nine to five from Monday to Friday.</summary>
    public static readonly WorkingHours Usual = Parse("09:00-17:00")!;

    /// <summary>Reads <c>09:00-17:00</c> or <c>Sun-Thu 09:00-17:00</c>; null where it is neither.</summary>
    public static WorkingHours? Parse(string text)
    {
        var parts = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (parts is not [.., var hours] || parts.Length > 2 || Between(parts.Length == 2 ? parts[0] : "mon-fri") is not { } days) return null;
        if (hours.Split('-') is not [var from, var to] || Time(from) is not { } begin || Time(to) is not { } end || begin >= Day) return null;
        return begin == end ? null : new WorkingHours(days, begin, end > begin ? end : end + Day);
    }

    /// <summary>When so much working time has passed.</summary>
    /// <param name="from">Since when it is counted.</param>
    /// <param name="within">How much of it; more than none.</param>
    /// <param name="zone">Whose clock on the wall: an hour that it shows twice counts twice, one that it skips not at all.</param>
    public DateTimeOffset After(DateTimeOffset from, TimeSpan within, TimeZoneInfo zone)
    {
        var left = within;
        // The day before may have a night's work that goes on.
        for (var day = TimeZoneInfo.ConvertTime(from, zone).Date.AddDays(-2); ; day = day.AddDays(1))
        {
            if (!Days.Contains(day.DayOfWeek)) continue;
            foreach (var (begin, end) in Stretches(day + Begin, day + End, zone))
            {
                var counted = end - (begin > from ? begin : from);
                if (counted <= TimeSpan.Zero) continue;
                if (counted >= left) return end - counted + left;
                left -= counted;
            }
        }
    }

    // Each offset that the zone has about then makes a stretch of its own out of the wall's hours.
    static IEnumerable<(DateTimeOffset Begin, DateTimeOffset End)> Stretches(DateTime begin, DateTime end, TimeZoneInfo zone)
    {
        var (early, late) = (new DateTimeOffset(begin, TimeSpan.Zero) - Furthest, new DateTimeOffset(end, TimeSpan.Zero) + Furthest);
        var (before, after) = (zone.GetUtcOffset(early), zone.GetUtcOffset(late));
        if (before == after) return [(At(begin, before), At(end, before))];
        var change = Change(early, late, zone);
        return [(At(begin, before), Earlier(At(end, before), change)), (Later(At(begin, after), change), At(end, after))];
    }

    // To the second, as zones have it.
    static DateTimeOffset Change(DateTimeOffset early, DateTimeOffset late, TimeZoneInfo zone)
    {
        var before = zone.GetUtcOffset(early);
        var (low, high) = (early.ToUnixTimeSeconds(), late.ToUnixTimeSeconds());
        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            if (zone.GetUtcOffset(DateTimeOffset.FromUnixTimeSeconds(middle)) == before) low = middle;
            else high = middle;
        }
        return DateTimeOffset.FromUnixTimeSeconds(high);
    }

    static DateTimeOffset At(DateTime wall, TimeSpan offset) => new(wall - offset, TimeSpan.Zero);

    static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;

    static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;

    static DayOfWeek[]? Between(string days)
    {
        var ends = days.ToLowerInvariant().Split('-');
        var (first, last) = (Array.IndexOf(Names, ends[0]), Array.IndexOf(Names, ends[^1]));
        if (ends.Length > 2 || first < 0 || last < 0) return null;
        return [.. Enumerable.Range(first, (last - first + 7) % 7 + 1).Select(day => (DayOfWeek)(day % 7))];
    }

    static TimeSpan? Time(string text) =>
        text == "24:00" ? Day : TimeOnly.TryParseExact(text, ["HH:mm", "H:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time.ToTimeSpan() : null;

    /// <summary>Whether both are the same hours of the same days.</summary>
    public bool Equals(WorkingHours? other) => other is not null && Days.SequenceEqual(other.Days) && (Begin, End) == (other.Begin, other.End);

    /// <summary>A hash that agrees with <see cref="Equals(WorkingHours?)"/>.</summary>
    public override int GetHashCode() => HashCode.Combine(Begin, End, Days.Count);
}
