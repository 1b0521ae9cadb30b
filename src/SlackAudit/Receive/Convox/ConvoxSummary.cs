using System.Text.Json;
using SlackAudit.Events;

namespace SlackAudit.Receive.Convox;

/// <summary>One line about a Convox event, such as <c>promotion of release R1 of myapp on production failed: rollback</c>.</summary>
static class ConvoxSummary
{
    const int MostOfMessage = 120;

    public static string Of(AuditEvent read, ConvoxMeaning meaning, string verb, JsonElement data)
    {
        var who = ConvoxActor.InWords(read.Actor);
        if (read.Action == "env.change" && ConvoxEnvironment.Of(data) is { } change) return Environment(read, meaning, verb, change, who);
        var what = What(read, meaning, data);
        var where = read.Scope is null || read.TargetType == "rack" ? "" : $" on {read.Scope}";
        if (what.Length == 0 || meaning.Did.Length == 0)
        {
            var about = what.Length == 0 ? "" : $" for {what}";
            return Sentence(who, $"{read.SourceAction ?? "an event that does not say its action"}{about}{where}", read.Outcome == Outcome.Success ? "" : verb);
        }

        if (who is not null && read.Outcome == Outcome.Success) return $"{who} {meaning.Did} {what}{where}";
        return Sentence(who, $"{meaning.Doing} {what}{where}".TrimStart(), verb + Why(read, data));
    }

    static string Environment(AuditEvent read, ConvoxMeaning meaning, string verb, ConvoxEnvironment change, string? who)
    {
        var what = (read.App ?? "an app") + (read.Scope is null ? "" : $" on {read.Scope}") + (read.TargetType == "release" ? $" (release {read.Target})" : "");
        var names = change.InWords() is { Length: > 0 } list ? $": {list}" : "";
        return (who is not null && read.Outcome == Outcome.Success ? $"{who} {meaning.Did} {what}" : Sentence(who, $"{meaning.Doing} {what}", verb)) + names;
    }

    static string Sentence(string? who, string what, string verb) => $"{(who is null ? "" : who + ": ")}{what} {verb}".TrimEnd();

    static string What(AuditEvent read, ConvoxMeaning meaning, JsonElement data)
    {
        if (read.TargetType == "rack" || read.Action == "infra.rack") return Rack(read, meaning, data);
        if (read.Target is null) return read.App is null ? "" : meaning.Action is "create.app" or "delete.app" ? $"app {read.App}" : read.App;
        var kind = read.TargetType == "resource" && data.Text("type") is { } type ? $"{type} resource" : read.TargetType;
        return $"{kind} {read.Target}{(read.App is null ? "" : $" of {read.App}")}".TrimStart();
    }

    /// <summary>The rack names the version, count and type that it changes; an update that names nothing changed its parameters.</summary>
    static string Rack(AuditEvent read, ConvoxMeaning meaning, JsonElement data)
    {
        string[] fields = ["version", "count", "type"];
        var changes = fields.Where(field => data.TextOrNumber(field) is not null).Select(field => $"{field} {data.TextOrNumber(field)}").ToList();
        var rack = read.Target is null ? "the rack" : $"rack {read.Target}";
        if (changes.Count > 0) return $"{rack} ({string.Join(", ", changes)})";
        return meaning.Did.Length > 0 ? $"parameters of {rack}" : rack;
    }

    /// <summary>Why a promotion failed. Other messages, such as a build's, may echo environment values and stay in the payload.</summary>
    static string Why(AuditEvent read, JsonElement data)
    {
        if (read.Action != Actions.Deploy || read.Outcome != Outcome.Failure || data.Text("message") is not { } message) return "";
        var line = message.Trim().Split('\n', 2)[0].TrimEnd();
        return line.Length > MostOfMessage ? $": {line[..MostOfMessage]}..." : $": {line}";
    }
}
