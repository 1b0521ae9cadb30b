using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace SlackAudit.Receive.Kubernetes;

/// <summary>
/// What is kept of a list: the audit events that were recorded, without what was asked of and answered by objects that hold secrets, and
/// without the arguments of commands. All other bytes stay as the server sent them.
/// </summary>
sealed class KubernetesPayload(ReadOnlyMemory<byte> body)
{
    static readonly byte[] Removed = "\"[removed]\""u8.ToArray();

    static readonly string[] Holders = ["secrets", "configmaps", "tokenreviews", "tokenrequests"];

    readonly ArrayBufferWriter<byte> kept = new();

    /// <summary>Keeps one audit event.</summary>
    public void Keep(JsonElement item)
    {
        kept.Write(kept.WrittenCount > 0 ? ","u8 : """{"kind":"EventList","items":["""u8);
        var raw = JsonMarshal.GetRawUtf8Value(item);
        var from = 0;
        foreach (var (start, length, instead) in Cuts(item, raw).OrderBy(cut => cut.Start))
        {
            kept.Write(raw[from..start]);
            kept.Write(instead);
            from = start + length;
        }

        kept.Write(raw[from..]);
    }

    /// <summary>All that was kept, as one list; the body itself where that is nothing.</summary>
    public ReadOnlyMemory<byte> Kept()
    {
        if (kept.WrittenCount == 0) return body;
        kept.Write("]}"u8);
        return kept.WrittenMemory;
    }

    static List<(int Start, int Length, byte[] Instead)> Cuts(JsonElement item, ReadOnlySpan<byte> raw)
    {
        var cuts = new List<(int, int, byte[])>();
        var resource = item.Text("objectRef", "resource")?.ToLowerInvariant();
        if (Array.IndexOf(Holders, resource) >= 0 || item.Text("objectRef", "subresource") == "token")
        {
            Take(cuts, raw, item.At("requestObject"), Removed);
            Take(cuts, raw, item.At("responseObject"), Removed);
        }

        if (item.Text("requestURI") is { } uri && uri.Contains("command=", StringComparison.Ordinal)) Take(cuts, raw, item.At("requestURI"), Program(uri));
        return cuts;
    }

    static void Take(List<(int, int, byte[])> cuts, ReadOnlySpan<byte> json, JsonElement value, byte[] instead)
    {
        if (value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null) return;
        var raw = JsonMarshal.GetRawUtf8Value(value);
        if (json.Overlaps(raw, out var start)) cuts.Add((start, raw.Length, instead));
    }

    // The program says what was done; what it was given may be a password.
    static byte[] Program(string uri)
    {
        var address = new KubernetesAddress(uri);
        var text = $"{address.Path}?command={address.Program ?? "[removed]"}&...";
        return Encoding.UTF8.GetBytes(JsonSerializer.Serialize(text));
    }
}
