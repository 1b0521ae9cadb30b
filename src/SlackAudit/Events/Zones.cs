using System.Diagnostics.CodeAnalysis;

namespace SlackAudit.Events;

/// <summary>Time zones by the names that people and programs give: <c>Europe/Berlin</c>.</summary>
public static class Zones
{
    const int MostLetters = 64;

    /// <summary>The zone of a name; false where it is none.</summary>
    /// <remarks>Names become file names on the way to the time zone database: only letters that zones have get there.</remarks>
    public static bool TryFind([NotNullWhen(true)] string? name, [NotNullWhen(true)] out TimeZoneInfo? zone)
    {
        zone = null;
        return name is { Length: > 0 and <= MostLetters }
            && name[0] != '/'
            && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '_' or '+' or '-')
            && TimeZoneInfo.TryFindSystemTimeZoneById(name, out zone);
    }
}
