using System.Collections.Frozen;
using SlackAudit.Events;

namespace SlackAudit.Receive.CloudTrail;

/// <summary>What a call means: by the table where it has a row, otherwise by the words in its name.</summary>
static class Meanings
{
    static readonly FrozenDictionary<string, Meaning> Exact = All().Where(row => !row.Call.EndsWith('*'))
        .ToFrozenDictionary(row => $"{row.Meaning.Service}:{row.Call}", row => row.Meaning, StringComparer.Ordinal);

    static readonly FrozenDictionary<string, (string Beginning, Meaning Meaning)[]> ByBeginning = All().Where(row => row.Call.EndsWith('*'))
        .GroupBy(row => row.Meaning.Service, row => (row.Call[..^1], row.Meaning), StringComparer.Ordinal)
        .ToFrozenDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal);

    static readonly FrozenDictionary<string, string> ByVerb = new (string Action, string Verbs)[]
    {
        (Actions.Read, "get list describe head lookup search query scan select check validate test view count estimate preview simulate detect discover poll receive read fetch find retrieve filter evaluate "
            + "decode decrypt download lookup resolve export is has batchget"),
        (Actions.Delete, "delete terminate remove deregister destroy purge drop"),
        (Actions.Create, "create register allocate import copy add upload clone restore request purchase provision launch generate"),
        (Actions.Infra, "update modify put set change associate disassociate attach detach enable disable activate deactivate start stop reboot restart reset tag untag replace move resize accept reject "
            + "apply authorize revoke assign unassign increase decrease configure schedule cancel rotate promote failover deploy install edit rename release upgrade migrate swap switch"),
    }.SelectMany(row => row.Verbs.Split(' ').Distinct(), (row, verb) => (row.Action, verb)).ToFrozenDictionary(pair => pair.verb, pair => pair.Action, StringComparer.Ordinal);

    /// <summary>The calls that have a row of their own.</summary>
    public static IEnumerable<(string Service, string Call)> Listed => All().Select(row => (row.Meaning.Service, row.Call));

    /// <summary>Whether the verb is one that can be said in a sentence.</summary>
    public static bool IsVerb(string verb) => ByVerb.ContainsKey(verb);

    public static Meaning Of(CloudTrailRecord record)
    {
        var service = record.Service ?? "";
        if (Exact.TryGetValue($"{service}:{record.Call}", out var meaning)) return meaning;
        var (verb, _) = CallWords.Of(record.Call);
        var byVerb = ByVerb.GetValueOrDefault(verb, Actions.Other);
        // What the record says counts; calls that only look like a read are not one.
        if (record.ReadOnly ?? byVerb == Actions.Read) return Unlisted(Actions.Read, Look.No);
        var row = ByBeginning.GetValueOrDefault(service, []).FirstOrDefault(row => record.Call.StartsWith(row.Beginning, StringComparison.Ordinal)).Meaning;
        // A row for all the rest of a service knows what its calls are done to; what is weighty about one of them, its name says.
        if ((row is null || row.Look == Look.No) && CallParts.ActionOf(record.Call, verb) is { } action)
            return (row ?? Unlisted(action, Look.AtPeople)) with { Action = action, Look = Look.AtPeople, Phrase = null, After = null };
        return row ?? Unlisted(byVerb == Actions.Read ? Actions.Other : byVerb, Look.No);
    }

    static Meaning Unlisted(string action, Look look) => new("", "", action, look);

    static IEnumerable<(string Call, Meaning Meaning)> All() =>
        new[] { AccessCalls.Rows, ShellCalls.Rows, InfraCalls.Rows, WatchCalls.Rows, RoutineCalls.Rows }.SelectMany(rows => rows).SelectMany(meaning => meaning.CallNames, (meaning, call) => (call, meaning));
}
