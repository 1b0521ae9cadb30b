using System.Collections.Concurrent;

namespace SlackAudit.Slack;

/// <summary>Whoever asks or presses, as Slack knows them: their time zone, UTC where Slack does not say in time, and whether they belong to the workspace.</summary>
sealed class Askers(ISlackApiClient slack, Workspace workspace, TimeProvider time, ILogger<Askers> logger)
{
    /// <summary>How long an answer waits for Slack to say.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);

    static readonly TimeSpan Known = TimeSpan.FromHours(6);
    static readonly TimeSpan Unknown = TimeSpan.FromMinutes(5);

    readonly ConcurrentDictionary<string, (Asker Asker, DateTimeOffset Until)> known = new(StringComparer.Ordinal);

    /// <summary>Their time zone.</summary>
    public async Task<TimeZoneInfo> ZoneAsync(string userId, CancellationToken cancellationToken) => (await OfAsync(userId, cancellationToken)).Zone;

    /// <summary>Whether they are a guest, or from another workspace; false where Slack does not say.</summary>
    public async Task<bool> IsGuestAsync(string userId, CancellationToken cancellationToken) =>
        userId.Length > 0 && (await OfAsync(userId, cancellationToken)).IsGuest;

    /// <summary>Their short name; empty where Slack does not say.</summary>
    public async Task<string> NameAsync(string userId, CancellationToken cancellationToken) => (await OfAsync(userId, cancellationToken)).Name;

    async Task<Asker> OfAsync(string userId, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (known.TryGetValue(userId, out var kept) && kept.Until > now) return kept.Asker;
        var asker = await AskAsync(userId, cancellationToken);
        // What was known before is better than nothing when Slack hangs.
        var answer = asker ?? kept.Asker ?? new Asker(TimeZoneInfo.Utc, false, "");
        known[userId] = (answer, now + (asker is null ? Unknown : Known));
        return answer;
    }

    async Task<Asker?> AskAsync(string userId, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            if (await slack.Users.Info(userId, either.Token).WaitAsync(either.Token) is not { } user) return null;
            var zone = user.Tz is { } tz && TimeZoneInfo.TryFindSystemTimeZoneById(tz, out var found) ? found : null;
            var isGuest = user.IsGuest || !await workspace.HasAsync(user, cancellationToken);
            return zone is null && !isGuest && user.Name.Length == 0 ? null : new Asker(zone ?? TimeZoneInfo.Utc, isGuest, user.Name);
        }
        catch (Exception exception) when (exception is SlackException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            logger.LogInformation("What Slack knows of a user is not known here ({Reason}); times are read as UTC, or as before.", exception.GetType().Name);
            return null;
        }
    }

    sealed record Asker(TimeZoneInfo Zone, bool IsGuest, string Name);
}
