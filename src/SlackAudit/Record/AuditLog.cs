using System.Security.Cryptography;
using SlackAudit.Events;
using SlackAudit.Record.Redaction;

namespace SlackAudit.Record;

/// <summary>Takes what a source read, removes what must not be kept, and hands it to the writer.</summary>
sealed class AuditLog(LogWriter writer, Fingerprints fingerprints) : IAuditLog
{
    public async Task<AppendResult> AppendAsync(
        string source, IReadOnlyList<AuditEvent> events, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        var work = Prepare(source, events, payload, fingerprints);
        var result = await writer.CommitAsync(work, cancellationToken);
        return new AppendResult(result.Recorded, result.Duplicates);
    }

    public Task ExpectAsync(IReadOnlyList<string> sources, CancellationToken cancellationToken) =>
        sources.Count == 0 ? Task.CompletedTask : writer.CommitAsync(new LogWork { Expected = sources }, cancellationToken);

    public Task RefusedAsync(string source, int count, string reason, CancellationToken cancellationToken) =>
        writer.CommitAsync(new LogWork { Source = source, Refused = count, RefusedReason = reason }, cancellationToken);

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
