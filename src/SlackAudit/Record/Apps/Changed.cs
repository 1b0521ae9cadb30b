using SlackAudit.Events;
using SlackAudit.Record.Stories;

namespace SlackAudit.Record.Apps;

/// <summary>What changed around an app since it worked, or since an instant.</summary>
public sealed record Changed
{
    /// <summary>The instant from which on it was looked; null where the app is not known to have worked.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>The deploy after which it worked; null where an instant was asked for, or there is none.</summary>
    public AuditEvent? Worked { get; init; }

    /// <summary>The first deploy that failed after that; null where none did.</summary>
    public AuditEvent? Failed { get; init; }

    /// <summary>What happened up to the failure, or until now, the newest first: nearest to the failure.</summary>
    public IReadOnlyList<StoryStep> Between { get; init; } = [];

    /// <summary>What happened from the failure on, in order.</summary>
    public IReadOnlyList<StoryStep> After { get; init; } = [];

    /// <summary>The places looked at; empty for all.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary>Whether some of it is sensitive.</summary>
    public bool IsSensitive => Between.Concat(After).Any(step => step.IsSensitive) || Worked is { Sensitive: true } || Failed is { Sensitive: true };

    /// <summary>Whether there may be more than is listed.</summary>
    public bool IsPart { get; init; }

    /// <summary>What a step changed: <c>deploy</c>, <c>environment</c>, <c>infrastructure</c> or <c>access</c>.</summary>
    public static string KindOf(StoryStep step) => Kinds.GetValueOrDefault(step.Event.ActionRoot, "other");

    internal static readonly IReadOnlyDictionary<string, string> Kinds = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [Actions.Deploy] = "deploy",
        [Actions.Env] = "environment",
        [Actions.Secret] = "environment",
        [Actions.Scale] = "infrastructure",
        [Actions.Infra] = "infrastructure",
        [Actions.Ami] = "infrastructure",
        [Actions.Delete] = "infrastructure",
        [Actions.Policy] = "infrastructure",
        [Actions.Exec] = "access",
        [Actions.Ssh] = "access",
        [Actions.Db] = "access",
        [Actions.Permission] = "access",
        [Actions.Key] = "access",
    };
}
