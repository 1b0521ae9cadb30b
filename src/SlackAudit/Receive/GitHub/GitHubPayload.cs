using System.Runtime.InteropServices;
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
        List<Cut>? cuts = null;
        foreach (var path in Whole) Take(ref cuts, json.Span, root.At(path), Removed);
        foreach (var path in ValueByValue)
        {
            var value = root.At(path);
            if (value.ValueKind != JsonValueKind.Object)
            {
                Take(ref cuts, json.Span, value, Removed);
                continue;
            }

            foreach (var input in value.EnumerateObject()) Take(ref cuts, json.Span, input.Value, Removed);
        }

        var key = root.At("key", "key");
        Take(ref cuts, json.Span, key, key.Text() is { } text ? Fingerprint(text) : Removed);
        return cuts is null ? json : Apply(json.Span, cuts);
    }

    static void Take(ref List<Cut>? cuts, ReadOnlySpan<byte> json, JsonElement value, byte[] instead)
    {
        if (value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null) return;
        var raw = JsonMarshal.GetRawUtf8Value(value);
        if (raw.SequenceEqual("{}"u8) || raw.SequenceEqual("\"\""u8)) return;
        if (json.Overlaps(raw, out var start)) (cuts ??= []).Add(new Cut(start, raw.Length, instead));
    }

    static byte[] Apply(ReadOnlySpan<byte> json, List<Cut> cuts)
    {
        cuts.Sort((a, b) => a.Start.CompareTo(b.Start));
        using var kept = new MemoryStream(json.Length);
        var from = 0;
        foreach (var cut in cuts)
        {
            kept.Write(json[from..cut.Start]);
            kept.Write(cut.Instead);
            from = cut.Start + cut.Length;
        }

        kept.Write(json[from..]);
        return kept.ToArray();
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

    readonly record struct Cut(int Start, int Length, byte[] Instead);
}
