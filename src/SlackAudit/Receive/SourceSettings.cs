using SlackAudit.Receive.Custom;

namespace SlackAudit.Receive;

/// <summary>One configured source: the settings under <c>Sources:{name}</c>.</summary>
public sealed record SourceSettings
{
    /// <summary>The source's name, as in <c>/hooks/{name}</c> and in every event.</summary>
    public required string Name { get; init; }

    /// <summary>Which type of sender it is; equal to the name unless there are several of a type.</summary>
    public required string Type { get; init; }

    /// <summary>The secrets that are accepted now; several during a rotation.</summary>
    public IReadOnlyList<string> Secrets { get; init; } = [];

    /// <summary>Whether routine reads are recorded too (never announced).</summary>
    public bool RecordReads { get; init; }

    /// <summary>The ARNs of the Amazon SNS topics whose messages are accepted by their signature, without a secret.</summary>
    public IReadOnlyList<string> Topics { get; init; } = [];

    /// <summary>The oldest version of Amazon SNS signatures that is accepted: 1 (SHA-1, what topics have unless told otherwise) or 2 (SHA-256).</summary>
    public int SignatureVersion { get; init; } = 1;

    /// <summary>Whether anybody could prove to be this source.</summary>
    public bool Exists => Secrets.Count > 0 || Topics.Count > 0;

    /// <summary>The Convox rack on the cluster that a <c>kubernetes</c> source watches, of which the namespaces are <c>RACK-APP</c>; null for other clusters.</summary>
    public string? Rack { get; init; }

    /// <summary>How its deliveries are read, where the settings say so; null for the types that the service knows by itself.</summary>
    public CustomMapping? Mapping { get; init; }
}
