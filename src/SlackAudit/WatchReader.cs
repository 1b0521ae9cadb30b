using SlackAudit.Record.Sources;

namespace SlackAudit;

/// <summary>Reads the settings under <c>Health</c>, and each source's <c>QuietAfter</c>.</summary>
static class WatchReader
{
    const string Allowed = "a time from 1m to 90d, such as 2h, or off";

    static readonly TimeSpan Longest = TimeSpan.FromDays(90);

    public static WatchSettings Read(SettingsSection health, SettingsSection sources)
    {
        health.Allow("Channel", "TimeZone");
        return new WatchSettings
        {
            Channel = health.Text("Channel") is null ? null : SettingsReader.Channel(health),
            Zone = SettingsReader.Zone(health),
            QuietAfter = sources.Children().Where(source => source.Texts("Secrets").Count + source.Texts("Topics").Count > 0)
                .ToDictionary(source => source.Name.ToLowerInvariant(), QuietAfter, StringComparer.Ordinal),
        };
    }

    static TimeSpan? QuietAfter(SettingsSection source)
    {
        const string Key = "QuietAfter";
        if (source.Text(Key) is not { } text || text.Equals("habit", StringComparison.OrdinalIgnoreCase)) return null;
        if (text.Equals("off", StringComparison.OrdinalIgnoreCase)) return WatchSettings.Never;
        return source.Span(Key, Longest, Allowed);
    }
}
