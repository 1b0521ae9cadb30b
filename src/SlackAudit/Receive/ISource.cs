using SlackAudit.Events;

namespace SlackAudit.Receive;

/// <summary>How deliveries of one type of sender are verified and read. Both are pure: no clock, no database, no network.</summary>
public interface ISource
{
    /// <summary>The type's name, as in <c>/hooks/{type}</c> and <c>Sources:{name}:Type</c>.</summary>
    string Type { get; }

    /// <summary>The largest body in bytes that this sender has reason to send; a larger one is answered 413.</summary>
    int MaxBodyBytes { get; }

    /// <summary>Checks the delivery against every active secret, in constant time each.</summary>
    /// <param name="delivery">The delivery as it arrived.</param>
    /// <param name="secrets">The active secrets, at least one, none empty.</param>
    Verification Verify(WebhookDelivery delivery, IReadOnlyList<string> secrets);

    /// <summary>Reads the events out of a verified delivery. What is unknown becomes an event with its source action, never an error.</summary>
    /// <exception cref="UnreadableDeliveryException">The body is not what this sender sends at all.</exception>
    Reading Read(WebhookDelivery delivery);
}

/// <summary>What a delivery said.</summary>
/// <param name="Events">The events in it, in order; empty for a handshake or ping.</param>
/// <param name="Payload">The JSON to keep beside the events (redacted and compressed by the log).</param>
public sealed record Reading(IReadOnlyList<AuditEvent> Events, ReadOnlyMemory<byte> Payload)
{
    /// <summary>The JSON that the sender wants to read once the events are on disk; empty for our own receipt.</summary>
    public ReadOnlyMemory<byte> Answer { get; init; }
}

/// <summary>A delivery's body cannot be read; the message is a sentence for whoever sent it and never repeats the body.</summary>
public sealed class UnreadableDeliveryException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>The HTTP status to answer: 400, or 415 for a format that is not read here.</summary>
    public int Status { get; init; } = StatusCodes.Status400BadRequest;
}
