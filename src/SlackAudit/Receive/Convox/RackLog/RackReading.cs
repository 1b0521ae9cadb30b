using System.Text.Json;
using System.Text.Json.Nodes;

namespace SlackAudit.Receive.Convox.RackLog;

/// <summary>What a batch of a rack's log says, and what is kept of it: the lines of what was recorded.</summary>
static class RackReading
{
    public static Reading Of(WebhookDelivery delivery, JsonElement root)
    {
        var batch = new RackBatch(delivery);
        var recorded = batch.Read(root).Select(call => (Call: call, Event: RackEvent.Of(call, delivery))).Where(each => each.Event is not null).ToList();
        var events = recorded.ConvertAll(each => each.Event!);
        if (batch.Unreadable > 0) events.Add(Firehose.Unreadable(delivery, batch.Unreadable, root));
        var kept = new JsonArray([.. recorded.SelectMany(each => each.Call.Lines.Select(line => line.Kept(each.Call.Program)))]);
        return new(events, kept.Count == 0 ? default(ReadOnlyMemory<byte>) : JsonSerializer.SerializeToUtf8Bytes(kept)) { Answer = Firehose.Answer(delivery, root) };
    }
}
