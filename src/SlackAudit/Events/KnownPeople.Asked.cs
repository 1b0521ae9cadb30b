namespace SlackAudit.Events;

/// <content>What a word of a question means.</content>
public sealed partial class KnownPeople
{
    const int MostShown = 4;

    /// <summary>
    /// Whom a word means: the person who is called so, or else the only one who has a name that it meets. Null where nobody is known, and
    /// nobody in particular where it could be several.
    /// </summary>
    public AskedName? Asked(string word)
    {
        if (persons.Count == 0 || string.IsNullOrWhiteSpace(word)) return null;
        var met = byKey[Names.Key(word)!].Where(whole => Names.Match(whole, word)).Order(StringComparer.Ordinal).ToList();
        if (persons.TryGetValue(Names.Fold(word), out var called)) return Meaning(word, called, met);
        var owners = met.SelectMany(Owners).Distinct().Order(StringComparer.Ordinal).ToList();
        return owners.Count switch
        {
            0 => null,
            1 => Meaning(word, owners[0], met),
            _ => new AskedName(word, null, [], []) { Note = Ambiguous(word, owners, met) },
        };
    }

    AskedName Meaning(string word, string person, List<string> met)
    {
        var names = hers.TryGetValue(person, out var wholes) ? Where(wholes, owner => owner == person) : [];
        var others = Where(met, owner => owner is not null && owner != person);
        return new AskedName(word, person, names, others)
        {
            Note = others.Count == 0 ? null
                : $"{QuestionProblem.Show(word)} is taken for the person of that name{(names.Count == 0 ? "" : $" ({AskedName.List(names)})")}; {AskedName.List(others)}, which is somebody else, is left out.",
        };
    }

    string Ambiguous(string word, List<string> owners, List<string> met)
    {
        var each = owners.Take(MostShown).Select(owner => $"{owner} ({AskedName.List(Where(met, other => other == owner))})");
        var more = owners.Count > MostShown ? $" or {owners.Count - MostShown} others" : "";
        return $"{QuestionProblem.Show(word)} could be {string.Join(" or ", each)}{more}, so only the name itself was looked for. Ask by the whole name of one of them.";
    }

    IEnumerable<string> Owners(string whole) =>
        claims[whole].Select(claim => claim.Source).Append(null).Distinct().Select(source => Winner(claims[whole], source)).OfType<string>();

    // In which sources each name is of the wanted owner.
    List<ActorName> Where(IReadOnlyList<string> wholes, Func<string?, bool> wanted)
    {
        var found = new List<ActorName>();
        foreach (var whole in wholes)
        {
            var all = claims[whole];
            var said = all.Select(claim => claim.Source).OfType<string>().Distinct().Order(StringComparer.Ordinal).ToLookup(source => wanted(Winner(all, source)));
            if (wanted(Winner(all, null))) found.Add(new ActorName(whole, [], [.. said[false]]));
            else if (said[true].Any()) found.Add(new ActorName(whole, [.. said[true]], []));
        }
        return found;
    }
}
