namespace SlackAudit.Events;

/// <content>Where a person can be written to.</content>
public sealed partial class KnownPeople
{
    /// <summary>The ids in Slack that are a person's, in their order.</summary>
    public IReadOnlyList<string> SlackUsersOf(string person) =>
        [.. slackUsers.Where(user => user.Value == person).Select(user => user.Key.ToUpperInvariant()).Order(StringComparer.Ordinal)];

    /// <summary>The person whose an e-mail address is; null where nobody is known, or it could be several.</summary>
    public string? OfAddress(string address) => claims.TryGetValue(Names.Fold(address), out var all) ? Winner(all, null) : null;

    /// <summary>The e-mail addresses that are a person's and nobody else's, in the order in which they were said.</summary>
    public IReadOnlyList<string> AddressesOf(string person) =>
        hers.TryGetValue(person, out var names) ? [.. names.Where(name => new Identity(null, name).IsAddress && Winner(claims[name], null) == person)] : [];
}
