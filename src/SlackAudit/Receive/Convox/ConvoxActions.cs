using System.Text.Json;
using SlackAudit.Events;

namespace SlackAudit.Receive.Convox;

/// <summary>What a Convox action is in our words, and the words of a sentence about it.</summary>
/// <param name="Action">Our action.</param>
/// <param name="Sensitive">Whether somebody should look at it.</param>
/// <param name="Did">As in "alice DID release R1"; empty where only the source action can say it.</param>
/// <param name="Doing">As in "DOING release R1 failed".</param>
readonly record struct ConvoxMeaning(string Action, bool Sensitive, string Did, string Doing);

/// <summary>
/// The actions of racks of both versions, of the console's documentation and of older racks. Anybody with the rack password can also post
/// events of any name (<c>POST /events</c>): those are understood by the words in the name.
/// </summary>
static class ConvoxActions
{
    const bool Look = true;

    static readonly ConvoxMeaning EnvChange = new("env.change", Look, "changed the environment of", "change of the environment of");

    // The first row that fits counts; * fits any ending.
    static readonly (string Name, ConvoxMeaning Meaning)[] Known =
    [
        ("release:promote", new(Actions.Deploy, false, "promoted", "promotion of")),
        ("release:finish", new(Actions.Deploy, false, "finished deploying", "deployment of")),
        ("app:promote*", new(Actions.Deploy, false, "promoted", "promotion of")),
        ("release:create", new("release.create", false, "created", "creation of")),
        ("release:scale", new(Actions.Scale, false, "scaled", "scaling of")),
        ("app:scale-override:honored", new(Actions.Scale, false, "kept the scale override of", "keeping the scale override of")),
        ("app:scale-override*", new(Actions.Scale, false, "changed the scale override of", "change of the scale override of")),
        ("app:triggers-override*", new(Actions.Scale, false, "changed the scaling triggers of", "change of the scaling triggers of")),
        ("build:import*", new("build.import", false, "imported", "import of")),
        ("build:create", new(Actions.Build, false, "finished", "")),
        ("app:create", new("create.app", false, "created", "creation of")),
        ("app:delete", new("delete.app", Look, "deleted", "deletion of")),
        ("app:budget:set", new("policy.budget", Look, "set the budget of", "setting the budget of")),
        ("app:budget:reset", new("policy.budget", Look, "reset the budget of", "resetting the budget of")),
        ("app:budget:clear", new("policy.budget", Look, "removed the budget of", "removing the budget of")),
        ("app:budget:breaker-cleared", new("policy.budget", Look, "cleared the budget breaker of", "clearing the budget breaker of")),
        ("app:budget:threshold", new("policy.budget", false, "saw the budget threshold crossed by", "crossing of the budget threshold by")),
        ("app:budget:cap", new("policy.budget", Look, "saw the budget cap reached by", "reaching of the budget cap by")),
        ("app:budget:auto-shutdown:fired", new("policy.budget", Look, "shut down, over budget,", "budget shutdown of")),
        ("app:budget:auto-shutdown:armed", new("policy.budget", false, "armed the budget shutdown of", "arming the budget shutdown of")),
        ("app:budget:auto-shutdown:cancelled", new("policy.budget", false, "called off the budget shutdown of", "calling off the budget shutdown of")),
        ("app:budget:auto-shutdown:restored", new("policy.budget", false, "ended the budget shutdown of", "end of the budget shutdown of")),
        ("app:budget*", new("policy.budget", false, "", "")),
        ("resource:create", new("infra.resource", false, "created", "creation of")),
        ("service:create", new("infra.resource", false, "created", "creation of")),
        ("resource:update", new("infra.resource", false, "updated", "update of")),
        ("resource:delete", new("delete.resource", false, "deleted", "deletion of")),
        ("service:delete", new("delete.resource", false, "deleted", "deletion of")),
        ("resource:console", new(Actions.Db, Look, "opened a console to", "console to")),
        ("resource:export", new(Actions.Db, Look, "exported", "export of")),
        ("resource:import", new(Actions.Db, Look, "imported data into", "import of data into")),
        ("rack:update", new("infra.rack", Look, "updated", "update of")),
        ("system:update", new("infra.rack", Look, "updated", "update of")),
        ("rack:capacity", new("infra.rack", false, "", "")),
        ("rack:converge", new("infra.rack", false, "", "")),
        ("workflow:*", new(Actions.Build, false, "", "")),
    ];

    // From what somebody should look at down to the harmless; the first row of which the name has a word counts.
    static readonly (string[] Words, ConvoxMeaning Meaning)[] ByWord =
    [
        (["exec", "run", "attach"], new(Actions.Exec, Look, "ran a command in", "command in")),
        (["ssh", "shell", "tunnel"], new(Actions.Ssh, Look, "opened a shell on", "shell on")),
        (["proxy", "db", "database", "console"], new(Actions.Db, Look, "connected to", "connection to")),
        (["secret", "secrets"], new(Actions.Secret, Look, "", "")),
        (["env", "environment", "config"], EnvChange),
        (["key", "keys", "keyroll", "token", "jwt", "certificate", "cert", "ssl", "registry"], new(Actions.Key, Look, "", "")),
        (["permission", "role", "grant", "access"], new(Actions.Permission, Look, "", "")),
        (["budget", "policy"], new(Actions.Policy, Look, "", "")),
        (["login", "signin"], new(Actions.Login, false, "", "")),
        (["ami"], new(Actions.Ami, false, "", "")),
        (["deploy", "deployment", "promote", "rollback"], new(Actions.Deploy, false, "", "")),
        (["scale"], new(Actions.Scale, false, "scaled", "scaling of")),
        (["delete", "remove", "terminate", "destroy"], new(Actions.Delete, Look, "", "")),
        (["create"], new(Actions.Create, false, "", "")),
        (["build", "workflow"], new(Actions.Build, false, "", "")),
        (["instance", "rack", "system", "resource"], new(Actions.Infra, false, "", "")),
    ];

    // Deleting these loses data or what watches; the types are the rack's.
    static readonly string[] Precious =
    [
        "postgres", "mysql", "mariadb", "redis", "memcached", "mongo", "elasticsearch", "opensearch", "dynamo", "rds", "elasticache", "aurora",
        "database", "s3", "storage", "syslog", "webhook",
    ];

    public static ConvoxMeaning Meaning(string action, JsonElement data)
    {
        if (action == "release:create" && ConvoxEnvironment.Of(data) is not null) return EnvChange;
        foreach (var (name, meaning) in Known)
        {
            if (!Fits(name, action)) continue;
            if (meaning.Action != "delete.resource" || !IsPrecious(data.Text("type"))) return meaning;
            // A rack tells us through a resource of this type.
            return meaning with { Sensitive = Look, Action = data.Text("type")!.Contains("webhook", StringComparison.OrdinalIgnoreCase) ? "tamper.webhook" : meaning.Action };
        }

        return ByName(action);
    }

    /// <summary>What a name is that no rack is known to use, by the words in it.</summary>
    public static ConvoxMeaning ByName(string action)
    {
        var words = action.Split([':', '-', '.', '_', '/', ' ']);
        foreach (var (any, meaning) in ByWord)
        {
            if (any.Any(words.Contains)) return meaning;
        }

        return new(Actions.Other, false, "", "");
    }

    static bool Fits(string name, string action) =>
        name.EndsWith('*') ? action.StartsWith(name[..^1], StringComparison.Ordinal) : action == name;

    static bool IsPrecious(string? type) =>
        type is not null && Precious.Any(precious => type.Contains(precious, StringComparison.OrdinalIgnoreCase));
}
