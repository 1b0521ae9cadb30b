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
        Cuts(item, raw).Write(raw, kept);
    }

    /// <summary>All that was kept, as one list; the body itself where that is nothing.</summary>
    public ReadOnlyMemory<byte> Kept()
    {
        if (kept.WrittenCount == 0) return body;
        kept.Write("]}"u8);
        return kept.WrittenMemory;
    }

    static JsonCuts Cuts(JsonElement item, ReadOnlySpan<byte> raw)
    {
        var cuts = new JsonCuts();
        var resource = item.Text("objectRef", "resource")?.ToLowerInvariant();
        if (Array.IndexOf(Holders, resource) >= 0 || item.Text("objectRef", "subresource") == "token")
        {
            foreach (var value in item.Every("requestObject").Concat(item.Every("responseObject"))) cuts.Take(raw, value, Removed);
        }

        foreach (var said in item.Every("requestURI"))
        {
            if (said.Text() is { } uri && uri.Contains("command=", StringComparison.Ordinal)) cuts.Take(raw, said, Program(uri));
        }

        return cuts;
    }

    // The program says what was done; what it was given may be a password.
    static byte[] Program(string uri)
    {
        var address = new KubernetesAddress(uri);
        var text = $"{address.Path}?command={address.Program ?? "[removed]"}&...";
        return Encoding.UTF8.GetBytes(JsonSerializer.Serialize(text));
    }
}
