using SlackAudit.Record;
using SlackAudit.Slack;

namespace SlackAudit.Notify.Rules;

/// <summary>Addresses of posted messages, as far as Slack says in time where the workspace is.</summary>
sealed class WorkspaceLinks(ISlackApiClient slack, TimeProvider time, ILogger<WorkspaceLinks> logger)
{
    static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);
    static readonly TimeSpan Pause = TimeSpan.FromMinutes(5);

    volatile string? origin;
    long notBefore;

    /// <summary>The address of the workspace, with a slash at its end; null where Slack does not say.</summary>
    public async Task<string?> OriginAsync(CancellationToken cancellationToken)
    {
        if (origin is not null || time.GetUtcNow().UtcTicks < Volatile.Read(ref notBefore)) return origin;
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            var said = (await slack.AuthTest(either.Token).WaitAsync(either.Token)).Url;
            if (SlackText.WebAddress(said) is { } address) return origin = address.EndsWith('/') ? address : address + "/";
        }
        catch (Exception exception) when (exception is SlackException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            logger.LogInformation("The address of the workspace is not known ({Reason}); messages are named without a link.", exception.GetType().Name);
        }
        Volatile.Write(ref notBefore, (time.GetUtcNow() + Pause).UtcTicks);
        return null;
    }

    /// <summary>The address of a posted message; null where it is not posted, or the workspace is not known.</summary>
    public static string? Of(string? origin, Notification posted) =>
        origin is null || posted is not { SlackChannel: { } channel, SlackTs: { } ts } ? null : $"{origin}archives/{channel}/p{ts.Replace(".", "", StringComparison.Ordinal)}";
}
