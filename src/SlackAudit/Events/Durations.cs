using System.Globalization;

namespace SlackAudit.Events;

/// <summary>How long something took, in words.</summary>
public static class Durations
{
    /// <summary><c>12 min 3 s</c>; no finer than people ask.</summary>
    public static string InWords(TimeSpan span) => span.TotalSeconds switch
    {
        < 1 => "less than a second",
        < 60 => string.Create(CultureInfo.InvariantCulture, $"{(int)span.TotalSeconds} s"),
        < 3600 when span.Seconds == 0 => string.Create(CultureInfo.InvariantCulture, $"{(int)span.TotalMinutes} min"),
        < 3600 => string.Create(CultureInfo.InvariantCulture, $"{(int)span.TotalMinutes} min {span.Seconds} s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(long)span.TotalHours} h {span.Minutes} min"),
    };
}
