using SlackAudit.Events;

namespace SlackAudit.See;

/// <summary>The reader's time zone: chosen once by <c>?tz=Europe/Berlin</c>, kept in a cookie, UTC until then.</summary>
/// <param name="Name">The zone as people name it; every time on a page is labelled with it.</param>
/// <param name="Zone">The zone.</param>
/// <param name="Unknown">What was asked for and is no zone; null when all is well.</param>
public sealed record ReaderZone(string Name, TimeZoneInfo Zone, string? Unknown)
{
    /// <summary>The name of the query field and of the cookie.</summary>
    public const string Parameter = "tz";

    /// <summary>Zones to suggest; any other of the time zone database may be typed.</summary>
    public static IReadOnlyList<string> Suggestions { get; } =
    [
        "UTC", "Africa/Johannesburg", "Africa/Lagos", "America/Chicago", "America/Denver", "America/Los_Angeles", "America/New_York",
        "America/Sao_Paulo", "Asia/Dubai", "Asia/Kolkata", "Asia/Shanghai", "Asia/Singapore", "Asia/Tokyo", "Australia/Sydney",
        "Europe/Berlin", "Europe/Istanbul", "Europe/London", "Europe/Madrid", "Europe/Paris", "Europe/Warsaw", "Pacific/Auckland",
    ];

    /// <summary>The zone of whoever asks; one that was just chosen is kept.</summary>
    public static ReaderZone Of(HttpContext http)
    {
        var asked = http.Request.Query[Parameter].ToString().Trim();
        if (asked.Length > 0 && Zones.TryFind(asked, out var chosen))
        {
            http.Response.Cookies.Append(Parameter, asked, new CookieOptions
            {
                HttpOnly = true,
                IsEssential = true,
                MaxAge = TimeSpan.FromDays(365),
                SameSite = SameSiteMode.Lax,
            });
            return new ReaderZone(asked, chosen, null);
        }
        var kept = http.Request.Cookies[Parameter];
        var unknown = asked.Length > 0 ? asked : null;
        return Zones.TryFind(kept, out var zone) ? new ReaderZone(kept, zone, unknown) : new ReaderZone("UTC", TimeZoneInfo.Utc, unknown);
    }
}
