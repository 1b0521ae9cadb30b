using SlackAudit.Slack.Access;

namespace SlackAudit;

/// <summary>Reads the settings under <c>Access</c>.</summary>
static class AccessReader
{
    /// <exception cref="WrongSettingException">One is wrong or unknown.</exception>
    public static AccessSettings Read(SettingsSection section)
    {
        section.Allow("Members", "Auditors", "Admins");
        var access = new AccessSettings { Members = List(section, "Members"), Auditors = List(section, "Auditors"), Admins = List(section, "Admins") };
        // A dialog says who sent it, and not from where.
        return access.Admins?.FirstOrDefault(id => id[0] is 'C' or 'G') is not { } channel ? access
            : throw section.Wrong("Admins", channel, "a list of people (U...) and user groups (S...): nobody is an admin for being in a channel");
    }

    static List<string>? List(SettingsSection section, string key)
    {
        var ids = section.Texts(key).Select(id => id.Trim()).ToList();
        if (ids.FirstOrDefault(id => !AccessSettings.IsId(id)) is { } wrong)
            throw section.Wrong(key, wrong, "the id of a person (U...), of a user group (S...) or of a channel (C...), as Slack shows it at the end of its link");
        return ids.Count > 0 ? ids : null;
    }
}
