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

    /// <summary>How its deliveries are read, where the settings say so; null for the types that the service knows by itself.</summary>
    public CustomMapping? Mapping { get; init; }
}
