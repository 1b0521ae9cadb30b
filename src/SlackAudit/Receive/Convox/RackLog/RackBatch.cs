using System.Text;
using System.Text.Json;
using SlackAudit.Events;

namespace SlackAudit.Receive.Convox.RackLog;

/// <summary>The lines of a rack's log in a batch of Firehose, as a subscription of CloudWatch Logs sends them.</summary>
/// <param name="delivery">The delivery.</param>
sealed class RackBatch(WebhookDelivery delivery)
{
    const int MostUnpacked = 64 * 1024 * 1024;

    readonly Unpacking unpacking = new(MostUnpacked);
    readonly List<RackCall> calls = [];
    readonly Dictionary<string, int> byRequest = new(StringComparer.Ordinal);
    readonly Dictionary<(string?, string?), int> commands = [];

    /// <summary>How many of the batch's records could not be read.</summary>
    public int Unreadable { get; private set; }

    /// <summary>Reads all calls out of a batch, in their order.</summary>
    /// <exception cref="UnreadableDeliveryException">It unpacks to too much.</exception>
    public IReadOnlyList<RackCall> Read(JsonElement root)
    {
        foreach (var record in root.Items("records"))
        {
            if (unpacking.Data(record) is not { } data || !Lines(data.Span)) Unreadable++;
        }

        return calls;
    }

    bool Lines(ReadOnlySpan<byte> data)
    {
        if (data.TrimStart(" \r\n\t"u8) is not [(byte)'{' or (byte)'[', ..])
        {
            foreach (var line in Encoding.UTF8.GetString(data).Split('\n')) Add(new LogEvent(null, delivery.ReceivedAt, null, new RackLine(line)));
            return true;
        }

        try
        {
            var isLog = true;
            foreach (var message in JsonText.Values(data)) isLog &= Message(message);
            return isLog;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    bool Message(JsonElement message)
    {
        if (message.Text("messageType") is not { } type) return false;
        // A control message only tries whether anybody is there.
        if (type != "DATA_MESSAGE") return true;
        var group = OneLine.Of(message.Text("logGroup"), 256);
        foreach (var item in message.Items("logEvents"))
        {
            if (item.Text("message") is not { } text) continue;
            Add(new LogEvent(OneLine.Of(item.TextOrNumber("id"), 100), item.Instant("timestamp") ?? delivery.ReceivedAt, group, new RackLine(text)));
        }

        return true;
    }

    void Add(LogEvent log)
    {
        if (RackCall.Of(log) is not { } call) return;
        var process = (call.Path.App, call.Path.Target);
        if (call.RequestId is { } id && byRequest.TryGetValue(id, out var before))
        {
            // The same call again: its answer, then what was wrong with it.
            calls[before] = calls[before] with { Error = log };
        }
        else if (call is { IsProviders: false, Handler: "ProcessExec" } && commands.Remove(process, out var command))
        {
            var provider = calls[command];
            calls[command] = call with { Command = provider.Command, Providers = provider.Line, Error = provider.Ended.Outcome == Outcome.Failure ? provider.Line : null };
            if (call.RequestId is { } request) byRequest[request] = command;
        }
        else
        {
            if (call.IsProviders) commands[process] = calls.Count;
            else if (call.RequestId is { } request) byRequest[request] = calls.Count;
            calls.Add(call);
        }
    }
}
