using System.Collections.Concurrent;

namespace SlackAudit.Slack;

/// <summary>The time zone of whoever asks, as Slack knows it; UTC where Slack does not say in time.</summary>
sealed class AskerZones(ISlackApiClient slack, TimeProvider time, ILogger<AskerZones> logger)
{
    /// <summary>How long an answer waits for Slack to say.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);

    static readonly TimeSpan Known = TimeSpan.FromHours(6);
    static readonly TimeSpan Unknown = TimeSpan.FromMinutes(5);

    readonly ConcurrentDictionary<string, (TimeZoneInfo Zone, DateTimeOffset Until)> zones = new(StringComparer.Ordinal);

    public async Task<TimeZoneInfo> OfAsync(string userId, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (zones.TryGetValue(userId, out var kept) && kept.Until > now) return kept.Zone;
        var zone = await AskAsync(userId, cancellationToken);
        // What was known before is better than nothing when Slack hangs.
        var answer = zone ?? kept.Zone ?? TimeZoneInfo.Utc;
        zones[userId] = (answer, now + (zone is null ? Unknown : Known));
        return answer;
    }

    async Task<TimeZoneInfo?> AskAsync(string userId, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            var user = await slack.Users.Info(userId, either.Token).WaitAsync(either.Token);
            return user?.Tz is { } tz && TimeZoneInfo.TryFindSystemTimeZoneById(tz, out var zone) ? zone : null;
        }
        catch (Exception exception) when (exception is SlackException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            logger.LogInformation("The zone of a Slack user is not known ({Reason}); times are read as UTC, or as before.", exception.GetType().Name);
            return null;
        }
    }
}
