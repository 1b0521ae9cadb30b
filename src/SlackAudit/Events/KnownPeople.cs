namespace SlackAudit.Events;

/// <summary>
/// Who is who: which person an actor of a source is. What the settings say counts before what was linked, a source before a type of sources and
/// that before any; where that leaves two people, it is nobody.
/// </summary>
public sealed partial class KnownPeople
{
    /// <summary>Nobody is known.</summary>
    public static readonly KnownPeople None = new([], [], new Dictionary<string, string>());

    // Weaker than anything that was said: an address is its owner's even in sources of which nobody spoke.
    const int ByAddress = 10;
    const int Linked = 4;

    readonly Dictionary<string, string> persons = new(StringComparer.Ordinal);
    readonly Dictionary<string, List<Claim>> claims = new(StringComparer.Ordinal);
    readonly Dictionary<string, string> slackUsers = new(StringComparer.Ordinal);
    readonly Dictionary<string, List<string>> hers = new(StringComparer.Ordinal);
    readonly ILookup<string, string> byKey;

    /// <summary>Joins what the settings say and what was linked.</summary>
    /// <param name="set">The people of the settings.</param>
    /// <param name="linked">What was linked beside them; a person of the same name is the same person.</param>
    /// <param name="types">The type of each configured source.</param>
    public KnownPeople(IReadOnlyList<Person> set, IReadOnlyList<Person> linked, IReadOnlyDictionary<string, string> types)
    {
        foreach (var (person, rank) in set.Select(person => (person, 0)).Concat(linked.Select(person => (person, Linked))))
        {
            if (!persons.TryGetValue(Names.Fold(person.Name), out var name)) persons[Names.Fold(person.Name)] = name = person.Name;
            foreach (var identity in person.Is) Add(name, identity, rank, types);
            Identities += person.Is.Count;
        }
        byKey = claims.Keys.ToLookup(whole => Names.Key(whole)!, StringComparer.Ordinal);
    }

    /// <summary>How many people are known.</summary>
    public int Count => persons.Count;

    /// <summary>How many names of theirs are known.</summary>
    public int Identities { get; }

    /// <summary>Every whole name, folded, that is somebody's in some source.</summary>
    internal IReadOnlyCollection<string> AllNames => claims.Keys;

    /// <summary>The person behind an actor of a source; null where nobody is known, or it could be several.</summary>
    public string? Of(string source, string? actor) =>
        string.IsNullOrWhiteSpace(actor) || claims.Count == 0 ? null : OfWhole(source, Names.Fold(actor));

    /// <summary>The person behind an event.</summary>
    public string? Of(AuditEvent auditEvent) => Of(auditEvent.Source, auditEvent.Actor);

    /// <summary>The person with an id in Slack; null where nobody is known.</summary>
    public string? OfSlackUser(string id) => slackUsers.GetValueOrDefault(Names.Fold(id));

    /// <summary>
    /// What somebody in Slack is called in the log: the person behind the id; else the name that Slack has for it, unless that is what somebody
    /// else is called; else the id itself, for which Slack vouches; null where Slack says neither.
    /// </summary>
    public string? OfSlack(string id, string shortName)
    {
        if (OfSlackUser(id) is { } person) return person;
        var name = shortName.Trim();
        return name.Length > 0 && Asked(name) is null ? name : string.IsNullOrWhiteSpace(id) ? null : id;
    }

    /// <summary>Who did an event, as people say it: <c>alice (alice-gh)</c>, or the actor alone; null where the source names nobody.</summary>
    public string? Say(AuditEvent auditEvent) =>
        auditEvent.Actor is { } actor && Of(auditEvent) is { } person && Names.Fold(actor) != Names.Fold(person) ? $"{person} ({actor})" : auditEvent.Actor;

    internal string? OfWhole(string source, string whole) => claims.TryGetValue(whole, out var all) ? Winner(all, source) : null;

    void Add(string person, Identity identity, int rank, IReadOnlyDictionary<string, string> types)
    {
        if (identity.Source == Identity.Slack)
        {
            slackUsers.TryAdd(identity.Whole, person);
            return;
        }
        var whole = identity.Whole;
        if (whole.Length == 0) return;
        if (!claims.TryGetValue(whole, out var all)) claims[whole] = all = [];
        if (identity.Source is null) all.Add(new Claim(person, null, rank + 2));
        else
        {
            all.Add(new Claim(person, identity.Source, rank));
            foreach (var (source, type) in types)
                if (type == identity.Source && source != identity.Source) all.Add(new Claim(person, source, rank + 1));
        }
        if (identity.IsAddress) all.Add(new Claim(person, null, ByAddress));
        if (!hers.TryGetValue(person, out var names)) hers[person] = names = [];
        if (!names.Contains(whole)) names.Add(whole);
    }

    // In a source of which no claim speaks, for no source.
    static string? Winner(List<Claim> all, string? source)
    {
        var (person, rank) = ((string?)null, int.MaxValue);
        foreach (var claim in all)
        {
            if (claim.Rank > rank || (claim.Source is not null && claim.Source != source)) continue;
            person = claim.Rank < rank || person == claim.Person ? claim.Person : null;
            rank = claim.Rank;
        }
        return person;
    }

    readonly record struct Claim(string Person, string? Source, int Rank);
}
