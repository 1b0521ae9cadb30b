using System.Security.Cryptography;
using SlackAudit.Events;
using SlackAudit.Record.Redaction;
using SlackAudit.Record.Sources;

namespace SlackAudit.Record;

/// <summary>Takes what a source read, removes what must not be kept, and hands it to the writer.</summary>
sealed class AuditLog(LogWriter writer, Fingerprints fingerprints, HourCounts hours, TimeProvider time) : IAuditLog
{
    const int LongestSentence = 500;

    public async Task<AppendResult> AppendAsync(
        string source, IReadOnlyList<AuditEvent> events, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        var arrivedAt = time.GetUtcNow();
        var work = Prepare(source, events, payload, fingerprints);
        var done = await writer.CommitAsync(work, cancellationToken);
        var result = new AppendResult(done.Recorded, done.Duplicates);
        hours.Delivered(source, result, events, arrivedAt);
        return result;
    }

    public Task ExpectAsync(IReadOnlyList<string> sources, CancellationToken cancellationToken) =>
        sources.Count == 0 ? Task.CompletedTask : writer.CommitAsync(new LogWork { Expected = sources }, cancellationToken);

    public Task RefusedAsync(string source, IReadOnlyList<RefusedDeliveries> refused, string? clientAddress, CancellationToken cancellationToken)
    {
        // Sentences are ours, but may name what a sender wrote.
        refused = [.. refused.Select(each => each with { Sentence = Redact.Field(each.Sentence, LongestSentence) ?? "" })];
        var since = Instants.Truncate(refused.Min(each => each.LastAt));
        return writer.CommitAsync(
            new LogWork
            {
                Source = source,
                Refused = refused,
                Change = new SourceTurn(source, SourceTurnKind.Refused, since),
                Events = [Redact.Event(WatchEvent.Refused(source, refused[0].Sentence, clientAddress, since))],
            },
            cancellationToken);
    }

    // On the caller's thread, so that the one writer only writes.
    internal static LogWork Prepare(string? source, IReadOnlyList<AuditEvent> events, ReadOnlyMemory<byte> payload, Fingerprints fingerprints)
    {
        if (events.Count == 0 || payload.IsEmpty)
            return new LogWork { Source = source, Events = [.. events.Select(Redact.Event)] };
        var kept = Redact.Json(payload, fingerprints);
        var digest = SHA256.HashData(kept.Span);
        return new LogWork
        {
            Source = source,
            Events = [.. events.Select(e => Redact.Event(e) with { PayloadDigest = digest })],
            Payload = new KeptPayload { Id = 0, Body = PayloadCompression.Compress(kept.Span), Length = kept.Length },
        };
    }
}
