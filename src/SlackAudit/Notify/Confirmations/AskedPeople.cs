using SlackAudit.Events;
using SlackAudit.Record;

namespace SlackAudit.Notify.Confirmations;

/// <summary>Which Slack users are behind an event's actor: those that the map of identities names, and those who have an address of theirs.</summary>
sealed class AskedPeople(Questions questions, SlackPeople slack, WasItYouSettings settings)
{
    /// <summary>All of them; whoever is one of them may answer.</summary>
    /// <exception cref="Slack.SlackException">Slack does not say now.</exception>
    public async Task<IReadOnlyList<string>> OfAsync(AuditEvent asked, CancellationToken cancellationToken)
    {
        var users = new List<string>(Mapped(asked));
        foreach (var address in Addresses(asked))
            if (await slack.ByAddressAsync(address, cancellationToken) is { } user && !users.Contains(user.Id)) users.Add(user.Id);
        return users;
    }

    /// <summary>The one who is asked by a direct message; null where nobody is known, or it could be several.</summary>
    /// <exception cref="Slack.SlackException">Slack does not say now.</exception>
    public async Task<string?> OneAsync(AuditEvent asked, CancellationToken cancellationToken)
    {
        if (Mapped(asked) is [var one]) return one;
        foreach (var address in Addresses(asked))
            if (await slack.ByAddressAsync(address, cancellationToken) is { } user) return user.Id;
        return null;
    }

    /// <summary>The zone of whoever is asked, as Slack knows it; otherwise that of the settings.</summary>
    /// <exception cref="Slack.SlackException">Slack does not say now.</exception>
    public async Task<TimeZoneInfo> ZoneAsync(AuditEvent asked, CancellationToken cancellationToken)
    {
        var user = await OneAsync(asked, cancellationToken) is { } id ? await slack.ByIdAsync(id, cancellationToken) : null;
        return Zones.TryFind(user?.Tz, out var zone) ? zone : settings.Zone;
    }

    /// <summary>What whoever pressed is called in the log.</summary>
    /// <remarks>Only whoever did it may answer: where the log knows that person, it is them.</remarks>
    public string NameOf(AuditEvent asked, string userId, string userName) =>
        questions.People.OfSlackUser(userId) ?? questions.People.Of(asked) ?? questions.People.OfSlack(userId, userName) ?? userId;

    IReadOnlyList<string> Mapped(AuditEvent asked) => questions.People.Of(asked) is { } person ? questions.People.SlackUsersOf(person) : [];

    // Whose address it is, is settled; somebody else's map does not change it.
    IEnumerable<string> Addresses(AuditEvent asked)
    {
        var (person, actor) = (questions.People.Of(asked), asked.Actor!);
        var hers = person is null ? [] : questions.People.AddressesOf(person);
        return new Identity(null, actor).IsAddress && (person is null || hers.Contains(Names.Fold(actor))) ? hers.Prepend(Names.Fold(actor)).Distinct() : hers;
    }
}
