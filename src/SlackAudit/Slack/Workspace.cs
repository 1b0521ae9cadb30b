namespace SlackAudit.Slack;

/// <summary>The workspace that the token is for, asked once.</summary>
sealed class Workspace(ISlackApiClient slack, TimeProvider time, ILogger<Workspace> logger)
{
    static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);
    static readonly TimeSpan Pause = TimeSpan.FromMinutes(5);

    volatile AuthTestResponse? found;
    long notBefore;

    /// <summary>Whether somebody belongs to it, as far as Slack says.</summary>
    public async Task<bool> HasAsync(UserInfo user, CancellationToken cancellationToken) =>
        user.TeamId.Length == 0 || await FindAsync(cancellationToken) is not { } home || user.BelongsTo(home.TeamId);

    /// <summary>What Slack says of it; null while Slack does not say in time.</summary>
    public async Task<AuthTestResponse?> FindAsync(CancellationToken cancellationToken)
    {
        if (found is not null || time.GetUtcNow().UtcTicks < Volatile.Read(ref notBefore)) return found;
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            return found = await slack.AuthTest(either.Token).WaitAsync(either.Token);
        }
        catch (Exception exception) when (exception is SlackException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            logger.LogInformation("Slack does not say which workspace the token is for ({Reason}); it is asked again later.", exception.GetType().Name);
        }
        Volatile.Write(ref notBefore, (time.GetUtcNow() + Pause).UtcTicks);
        return null;
    }
}
