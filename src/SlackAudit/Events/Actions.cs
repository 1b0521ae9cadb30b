namespace SlackAudit.Events;

/// <summary>
/// Our small vocabulary of what can be done. Sources may narrow a word with dots (<c>env.change</c>); a question for the
/// wide word meets every narrower one.
/// </summary>
public static class Actions
{
    /// <summary>A version goes (or fails to go) into an environment.</summary>
    public const string Deploy = "deploy";

    /// <summary>A pipeline, workflow or image build ran.</summary>
    public const string Build = "build";

    /// <summary>Commits were pushed to a branch.</summary>
    public const string Push = "push";

    /// <summary>A version was named, published, changed or withdrawn.</summary>
    public const string Release = "release";

    /// <summary>A pull request was merged.</summary>
    public const string Merge = "merge";

    /// <summary>An approval for a deployment was asked, given or refused.</summary>
    public const string Approval = "approval";

    /// <summary>Environment variables or configuration were changed.</summary>
    public const string Env = "env";

    /// <summary>The number or size of running copies was changed.</summary>
    public const string Scale = "scale";

    /// <summary>A command was run inside a running process or container.</summary>
    public const string Exec = "exec";

    /// <summary>A shell or tunnel to a machine was opened.</summary>
    public const string Ssh = "ssh";

    /// <summary>A database was reached, dumped, shared, restored or changed as such.</summary>
    public const string Db = "db";

    /// <summary>A secret was read, written, leaked or found.</summary>
    public const string Secret = "secret";

    /// <summary>A machine image was made, shared or rolled out.</summary>
    public const string Ami = "ami";

    /// <summary>Infrastructure was changed: racks, instances, networks, resources.</summary>
    public const string Infra = "infra";

    /// <summary>Somebody signed in.</summary>
    public const string Login = "login";

    /// <summary>Somebody's or something's rights were given, changed or taken.</summary>
    public const string Permission = "permission";

    /// <summary>A credential (deploy key, access key, token) was made, approved or removed.</summary>
    public const string Key = "key";

    /// <summary>Something was made that has no word of its own: an app, a repository, a branch.</summary>
    public const string Create = "create";

    /// <summary>Something was deleted.</summary>
    public const string Delete = "delete";

    /// <summary>A protection, rule or budget that guards others was changed.</summary>
    public const string Policy = "policy";

    /// <summary>Who may see something was changed.</summary>
    public const string Visibility = "visibility";

    /// <summary>A weakness in code or a dependency was found, dismissed or mended.</summary>
    public const string Vulnerability = "vulnerability";

    /// <summary>The watching itself was weakened: a hook or trail removed, deliveries refused.</summary>
    public const string Tamper = "tamper";

    /// <summary>Somebody was asked whether something was them, and answered or did not.</summary>
    public const string Confirm = "confirm";

    /// <summary>Something was looked at, as happens all day; recorded only where that is asked for, and never announced.</summary>
    public const string Read = "read";

    /// <summary>A machine kept its own house, such as a heartbeat; recorded only where reads are, and never announced.</summary>
    public const string Upkeep = "upkeep";

    /// <summary>Something that our vocabulary has no word for; the source action says what.</summary>
    public const string Other = "other";

    /// <summary>Each word of the vocabulary with the other words that people type for it, plurals aside.</summary>
    public static IReadOnlyDictionary<string, string[]> Vocabulary { get; } = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        [Deploy] = ["deployment", "promote", "promotion", "rollout", "ship", "shipped", "deployed"],
        [Build] = ["ci", "built", "pipeline", "workflow"],
        [Push] = ["pushed", "commit"],
        [Release] = ["released"],
        [Merge] = ["merged", "pr"],
        [Approval] = ["approve", "approved"],
        [Env] = ["environment", "config", "variable"],
        [Scale] = ["scaled", "scaling"],
        [Exec] = ["run"],
        [Ssh] = ["shell", "tunnel"],
        [Db] = ["database"],
        [Secret] = [],
        [Ami] = ["image"],
        [Infra] = ["infrastructure", "resource"],
        [Login] = ["signin", "logon"],
        [Permission] = ["access", "grant", "role", "member"],
        [Key] = ["token", "credential"],
        [Create] = ["created"],
        [Delete] = ["deleted", "deletion", "removed"],
        [Policy] = ["protection", "ruleset"],
        [Visibility] = ["publicized"],
        [Vulnerability] = ["vuln", "cve"],
        [Tamper] = ["tampering"],
        [Confirm] = ["confirmed", "confirmation"],
        [Read] = [],
        [Upkeep] = [],
        [Other] = [],
    };

    /// <summary>Whether an event is of the kind that is never announced, however many there are, unless it is sensitive.</summary>
    public static bool IsRoutine(string action) => Root(action) is Read or Upkeep;

    /// <summary>The widest part of an action: <c>env</c> of <c>env.change</c>.</summary>
    public static string Root(string action)
    {
        var dot = action.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 ? action : action[..dot];
    }
}
