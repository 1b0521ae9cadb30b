using System.Collections.Frozen;

namespace SlackAudit.Events;

/// <summary>What a word does in a question.</summary>
enum Sense
{
    /// <summary>Says nothing that changes the question: <c>the</c>, <c>what</c>, <c>happened</c>.</summary>
    Filler,

    /// <summary>Any event at all: <c>actions</c>, <c>everything</c>.</summary>
    Anything,

    /// <summary>The name of a field, with or without a name after it: <c>the app billing</c>.</summary>
    Field,
    Action, Outcome, Sensitive, Routine,
    By, In, From, Named, Me, My,
    Who, Count, Per, Group, Last, Not, And, Or,
    Since, Until, Before, After, Between,

    /// <summary>Part of a time, which <see cref="QuestionTimes"/> reads: <c>today</c>, <c>monday</c>.</summary>
    Time,

    /// <summary>Understood, but not something the log is asked: <c>first</c>.</summary>
    Unsupported,
}

/// <summary>The meaning of one word.</summary>
/// <param name="Sense">What it does.</param>
/// <param name="Value">What it stands for: the canonical action, outcome or key.</param>
/// <param name="Plural">Whether it speaks of several.</param>
readonly record struct Meaning(Sense Sense, string Value = "", bool Plural = false);

/// <summary>Every word of the grammar, as tables.</summary>
static class QuestionWords
{
    internal const int LongestKey = 16;

    /// <summary>What may stand before a colon, with the field that it means.</summary>
    internal static readonly FrozenDictionary<string, string> Keys = Table(
        "app: app apps application service repo repository project",
        "target: target targets",
        "by: actor actors by user users who person author",
        "in: scope scopes in env environment rack cluster account",
        "from: source sources from",
        "action: action actions",
        "outcome: outcome outcomes status result",
        "sensitive: sensitive",
        "name: name named",
        "text: text contains summary",
        "since: since", "after: after", "until: until till", "before: before", "on: on when",
        "per: per", "limit: limit last");

    /// <summary>By what one can count.</summary>
    internal static readonly FrozenDictionary<string, string> Per = Table(
        "App: app apps application applications service services repo repos repository project projects",
        "Actor: actor actors person people user users who whom author member engineer developer",
        "Action: action actions kind type",
        "Day: day days date daily",
        "Source: source sources system");

    static readonly FrozenDictionary<string, string> Outcomes = Table(
        "Failure: failure failures failed fail fails failing broken unsuccessful errored cancelled canceled denied refused rejected",
        "Success: success successes successful successfully succeeded succeed succeeds succeeding passed passing green",
        "Started: started start starts running pending",
        "Unknown: unknown");

    static readonly FrozenDictionary<string, string> Grammar = Table(
        "Filler: the a an of to on at for with into onto via during within over throughout is are was were be been has have had did do does "
            + "done what which when where how happen happens happening happened touch touches touching touched show list give get find tell "
            + "see view us please all any each every that there it this current now ever yet recently anyone anybody someone somebody everyone everybody can could like want need know most - – — ->",
        "Anything: action event change changed thing activity everything anything",
        "Sensitive: sensitive flagged", "Routine: insensitive routine",
        "By: by", "In: in", "From: from", "Named: named called", "Me: me i myself", "My: my mine",
        "Who: who whom whose", "Count: count counts many often number", "Per: per", "Group: group grouped",
        "Last: last latest newest recent past", "Not: not except excluding without", "And: and & plus also", "Or: or",
        "Since: since", "Until: until till", "Before: before", "After: after", "Between: between",
        "Time: today yesterday tonight noon midnight ago monday tuesday wednesday thursday friday saturday sunday "
            + "mon tue tues wed thu thur thurs fri sat sun weekend morning afternoon evening night "
            + "second seconds minute minutes hour hours day days week weeks month months quarter quarters year years",
        "Unsupported: first oldest earliest previous next");

    static readonly FrozenDictionary<string, string> Anythings = Table("Anything: actions events changes things activities");

    static readonly FrozenDictionary<string, string> Fields = Table(
        "app: app application service repo repository project", "target: target", "by: actor user person",
        "in: scope rack cluster account", "from: source");

