using SlackAudit.Events;
using SlackAudit.Record.Redaction;

namespace SlackAudit.Record;

/// <summary>Records what was written down elsewhere: like any delivery, but nobody is told of it and no source counts as heard.</summary>
public sealed class LogImport
{
    readonly LogWriter writer;
    readonly Fingerprints fingerprints;

    internal LogImport(LogWriter writer, Fingerprints fingerprints)
    {
        this.writer = writer;
        this.fingerprints = fingerprints;
    }

    /// <summary>Removes secrets and compresses; writes nothing, so that many can be prepared side by side.</summary>
    /// <param name="events">The events, in order.</param>
    /// <param name="payload">The payload to keep beside them; empty to keep none.</param>
    public PastDelivery Prepare(IReadOnlyList<AuditEvent> events, ReadOnlyMemory<byte> payload) => new(AuditLog.Prepare(null, events, payload, fingerprints));

    /// <summary>Records past deliveries in this order. Events that the log already has are left as they are.</summary>
    /// <returns>What became of each, in the same order; null for what the database did not take now, to be tried again.</returns>
    public async Task<IReadOnlyList<PastResult?>> RecordAsync(IReadOnlyList<PastDelivery> deliveries)
    {
        // Made anew, since each is completed once and the caller may repeat.
        var works = deliveries.Select(delivery => new LogWork { Events = delivery.Work.Events, Payload = delivery.Work.Payload }).ToList();
        await writer.CommitAsync(works);
        var results = new List<PastResult?>(works.Count);
        foreach (var work in works)
        {
            try
            {
                var result = await work.Completion;
                results.Add(new PastResult(result.Recorded, result.Duplicates, null));
            }
            catch (LogUnavailableException)
            {
                results.Add(null);
            }
            catch (Exception exception)
            {
                results.Add(new PastResult(0, 0, $"the database refuses it ({exception.GetBaseException().Message})"));
            }
        }
        return results;
    }
}

/// <summary>A delivery of the past, ready to be recorded.</summary>
public sealed class PastDelivery
{
    internal PastDelivery(LogWork work) => Work = work;

    internal LogWork Work { get; }
}

/// <summary>What became of a delivery of the past.</summary>
/// <param name="Recorded">Events recorded.</param>
/// <param name="Duplicates">Events that the log already had.</param>
/// <param name="Problem">Why it was not recorded, part of a sentence; null when it was.</param>
public readonly record struct PastResult(int Recorded, int Duplicates, string? Problem);
