using System.Collections.Concurrent;
using System.Data.Common;
using SlackAudit.Record;
using SlackAudit.Record.Sources;

namespace SlackAudit.Receive;

/// <summary>
/// Counts refused deliveries in the source's health; the log records an event when they begin, so that rules tell of them.
/// What is refused is gathered for a second first: a flood of bad deliveries must not become a flood of writes.
/// </summary>
public sealed class Refusals(IAuditLog log, SourceWatch watch, TimeProvider time, ILogger<Refusals> logger) : BackgroundService
{
    static readonly TimeSpan Gather = TimeSpan.FromSeconds(1);

    readonly ConcurrentDictionary<string, bool> refusing = new(StringComparer.Ordinal);
    readonly Lock gate = new();
    volatile bool isBack;
    Dictionary<(string Source, string Reason), Refused> gathered = [];

    /// <summary>Notes that a delivery of a source was refused.</summary>
    /// <param name="source">The source.</param>
    /// <param name="reason">The reason in a word, one of <see cref="RefusalReasons"/>.</param>
    /// <param name="sentence">What the sender was told.</param>
    /// <param name="http">The delivery.</param>
    public void Note(string source, string reason, string sentence, HttpContext http)
    {
        Add(new(source, reason), new Refused(1, sentence, http.Connection.RemoteIpAddress?.ToString(), time.GetUtcNow()));
        refusing.TryAdd(source, true);
    }

    /// <summary>Notes that a delivery of a source was accepted: if one was refused before, that is over, and told within a second.</summary>
    public void Accepted(string source)
    {
        if (refusing.ContainsKey(source) && refusing.TryRemove(source, out _)) isBack = true;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Gather, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken)) await FlushAsync();
        }
        catch (OperationCanceledException)
        {
            await FlushAsync();
        }
    }

    async Task FlushAsync()
    {
        Dictionary<(string Source, string Reason), Refused> flushed;
        var back = isBack;
        lock (gate)
        {
            if (gathered.Count == 0 && !back) return;
            (flushed, gathered) = (gathered, []);
        }
        isBack = false;
        foreach (var source in flushed.GroupBy(each => each.Key.Source, StringComparer.Ordinal))
        {
            try
            {
                var newest = source.OrderByDescending(each => each.Value.LastAt).ToList();
                await log.RefusedAsync(source.Key, [.. newest.Select(each => Counted(each.Key, each.Value))], newest[^1].Value.Address, CancellationToken.None);
            }
            catch (LogUnavailableException exception)
            {
                logger.LogWarning(exception, "Refused deliveries of {Source} are counted when the log is back.", source.Key);
                foreach (var (key, refused) in source) Add(key, refused);
            }
            catch (Exception exception)
            {
                // A background service that throws would end the whole service, for the sake of what nobody believed.
                logger.LogError(exception, "Refused deliveries of {Source} could not be counted.", source.Key);
            }
        }
        if (back) await LookAsync();
    }

    async Task LookAsync()
    {
        try
        {
            await watch.LookAtRefusedAsync(CancellationToken.None);
        }
        catch (Exception exception) when (exception is LogUnavailableException or DbException)
        {
            logger.LogDebug(exception, "That deliveries are accepted again is told within a minute.");
        }
    }

    void Add((string Source, string Reason) key, Refused refused)
    {
        lock (gate)
        {
            if (!gathered.TryGetValue(key, out var other)) gathered[key] = refused;
            else gathered[key] = (refused.LastAt > other.LastAt ? refused : other) with { Count = other.Count + refused.Count };
        }
    }

    static RefusedDeliveries Counted((string Source, string Reason) key, Refused refused) =>
        new() { Source = key.Source, Reason = key.Reason, Refused = refused.Count, LastAt = refused.LastAt, Sentence = refused.Sentence };

    sealed record Refused(int Count, string Sentence, string? Address, DateTimeOffset LastAt);
}
