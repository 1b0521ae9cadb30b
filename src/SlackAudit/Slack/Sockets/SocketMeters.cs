using System.Diagnostics.Metrics;

namespace SlackAudit.Slack.Sockets;

/// <summary>How Socket Mode does. Every label is a word of ours.</summary>
sealed class SocketMeters
{
    readonly Counter<long> ended;
    readonly Counter<long> envelopes;

    public SocketMeters(IMeterFactory meters, LiveSockets live)
    {
        // The name of every meter of the service; this room knows no other one, which has it as a constant.
        var meter = meters.Create("SlackAudit");
        meter.CreateObservableGauge("slackaudit.slack.sockets", () => live.Now, null, "Connections to Slack that are open.");
        ended = meter.CreateCounter<long>("slackaudit.slack.sockets.ended", null, "Connections to Slack that had to be replaced, by reason.");
        envelopes = meter.CreateCounter<long>("slackaudit.slack.envelopes", null, "What Slack sent by socket, by kind and what became of it: taken, duplicate, unreadable, too_large, unacknowledged.");
    }

    public void Ended(SocketEnd end) => ended.Add(1, new KeyValuePair<string, object?>("reason", end.Word()));

    public void Envelope(string type, string result) => envelopes.Add(1, new("type", Known(type)), new("result", result));

    static string Known(string type) => type is SocketEnvelopes.Command or SocketEnvelopes.Interaction or SocketEnvelopes.Event ? type : "other";
}