    static readonly FrozenDictionary<string, string> FieldPlurals = Table(
        "app: apps applications services repos repositories projects", "target: targets", "by: actors users people persons",
        "in: scopes racks clusters accounts", "from: sources");

    static readonly FrozenDictionary<string, Meaning> Meanings = Collect();

    /// <summary>The words that a misspelt word is compared with: those one means, none that also make good names.</summary>
    static readonly string[] Spellable =
    [
        .. Actions.Vocabulary.Keys, .. Actions.Vocabulary.Keys.Select(WordForms.Plural), "deployment", "deployments",
        .. Outcomes.Keys.Where(word => word.Length > 5),
        .. Grammar.Where(word => word.Value is "Time" or "Sensitive" or "Last" or "Since" or "Until" or "Before" or "After" or "Between" or "From"
            && word.Key is not ("past" or "noon" or "recent")).Select(word => word.Key),
        "count", "everything",
    ];

    /// <summary>What a folded word means; null for a name.</summary>
    internal static Meaning? Find(string folded)
    {
        if (Meanings.TryGetValue(folded, out var meaning)) return meaning;
        return IsNarrowAction(folded) ? new Meaning(Sense.Action, folded) : null;
    }

    /// <summary>The word of the grammar that a misspelt one was meant to be, or null.</summary>
    internal static string? Nearest(string folded) => NearestWord.Find(folded, Spellable);

    /// <summary>The action that a misspelt one was meant to be, or null.</summary>
    internal static string? NearestAction(string folded) => NearestWord.Find(folded, Actions.Vocabulary.Keys);

    /// <summary>The key that a word before a colon was meant to be, or null where it is just part of a name.</summary>
    internal static string? NearestKey(string folded) => NearestWord.Find(folded, Keys.Keys);

    /// <summary>The time word that a misspelt one was meant to be, or null.</summary>
    internal static string? NearestTime(string folded) =>
        NearestWord.Find(folded, Grammar.Where(word => word.Value == "Time").Select(word => word.Key));

    // Of two parts only: longer ones are rather a host (db.acme.com), and action: takes them all.
    static bool IsNarrowAction(string word) =>
        word.Split('.') is [var root, var part]
        && Actions.Vocabulary.ContainsKey(root)
        && part.Length > 1
        && part.All(c => char.IsAsciiLetter(c) || c is '_' or '-');

    static FrozenDictionary<string, Meaning> Collect()
    {
        var all = new Dictionary<string, Meaning>(StringComparer.Ordinal);
        foreach (var (word, sense) in Grammar) all.TryAdd(word, new Meaning(Enum.Parse<Sense>(sense)));
        foreach (var (word, _) in Anythings) all.TryAdd(word, new Meaning(Sense.Anything, Plural: true));
        foreach (var (word, outcome) in Outcomes) all.TryAdd(word, new Meaning(Sense.Outcome, outcome));
        foreach (var action in Actions.Vocabulary.Keys) all.TryAdd(action, new Meaning(Sense.Action, action));
        foreach (var (word, key) in Fields) all.TryAdd(word, new Meaning(Sense.Field, key));
        foreach (var (word, key) in FieldPlurals) all.TryAdd(word, new Meaning(Sense.Field, key, Plural: true));
        foreach (var (action, others) in Actions.Vocabulary)
            foreach (var word in others.Prepend(action))
            {
                all.TryAdd(word, new Meaning(Sense.Action, action));
                all.TryAdd(WordForms.Plural(word), new Meaning(Sense.Action, action, Plural: true));
                foreach (var form in WordForms.OfVerb(word)) all.TryAdd(form, new Meaning(Sense.Action, action));
            }
        return all.ToFrozenDictionary(StringComparer.Ordinal);
    }

    // "meaning: word word ..." turned round: word to meaning.
    static FrozenDictionary<string, string> Table(params ReadOnlySpan<string> rows)
    {
        var table = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            var colon = row.IndexOf(':', StringComparison.Ordinal);
            foreach (var word in row[(colon + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries)) table.TryAdd(word, row[..colon]);
        }
        return table.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
