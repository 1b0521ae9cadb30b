using System.Text.Json;
using SlackAudit.Events;

namespace SlackAudit.Receive;

/// <summary>Amazon Data Firehose as the sender: its key, and the only answer that it takes for success.</summary>
static class Firehose
{
    public const string AccessKeyHeader = "X-Amz-Firehose-Access-Key";

    const string RequestIdHeader = "X-Amz-Firehose-Request-Id";

    /// <summary>Whether a body is a batch of Firehose.</summary>
    public static bool IsBatch(JsonElement root) => root.At("records").ValueKind == JsonValueKind.Array && root.At("requestId").ValueKind == JsonValueKind.String;

    /// <summary>The answer, <c>{"requestId": ..., "timestamp": ...}</c> with milliseconds since 1970; empty for other senders.</summary>
    public static ReadOnlyMemory<byte> Answer(WebhookDelivery delivery, JsonElement root) => RequestId(delivery, root) is { } id
        ? JsonSerializer.SerializeToUtf8Bytes(new { requestId = id, timestamp = delivery.ReceivedAt.ToUnixTimeMilliseconds() })
        : default(ReadOnlyMemory<byte>);

    /// <summary>What is recorded in the place of parts of a batch that cannot be read: the rest is taken, and somebody should know.</summary>
    public static AuditEvent Unreadable(WebhookDelivery delivery, int count, JsonElement root) => new()
    {
        Source = delivery.Source,
        SourceEventId = $"unreadable/{RequestId(delivery, root) ?? DigestId.Of(delivery.Body.Span)}",
        Action = Actions.Other,
        SourceAction = "batch.unreadable",
        Outcome = Outcome.Failure,
        Sensitive = true,
        OccurredAt = delivery.ReceivedAt,
        Summary = FormattableString.Invariant($"{count} of the records of a batch could not be read and were left out"),
    };

    static string? RequestId(WebhookDelivery delivery, JsonElement root)
    {
        if (root.At("records").ValueKind != JsonValueKind.Array) return null;
        return OneLine.Of(root.Text("requestId") ?? delivery.Header(RequestIdHeader), 150);
    }
}
