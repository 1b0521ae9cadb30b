using SlackAudit.Events;
using SlackAudit.Receive;
using SlackAudit.Record;

namespace SlackAudit;

/// <summary>Reads the settings under <c>People</c>.</summary>
static class PeopleReader
{
    const int LongestName = 100;

    /// <exception cref="WrongSettingException">One is wrong or unknown, or two of them contradict each other.</exception>
    public static PeopleSettings Read(SettingsSection section, IReadOnlyList<SourceSettings> sources)
    {
        var settings = new PeopleSettings([], sources.ToDictionary(source => source.Name, source => source.Type, StringComparer.Ordinal)) { KnownTypes = [.. ReceiveRoom.Types.Select(type => type.Type)] };
        var people = section.Children().Select(each => (Section: each, Person: Person(each, settings))).ToList();
        var (names, taken) = (new Dictionary<string, string>(StringComparer.Ordinal), new Dictionary<(string?, string), (string Person, string Key)>());
        foreach (var (each, person) in people)
        {
            if (!names.TryAdd(Names.Fold(person.Name), each.Key("Name")))
                throw new WrongSettingException($"{each.Key("Name")} is \"{person.Name}\", which {names[Names.Fold(person.Name)]} is already; each person needs a name of her own.");
            foreach (var (identity, i) in person.Is.Select((identity, i) => (identity, i)))
            {
                var key = $"{each.Key("Is")}:{i}";
                if (!taken.TryAdd((identity.Source, identity.Whole), (person.Name, key)) && taken[(identity.Source, identity.Whole)] is var other && other.Person != person.Name)
                    throw new WrongSettingException($"{key} is \"{identity}\", which {other.Key} says is {other.Person}'s; a name belongs to one person only.");
            }
        }
        return settings with { People = [.. people.Select(each => each.Person)] };
    }

    static Person Person(SettingsSection section, PeopleSettings settings)
    {
        section.Allow("Name", "Is");
        var name = section.Required("Name");
        if (name.Length > LongestName || Names.Key(name) is null) throw section.Wrong("Name", name, $"a name of at most {LongestName} characters");
        var texts = section.Texts("Is");
        if (texts.Count == 0) throw new WrongSettingException($"{section.Key("Is")} is missing: list the names of {name}, such as github:alice-gh, alice@example.com or slack:U0ALICE.");
        if (texts.Count > PeopleSettings.MostNames) throw new WrongSettingException($"{section.Key("Is")} has {texts.Count} names; a person may have {PeopleSettings.MostNames} at most.");
        return new Person(name, [.. texts.Select((text, i) => Read($"{section.Key("Is")}:{i}", text, settings))]);
    }

    static Identity Read(string key, string text, PeopleSettings settings)
    {
        var identity = Identity.Parse(text);
        if (identity.Whole.Length is 0 or > 256) throw new WrongSettingException($"{key} is \"{text}\", but must be SOURCE:NAME or a name alone, of at most 256 characters.");
        if (identity.Source is { } source && !settings.IsSource(source))
        {
            var known = settings.SourceTypes.Keys.Concat(settings.KnownTypes).Append(Identity.Slack).Distinct().ToList();
            var meant = NearestWord.Find(source, known);
            throw new WrongSettingException($"{key} is \"{text}\", but \"{source}\" is no source.{(meant is null ? "" : $" Did you mean {meant}?")} What stands before the colon is the name or type of a source, or slack: {string.Join(", ", known)}.");
        }
        return identity;
    }
}
