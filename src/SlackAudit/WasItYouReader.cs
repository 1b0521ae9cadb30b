using SlackAudit.Events;
using SlackAudit.Notify.Confirmations;

namespace SlackAudit;

/// <summary>Reads the settings under <c>WasItYou</c>.</summary>
static class WasItYouReader
{
    static readonly TimeSpan Longest = TimeSpan.FromDays(7);

    public static WasItYouSettings Read(SettingsSection section, KnownPeople people)
    {
        section.Allow("When", "Within", "WorkingHours", "TimeZone", "Channel");
        var defaults = new WasItYouSettings();
        return new WasItYouSettings
        {
            When = section.Text("When") is null ? defaults.When : When(section, people),
            Within = section.Span("Within", Longest, "a time from 1m to 7d, such as 2h") ?? defaults.Within,
            WorkingHours = section.Text("WorkingHours") is not { } hours ? defaults.WorkingHours
                : WorkingHours.Parse(hours) ?? throw section.Wrong("WorkingHours", hours, WorkingHours.Allowed),
            Zone = SettingsReader.Zone(section),
            Channel = Channel(section),
        };
    }

    // Nobody is asked where the channel is left empty on purpose; where it was forgotten, nobody would notice.
    static string? Channel(SettingsSection section) =>
        section.IsEmpty("Channel") || !section.Exists ? null : SettingsReader.Channel(section);

    static AuditQuery When(SettingsSection section, KnownPeople people)
    {
        var query = SettingsReader.Question(section, "When", people);
        var spared = query.Except.SelectMany(except => except.Actors).FirstOrDefault(name => people.Asked(name)?.Person is not null);
        return spared is null ? query : throw section.Wrong("When", section.Text("When")!, $"a question that leaves nobody out: {spared} is a person, and everybody is asked");
    }
}
