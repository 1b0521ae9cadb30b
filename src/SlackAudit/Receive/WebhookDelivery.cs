namespace SlackAudit.Receive;

/// <summary>One inbound POST, exactly as it arrived; it holds none, one or several events.</summary>
public sealed record WebhookDelivery
{
    /// <summary>The configured name of the source, which is not always its type.</summary>
    public required string Source { get; init; }

    /// <summary>The headers as received, including repeated ones.</summary>
    public required IHeaderDictionary Headers { get; init; }

    /// <summary>The raw body. Signatures are over these bytes, so nothing may decode them first.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>The secret in the address, <c>/hooks/{source}/{secret}</c>, for senders that cannot set headers.</summary>
    public string? PathSecret { get; init; }

    /// <summary>When it arrived, by our clock, in UTC.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>Whether this source's routine is recorded too; see <see cref="SourceSettings.RecordReads"/>.</summary>
    public bool RecordReads { get; init; }

    /// <summary>The Convox rack that this source watches; see <see cref="SourceSettings.Rack"/>.</summary>
    public string? Rack { get; init; }

    /// <summary>The one value of a header; null when it is missing, empty or repeated (a repeated header proves nothing).</summary>
    public string? Header(string name) =>
        Headers.TryGetValue(name, out var values) && values.Count == 1 && !string.IsNullOrEmpty(values[0]) ? values[0] : null;
}
