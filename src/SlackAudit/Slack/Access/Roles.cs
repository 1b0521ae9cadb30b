using System.Collections.Concurrent;

namespace SlackAudit.Slack.Access;

/// <summary>Who has which role, as the settings say and as Slack knows its user groups.</summary>
sealed class Roles(AccessSettings access, SlackSettings settings, ISlackApiClient slack, TimeProvider time, ILogger<Roles> logger)
{
    /// <summary>How long an answer waits for Slack to say who is in a group.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(800);

    // Who leaves a group loses its role within so long.
    static readonly TimeSpan Known = TimeSpan.FromMinutes(5);
    static readonly TimeSpan Unknown = TimeSpan.FromSeconds(30);

    readonly ConcurrentDictionary<string, (IReadOnlySet<string> Users, DateTimeOffset Until)> groups = new(StringComparer.Ordinal);

    /// <summary>The role of somebody who asks somewhere. In preview, whoever sits at this machine may do everything.</summary>
    /// <param name="userId">Who asks.</param>
    /// <param name="channelId">Where; empty where that is no channel.</param>
    /// <param name="cancellationToken">Stops asking.</param>
    public Task<Role> OfAsync(string userId, string channelId, CancellationToken cancellationToken) => settings.IsPreview
        ? Task.FromResult(Role.Admin)
        : access.OfAsync(async list => list.Contains(userId) || list.Contains(channelId) || await IsInGroupAsync(list, userId, cancellationToken));

    /// <summary>The role that somebody is given by name or as one of a user group: whoever is on no list has none.</summary>
    public async Task<Role> NamedAsync(string userId, CancellationToken cancellationToken)
    {
        foreach (var (role, list) in new[] { (Role.Admin, access.Admins), (Role.Auditor, access.Auditors) })
            if (list is not null && (list.Contains(userId) || await IsInGroupAsync(list, userId, cancellationToken))) return role;
        return Role.Everyone;
    }

    /// <summary>The role that everybody who reads a channel has at least.</summary>
    public Role OfChannel(string channelId) =>
        access.Auditors?.Contains(channelId) == true ? Role.Auditor
        : access.Members is not { } members || members.Contains(channelId) ? Role.Member
        : Role.Everyone;

    async Task<bool> IsInGroupAsync(IReadOnlyList<string> list, string userId, CancellationToken cancellationToken)
    {
        if (userId.Length == 0) return false;
        foreach (var group in list.Where(AccessSettings.IsGroup))
            if ((await UsersAsync(group, cancellationToken)).Contains(userId)) return true;
        return false;
    }

    async Task<IReadOnlySet<string>> UsersAsync(string group, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (groups.TryGetValue(group, out var kept) && kept.Until > now) return kept.Users;
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            var users = (await slack.UserGroups.UsersOf(group, either.Token).WaitAsync(either.Token)).ToHashSet(StringComparer.Ordinal);
            groups[group] = (users, now + Known);
            return users;
        }
        catch (Exception exception) when (exception is SlackException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            // Whom nobody vouches for has no role by a group; who was in it a moment ago keeps it for as long as Slack is away.
            logger.LogWarning("Who is in the user group {Group} of the settings under Access is not known: {Reason}", group, exception.Message);
            var users = kept.Users ?? new HashSet<string>();
            groups[group] = (users, now + Unknown);
            return users;
        }
    }
}
