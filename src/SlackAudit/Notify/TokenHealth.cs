using SlackAudit.Slack;

namespace SlackAudit.Notify;

/// <summary>Whether Slack still takes our token: once it does not, nothing is sent, and one small question a minute finds out when it does again.</summary>
sealed class TokenHealth(ISlackApiClient slack, TimeProvider time, ILogger<TokenHealth> logger) : IDisposable
{
    static readonly TimeSpan Between = TimeSpan.FromMinutes(1);

    readonly SemaphoreSlim looking = new(1);

    /// <summary>Why nothing is sent, and what to do about it; null while the token is good.</summary>
    public string? Reason { get; private set; }

    /// <summary>When it is looked at again.</summary>
    public DateTimeOffset NextLookAt { get; private set; }

    /// <inheritdoc/>
    public void Dispose() => looking.Dispose();

    /// <summary>Slack has refused the token.</summary>
    public void Refused(SlackException refusal)
    {
        if (Reason is null) logger.LogCritical("Slack refuses the token, so nothing is sent until that is mended: {Reason}", refusal.Message);
        (Reason, NextLookAt) = (refusal.Message, time.GetUtcNow() + Between);
    }

    /// <summary>Whether messages may be sent; asks Slack when it is time to look again.</summary>
    public async Task<bool> IsGoodAsync(CancellationToken cancellationToken)
    {
        if (Reason is null) return true;
        await looking.WaitAsync(cancellationToken);
        try
        {
            if (Reason is null) return true;
            if (time.GetUtcNow() < NextLookAt) return false;
            await slack.AuthTest(cancellationToken);
            Reason = null;
            logger.LogWarning("Slack takes the token again; what is owed is sent.");
            return true;
        }
        catch (SlackException refusal)
        {
            if (refusal.Class == SlackErrorClass.AuthDead) Refused(refusal);
            else NextLookAt = time.GetUtcNow() + Between;
            return false;
        }
        finally
        {
            looking.Release();
        }
    }
}
