using System.Text.Json;
using SlackAudit.Record.Redaction;

namespace SlackAudit.Record.Apps;

/// <summary>What became of one environment variable.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Did"><c>added</c>, <c>changed</c>, <c>removed</c> or <c>set</c>.</param>
/// <param name="Fingerprint">By which one sees whether a value is the same as another time; null where the source did not tell the value.</param>
public sealed record EnvChange(string Name, string Did, string? Fingerprint)
{
    const int Most = 200;
    const int LongestName = 100;

    static readonly JsonDocumentOptions Options = new() { MaxDepth = 64, AllowTrailingCommas = true };

    // A rack tells what changed in a release's description.
    static readonly (string Prefix, string Did)[] Told = [("add:", "added"), ("change:", "changed"), ("remove:", "removed")];

    /// <summary>The variables that a kept payload tells of; none where it is no JSON or tells of none. Values are not in it, fingerprints may be.</summary>
    public static IReadOnlyList<EnvChange> Of(ReadOnlyMemory<byte> payload)
    {
        var changes = new Dictionary<string, EnvChange>(StringComparer.Ordinal);
        try
        {
            using var json = JsonDocument.Parse(payload, Options);
            Walk(json.RootElement, changes);
        }
        // A name that is half a character is JSON, and no text.
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return [];
        }
        return [.. changes.Values];
    }

    static void Walk(JsonElement element, Dictionary<string, EnvChange> changes)
    {
        if (element.ValueKind == JsonValueKind.Array)
            foreach (var item in element.EnumerateArray()) Walk(item, changes);
        if (element.ValueKind != JsonValueKind.Object) return;
        foreach (var property in element.EnumerateObject())
        {
            if (Text(property.Value) is not { } value) Walk(property.Value, changes);
            else if (property.NameEquals("description")) Describe(value, changes);
            else if (Values.IsFingerprint(value)) Add(changes, property.Name, "set", value);
        }
    }

    static void Describe(string description, Dictionary<string, EnvChange> changes)
    {
        if (description.Split((char[]?)null, Most + 2, StringSplitOptions.RemoveEmptyEntries) is not ["env", .. var words]) return;
        foreach (var word in words)
            foreach (var (prefix, did) in Told)
                if (word.StartsWith(prefix, StringComparison.Ordinal)) Add(changes, word[prefix.Length..], did, null);
    }

    static void Add(Dictionary<string, EnvChange> changes, string name, string did, string? marker)
    {
        if (name.Length is 0 or > LongestName || (changes.Count == Most && !changes.ContainsKey(name))) return;
        var before = changes.GetValueOrDefault(name);
        var fingerprint = marker is null ? before?.Fingerprint : marker[Values.FingerprintStart.Length..].TrimEnd(']', '…');
        changes[name] = new EnvChange(name, did == "set" ? before?.Did ?? did : did, fingerprint);
    }

    static string? Text(JsonElement value)
    {
        try
        {
            return value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
