using System.Globalization;
using SlackAudit.Events;
using SlackAudit.Record.Retention;

namespace SlackAudit;

/// <summary>Reads the settings under <c>Retention</c>.</summary>
static class RetentionReader
{
    const int MostDays = 36_500;
    const string Forever = "forever";
    const string Days = "a whole number of days from 1 to 36500, or left out to keep everything";

    /// <exception cref="WrongSettingException">One is wrong or unknown.</exception>
    public static RetentionSettings Read(SettingsSection section, KnownPeople people)
    {
        section.Allow("Days", "PayloadDays", "Actions", "Holds");
        var settings = new RetentionSettings
        {
            Days = section.Count("Days", MostDays, Days),
            PayloadDays = section.Count("PayloadDays", MostDays, Days),
            Actions = Actions(section.Section("Actions")),
            Holds = SettingsReader.Named(section.Section("Holds").Children().Select(hold => Hold(hold, people)).ToList(), hold => hold.Name, "Retention:Holds"),
        };
        if (settings.PayloadDays > settings.Days)
        {
            throw section.Wrong("PayloadDays", settings.PayloadDays.Value.ToString(CultureInfo.InvariantCulture),
                $"at most Retention:Days ({settings.Days}), since a payload goes with its events at the latest");
        }
        return settings;
    }

    static Dictionary<string, int?> Actions(SettingsSection section)
    {
        var actions = new Dictionary<string, int?>(StringComparer.Ordinal);
        foreach (var key in section.Children().Select(child => child.Name))
        {
            var action = Names.Fold(key);
            // Senders may use words of their own, but a word of ours that is misspelt would keep nothing.
            if (NearestWord.Find(Events.Actions.Root(action), Events.Actions.Vocabulary.Keys) is { } meant)
                throw new WrongSettingException($"Retention:Actions:{key} is not an action. Did you mean {meant}?");
            if (Synonym(action) is { } word) throw new WrongSettingException($"Retention:Actions:{key} is not what the log calls it: write Retention:Actions:{word}.");
            actions[action] = Forever.Equals(section.Text(key), StringComparison.OrdinalIgnoreCase)
                ? null
                : section.Count(key, MostDays, $"a whole number of days from 1 to 36500, or {Forever}") ?? throw new WrongSettingException($"Retention:Actions:{key} is empty; give it a number of days, or {Forever}.");
        }
        return actions;
    }

    static string? Synonym(string action) =>
        Events.Actions.Vocabulary.FirstOrDefault(word => word.Value.Contains(action, StringComparer.Ordinal)).Key;

    static LegalHold Hold(SettingsSection section, KnownPeople people)
    {
        section.Allow("Name", "Of");
        var name = SettingsReader.RuleName(section);
        if (section.Text("Of") is not { } text) return new LegalHold(name, null);
        var question = Parse(text, DateTimeOffset.UnixEpoch, people);
        if (question.Problem is { } problem) throw section.Wrong("Of", text, $"a question as for /audit. {problem.Message}");
        if (question.Query!.Shape != QueryShape.List) throw section.Wrong("Of", text, "a question for events, without last, who or count");
        // A hold stands while time goes on: its times must mean the same whenever they are read.
        if (!question.Query.Equals(Parse(text, DateTimeOffset.UnixEpoch.AddDays(400), people).Query)) throw section.Wrong("Of", text, "a question whose times are dates, such as since 2026-01-01");
        return new LegalHold(name, question.Query);
    }

    static Question Parse(string text, DateTimeOffset now, KnownPeople people) => Question.Parse(text, new QuestionContext(now, TimeZoneInfo.Utc, []) { People = people });
}
