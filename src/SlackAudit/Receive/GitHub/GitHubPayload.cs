using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace SlackAudit.Receive.GitHub;

/// <summary>
/// Takes out of the kept payload what people put their own secrets into. All other bytes stay as GitHub sent them, and a payload
/// without such a field is not copied at all.
/// </summary>
static class GitHubPayload
{
    static readonly byte[] Removed = "\"[removed]\""u8.ToArray();

    static readonly string[][] Whole = [["deployment", "payload"], ["check_run", "deployment", "payload"], ["alert", "secret"]];

    // The names of a workflow's inputs tell what it was asked; their values are anybody's.
    static readonly string[][] ValueByValue = [["inputs"], ["client_payload"]];

    public static ReadOnlyMemory<byte> WithoutSecrets(ReadOnlyMemory<byte> json, JsonElement root)
    {
        var cuts = new JsonCuts();
        foreach (var value in Whole.SelectMany(path => root.Every(path))) cuts.Take(json.Span, value, Removed);
        foreach (var value in ValueByValue.SelectMany(path => root.Every(path)))
        {
            if (value.ValueKind != JsonValueKind.Object)
            {
                cuts.Take(json.Span, value, Removed);
                continue;
            }

            foreach (var input in value.EnumerateObject()) cuts.Take(json.Span, input.Value, Removed);
        }

        foreach (var key in root.Every("key", "key")) cuts.Take(json.Span, key, key.Text() is { } text ? Fingerprint(text) : Removed);
        return cuts.Apply(json);
    }

    /// <summary>The fingerprint as <c>ssh-keygen -l</c> prints it, so that a key can be recognised without being kept.</summary>
    static byte[] Fingerprint(string publicKey)
    {
        var parts = publicKey.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var blob = new byte[publicKey.Length];
        return parts.Length > 1 && Convert.TryFromBase64String(parts[1], blob, out var length)
            ? Encoding.ASCII.GetBytes($"\"SHA256:{Convert.ToBase64String(SHA256.HashData(blob.AsSpan(0, length))).TrimEnd('=')}\"")
            : Removed;
    }
}
