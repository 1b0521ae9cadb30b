using System.Text;
using System.Text.Json;

namespace SlackAudit.Receive.Kubernetes;

/// <summary>
/// Takes audit events out of whatever brings them: an API server's list, its log's lines, what a log shipper puts around a line, the logs
/// of EKS by Firehose, those of AKS and of GKE as their clouds export them. The shape decides.
/// </summary>
/// <param name="mostBytes">How much may be unpacked in all: what is small can be made to unpack to more than any memory.</param>
sealed class KubernetesEnvelopes(int mostBytes)
{
    const int Deepest = 6;

    readonly Unpacking unpacking = new(mostBytes);

    /// <summary>The audit events, in order.</summary>
    public List<JsonElement> Found { get; } = [];

    /// <summary>How many records of a batch could not be read.</summary>
    public int Unreadable { get; private set; }

    /// <summary>Opens what was delivered.</summary>
    /// <returns>False where it is nothing that audit events come in.</returns>
    /// <exception cref="UnreadableDeliveryException">It unpacks to too much.</exception>
    public bool Open(JsonElement json) => Open(json, 0);

    bool Open(JsonElement json, int depth)
    {
        if (depth > Deepest) return false;
        if (json.ValueKind == JsonValueKind.Array) return All(json.EnumerateArray(), depth);
        if (json.ValueKind != JsonValueKind.Object) return false;
        if (json.At("items").ValueKind == JsonValueKind.Array) return Items(json);
        // A list without anything in it, as the server's language writes it.
        if (json.Text("kind") == "EventList") return json.At("items").ValueKind is JsonValueKind.Null or JsonValueKind.Undefined;
        if (json.Text("auditID") is not null || json.Text("verb") is not null || json.Text("kind") == "Event") return Add(json);
        if (Firehose.IsBatch(json)) return Batch(json, depth);
        if (json.Text("messageType") is not null) return LogStream(json, depth);
        if (json.At("records").ValueKind == JsonValueKind.Array) return All(json.Items("records"), depth);
        if (GoogleAudit.Of(json) is { } translated) return translated.ValueKind == JsonValueKind.Undefined || Add(translated);
        if (json.Text("message", "data") is { } pushed) return Pushed(pushed, depth);
        return Line(json, depth);
    }

    bool Add(JsonElement item)
    {
        Found.Add(item);
        return true;
    }

    bool Items(JsonElement list)
    {
        Found.AddRange(list.Items("items").Where(item => item.ValueKind == JsonValueKind.Object));
        return true;
    }

    // One part that is none must not take with it what came beside it.
    bool All(IEnumerable<JsonElement> items, int depth)
    {
        foreach (var item in items) Open(item, depth + 1);
        return true;
    }

    bool Batch(JsonElement json, int depth)
    {
        foreach (var record in json.Items("records"))
        {
            if (unpacking.Data(record) is not { } data || !Text(data.Span, depth)) Unreadable++;
        }

        return true;
    }

    // The streams of an EKS cluster's log group hold what else its control plane says, too, and that is no JSON. A control message only tries whether anybody is there.
    bool LogStream(JsonElement json, int depth)
    {
        if (json.Text("messageType") != "DATA_MESSAGE") return true;
        foreach (var item in json.Items("logEvents")) Text(Encoding.UTF8.GetBytes(item.Text("message") ?? ""), depth);
        return true;
    }

    bool Pushed(string base64, int depth)
    {
        var bytes = new byte[(base64.Length / 4 * 3) + 3];
        return Convert.TryFromBase64String(base64, bytes, out var length) && Text(bytes.AsSpan(0, length), depth);
    }

    // The line stands in a field of its own: for AKS, and for most log shippers.
    bool Line(JsonElement json, int depth)
    {
        var known = json.Text("category") is not null && json.At("properties").ValueKind == JsonValueKind.Object;
        foreach (var line in (ReadOnlySpan<JsonElement>)[json.At("properties", "log"), json.At("log"), json.At("message")])
        {
            if (line.ValueKind == JsonValueKind.Object && Open(line, depth + 1)) return true;
            if (line.Text() is { } text && Text(Encoding.UTF8.GetBytes(text), depth)) return true;
        }

        return known;
    }

    bool Text(ReadOnlySpan<byte> utf8, int depth)
    {
        if (utf8.TrimStart(" \r\n\t"u8) is not [(byte)'{' or (byte)'[', ..]) return false;
        try
        {
            var known = true;
            foreach (var value in JsonText.Values(utf8)) known &= Open(value, depth + 1);
            return known;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
