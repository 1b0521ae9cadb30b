namespace SlackAudit.Slack.Sockets;

/// <summary>Tells the operator what keeps Slack from reaching us: each thing once, and when it is over.</summary>
sealed class SocketNews(ILogger<SocketMode> log, TimeProvider time)
{
    static readonly TimeSpan Between = TimeSpan.FromHours(1);

    readonly Lock gate = new();
    readonly HashSet<string> told = new(StringComparer.Ordinal);
    bool greeted;
    DateTimeOffset ghostsToldAt = DateTimeOffset.MinValue;

    /// <summary>Something is in the way, and what to do about it.</summary>
    /// <param name="what">What it is, in a word.</param>
    /// <param name="sentence">What is told.</param>
    /// <param name="passes">Whether it goes away by itself.</param>
    public void Trouble(string what, string sentence, bool passes = false)
    {
        lock (gate)
            if (!told.Add(what)) return;
        log.Log(passes ? LogLevel.Warning : LogLevel.Error, "{Sentence}", sentence);
    }

    /// <summary>A connection has ended; most ends are everyday.</summary>
    public void Ended(SocketEnd end)
    {
        if (end == SocketEnd.LinkDisabled)
            Trouble("link_disabled", "Socket Mode is switched off for this app, so Slack cannot reach the service. Switch it on on the app's page (Socket Mode); it is tried again every few minutes.");
        else if (end == SocketEnd.TooManyWebsockets)
            Trouble("too_many_websockets", "Slack ended a connection because the app has too many: look for other services with the same app-level token (each needs its own app). It is tried again every minute.");
        else
            log.LogInformation("A connection to Slack is replaced: {Reason}.", end.Word());
    }

    /// <summary>Slack has greeted.</summary>
    public void Greeted()
    {
        if (!Interlocked.Exchange(ref greeted, true)) log.LogInformation("Slack reaches the service by Socket Mode.");
    }

    /// <summary>A connection has lasted.</summary>
    public void Well()
    {
        lock (gate)
        {
            if (told.Count == 0) return;
            told.Clear();
        }
        log.LogWarning("Slack reaches the service by Socket Mode again.");
    }

    /// <summary>Slack counts more connections than are ours.</summary>
    public void Counted(int counted, int ours)
    {
        if (counted <= ours) return;
        lock (gate)
        {
            if (time.GetUtcNow() - ghostsToldAt < Between) return;
            ghostsToldAt = time.GetUtcNow();
        }
        log.LogWarning(
            "Slack counts {Counted} connections of this app, and {Ours} are ours. What goes to the others does not come here: look for another service with the same "
            + "app-level token (each needs its own app). Connections that died unnoticed disappear by themselves.", counted, ours);
    }
}
