using System.Collections.Concurrent;
using SlackAudit.Slack;

namespace SlackAudit.Ask;

/// <summary>The time zone of whoever asks, as Slack knows it; UTC where Slack does not say in time.</summary>
sealed class AskerZones(ISlackApiClient slack, TimeProvider time, ILogger<AskerZones> logger)
{
    static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(700);
    static readonly TimeSpan Known = TimeSpan.FromHours(6);
    static readonly TimeSpan Unknown = TimeSpan.FromMinutes(5);

    readonly ConcurrentDictionary<string, (TimeZoneInfo Zone, DateTimeOffset Until)> zones = new(StringComparer.Ordinal);

    public async Task<TimeZoneInfo> OfAsync(string userId, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (zones.TryGetValue(userId, out var kept) && kept.Until > now) return kept.Zone;
        var zone = await AskAsync(userId, cancellationToken);
        zones[userId] = (zone ?? TimeZoneInfo.Utc, now + (zone is null ? Unknown : Known));
        return zone ?? TimeZoneInfo.Utc;
    }

    async Task<TimeZoneInfo?> AskAsync(string userId, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            var user = await slack.Users.Info(userId, patience.Token);
            return user?.Tz is { } tz && TimeZoneInfo.TryFindSystemTimeZoneById(tz, out var zone) ? zone : null;
        }
        catch (Exception exception) when (exception is SlackException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            logger.LogInformation("The zone of a Slack user is not known ({Reason}); times are read as UTC.", exception.GetType().Name);
            return null;
        }
    }
}
