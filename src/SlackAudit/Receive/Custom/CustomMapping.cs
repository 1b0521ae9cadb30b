namespace SlackAudit.Receive.Custom;

/// <summary>How the deliveries of a configured source are read: settings, no code.</summary>
public sealed record CustomMapping
{
    /// <summary>The fields that can be mapped: those of our event JSON that a sender may set.</summary>
    internal static readonly string[] FieldNames =
        ["id", "occurred_at", "actor", "actor_trust", "action", "source_action", "app", "target", "target_type", "scope", "outcome", "sensitive", "client_address", "summary", "url", "correlation"];

    /// <summary>Where the items are; null for the body itself, an array in it, or one a line.</summary>
    internal FieldPath? Items { get; init; }

    /// <summary>How the items are wrapped.</summary>
    internal ItemDecoding Decode { get; init; }

    /// <summary>How each field is read, by its name in our event JSON.</summary>
    internal IReadOnlyDictionary<string, FieldRule> Fields { get; init; } = new Dictionary<string, FieldRule>();

    /// <summary>Which items are no events: by expression, the texts (without case).</summary>
    internal IReadOnlyList<(FieldExpression What, IReadOnlySet<string> Is)> Skip { get; init; } = [];

    /// <summary>Whose values are not kept: every value whose path ends in one of these.</summary>
    internal IReadOnlyList<FieldPath> Redact { get; init; } = [];

    /// <summary>How deliveries are signed; null where they bring the secret itself.</summary>
    internal HmacProfile? Signature { get; init; }

    /// <summary>The header that holds the secret itself, such as <c>X-Gitlab-Token</c>; null for the usual ones.</summary>
    internal string? SecretHeader { get; init; }

    /// <summary>Whether the secret may stand in the address, <c>/hooks/{source}/{secret}</c>.</summary>
    internal bool SecretInAddress { get; init; }
}

/// <summary>How the items of a delivery are wrapped.</summary>
public enum ItemDecoding
{
    /// <summary>They are JSON.</summary>
    None,

    /// <summary>Each is a text that holds JSON.</summary>
    Json,

    /// <summary>Each is a text that holds JSON in Base64, compressed with gzip or not.</summary>
    Base64,
}
