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
        (Actions.Read, "get list describe head lookup search query scan select check validate test view count estimate preview simulate detect discover poll receive read fetch find retrieve filter "
            + "decode decrypt download lookup resolve export is has batchget"),
        (Actions.Delete, "delete terminate remove deregister destroy purge drop"),
        (Actions.Create, "create register allocate import copy add upload clone restore request purchase provision launch generate"),
        (Actions.Infra, "update modify put set change associate disassociate attach detach enable disable activate deactivate start stop reboot restart reset tag untag replace move resize accept reject "
            + "apply authorize revoke assign unassign increase decrease configure schedule cancel rotate promote failover deploy install edit rename release upgrade migrate swap switch"),
    }.SelectMany(row => row.Verbs.Split(' ').Distinct(), (row, verb) => (row.Action, verb)).ToFrozenDictionary(pair => pair.verb, pair => pair.Action, StringComparer.Ordinal);

    // The first row of which the call's name has a part counts, for services and calls that have no row.
    static readonly (string[] Parts, string Action)[] ByPart =
    [
        (["StopLogging", "DisableLogging", "DeleteLogging", "DeleteAudit", "DisableAudit", "StopAudit", "DeleteTrail"], Actions.Tamper),
        (["ResourcePolicy", "AccessPolicy", "RepositoryPolicy", "BucketPolicy", "Permission", "AccessEntry", "AccessGrant", "RoleAssignment"], Actions.Permission),
        (["AccessKey", "ApiKey", "KeyPair", "SSHKey", "Credential", "Password", "AuthToken", "AccessToken"], Actions.Key),
        (["Secret"], Actions.Secret),
    ];

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
        foreach (var (beginning, row) in ByBeginning.GetValueOrDefault(service, []))
        {
            if (record.Call.StartsWith(beginning, StringComparison.Ordinal)) return row;
        }

        foreach (var (parts, action) in ByPart)
        {
            if (parts.Any(part => record.Call.Contains(part, StringComparison.Ordinal))) return Unlisted(action, Look.AtPeople);
        }

        return Unlisted(byVerb == Actions.Read ? Actions.Other : byVerb, Look.No);
    }

    static Meaning Unlisted(string action, Look look) => new("", "", action, look);

    static IEnumerable<(string Call, Meaning Meaning)> All() =>
        new[] { AccessCalls.Rows, ShellCalls.Rows, InfraCalls.Rows, WatchCalls.Rows }.SelectMany(rows => rows).SelectMany(meaning => meaning.CallNames, (meaning, call) => (call, meaning));
}
