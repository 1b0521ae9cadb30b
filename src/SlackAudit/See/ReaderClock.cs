using System.Globalization;

namespace SlackAudit.See;

/// <summary>How times are told to the reader: in the reader's zone, in words that everybody reads alike.</summary>
/// <param name="Zone">The reader's zone.</param>
/// <param name="Now">The instant of reading.</param>
public sealed record ReaderClock(ReaderZone Zone, DateTimeOffset Now)
{
    /// <summary>The day on which it happened, by the reader's calendar.</summary>
    public DateOnly Day(DateTimeOffset instant) => DateOnly.FromDateTime(Local(instant).DateTime);

    /// <summary>The instant by the reader's clock.</summary>
    public DateTimeOffset Local(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, Zone.Zone);

    /// <summary><c>14:03</c>.</summary>
    public string Time(DateTimeOffset instant) => Text(instant, "HH:mm");

    /// <summary><c>2 Mar 2026 14:03</c>.</summary>
    public string DayAndTime(DateTimeOffset instant) => Text(instant, "d MMM yyyy HH:mm");

    /// <summary><c>2 Mar 2026 14:03:07.123456 +01:00</c>.</summary>
    public string Exactly(DateTimeOffset instant) => Text(instant, "d MMM yyyy HH:mm:ss.ffffff zzz");

    /// <summary><c>Monday, 2 March 2026</c>.</summary>
    public static string InFull(DateOnly day) => day.ToString("dddd, d MMMM yyyy", CultureInfo.InvariantCulture);

    /// <summary><c>Today</c>, <c>Yesterday</c> or, for any other day, null.</summary>
    public string? Near(DateOnly day) => (Day(Now).DayNumber - day.DayNumber) switch
    {
        0 => "Today",
        1 => "Yesterday",
        _ => null,
    };

    /// <summary>How long ago: <c>3 minutes ago</c>.</summary>
    public string Ago(DateTimeOffset instant)
    {
        var ago = Now - instant;
        return ago switch
        {
            _ when ago < TimeSpan.FromSeconds(-60) => "in the future",
            _ when ago < TimeSpan.FromMinutes(1) => "just now",
            _ when ago < TimeSpan.FromHours(1) => Count(ago.TotalMinutes, "minute"),
            _ when ago < TimeSpan.FromDays(2) => Count(ago.TotalHours, "hour"),
            _ => Count(ago.TotalDays, "day"),
        };
    }

    static string Count(double amount, string unit) =>
        string.Create(CultureInfo.InvariantCulture, $"{(int)amount} {unit}{((int)amount == 1 ? "" : "s")} ago");

    string Text(DateTimeOffset instant, string format) => Local(instant).ToString(format, CultureInfo.InvariantCulture);
}
