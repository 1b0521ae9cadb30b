using System.Collections.Concurrent;
using System.Globalization;
using SlackAudit.Events;
using SlackAudit.Record;

namespace SlackAudit.Receive;

/// <summary>
/// Counts refused deliveries in the source's health and records one event an hour and source, so that rules tell of them.
/// What is refused is gathered for a second first: a flood of bad deliveries must not become a flood of writes.
/// </summary>
public sealed class Refusals(IAuditLog log, TimeProvider time, ILogger<Refusals> logger) : BackgroundService
{
    static readonly TimeSpan Gather = TimeSpan.FromSeconds(1);

    readonly ConcurrentDictionary<string, Refused> gathered = new(StringComparer.Ordinal);

    /// <summary>Notes that a delivery of a source was refused.</summary>
    public void Note(string source, string reason, HttpContext http)
    {
        var first = new Refused(1, reason, http.Connection.RemoteIpAddress?.ToString(), time.GetUtcNow());
        gathered.AddOrUpdate(source, first, (_, before) => before with { Count = before.Count + 1, Reason = reason });
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
        foreach (var source in gathered.Keys)
        {
            if (!gathered.TryRemove(source, out var refused)) continue;
            try
            {
                await log.RefusedAsync(source, refused.Count, refused.Reason, CancellationToken.None);
                await log.AppendAsync(OwnSource, [Event(source, refused)], default, CancellationToken.None);
            }
            catch (LogUnavailableException exception)
            {
                logger.LogWarning(exception, "{Count} refused deliveries of {Source} could not be counted.", refused.Count, source);
            }
        }
    }

    const string OwnSource = "slackaudit";

    static AuditEvent Event(string source, Refused refused) => new()
    {
        Source = OwnSource,
        SourceEventId = string.Create(CultureInfo.InvariantCulture, $"refused/{source}/{refused.FirstAt.UtcDateTime:yyyy-MM-ddTHH}"),
        Action = Actions.Tamper + ".refused",
        SourceAction = "delivery.refused",
        Target = source,
        TargetType = "source",
        Outcome = Outcome.Failure,
        Sensitive = true,
        OccurredAt = refused.FirstAt,
        ClientAddress = refused.Address,
        Summary = $"deliveries of {source} are being refused: {refused.Reason}",
    };

    sealed record Refused(int Count, string Reason, string? Address, DateTimeOffset FirstAt);
}
