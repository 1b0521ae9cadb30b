using System.Collections.Concurrent;
using SlackAudit.Slack;

namespace SlackAudit.Notify.Confirmations;

/// <summary>People as Slack knows them, asked once in a while: that it knows somebody, and that it knows nobody.</summary>
sealed class SlackPeople(ISlackApiClient slack, Workspace workspace, TimeProvider time, ILogger<SlackPeople> logger)
{
    // Whoever sends us events may name any number of people.
    const int MostKept = 10_000;

    static readonly TimeSpan Known = TimeSpan.FromHours(6);
    static readonly TimeSpan Unknown = TimeSpan.FromHours(1);

    readonly ConcurrentDictionary<string, (UserInfo? User, DateTimeOffset Until)> kept = new(StringComparer.Ordinal);

    /// <summary>Who has an e-mail address; null where Slack knows nobody who can be written to.</summary>
    /// <exception cref="SlackException">Slack does not say now.</exception>
    public Task<UserInfo?> ByAddressAsync(string address, CancellationToken cancellationToken) =>
        OfAsync(address.ToLowerInvariant(), token => slack.Users.LookupByEmail(address, token), cancellationToken);

    /// <summary>Who has an id; null where Slack knows nobody.</summary>
    /// <exception cref="SlackException">Slack does not say now.</exception>
    public Task<UserInfo?> ByIdAsync(string id, CancellationToken cancellationToken) => OfAsync(id, token => slack.Users.Info(id, token), cancellationToken);

    async Task<UserInfo?> OfAsync(string key, Func<CancellationToken, Task<UserInfo?>> ask, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (kept.TryGetValue(key, out var known) && known.Until > now) return known.User;
        var user = await TryAsync(ask, cancellationToken);
        // What happened here is told to nobody elsewhere who has the address.
        if (user is { IsDeleted: true } or { IsBot: true } || user is not null && !await workspace.HasAsync(user, cancellationToken)) user = null;
        if (kept.Count >= MostKept) kept.Clear();
        kept[key] = (user, now + (user is null ? Unknown : Known));
        return user;
    }

    async Task<UserInfo?> TryAsync(Func<CancellationToken, Task<UserInfo?>> ask, CancellationToken cancellationToken)
    {
        try
        {
            return await ask(cancellationToken);
        }
        catch (SlackException refused) when (refused.IsPermanent && refused.Class != SlackErrorClass.AuthDead)
        {
            logger.LogWarning("Slack does not say who somebody is; people are asked in a channel instead. {Reason}", refused.Message);
            return null;
        }
    }
}
