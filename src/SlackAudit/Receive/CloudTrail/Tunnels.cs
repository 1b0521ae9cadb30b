using System.Globalization;
using System.Text.Json;
using SlackAudit.Events;

namespace SlackAudit.Receive.CloudTrail;

/// <summary>Ports that are carried through a machine. One of a database is a way into it.</summary>
static class Tunnels
{
    static readonly string[] DatabaseHosts = [".rds.", ".redshift.", ".docdb.", ".neptune.", ".cache.amazonaws.com", ".dax-clusters.", ".memorydb."];

    public static CallDraft Session(CloudTrailRecord record, CallDraft draft)
    {
        var parameters = record.Request.At("parameters");
        var port = First(parameters, "portNumber");
        var host = First(parameters, "host");
        if (port is null && host is null && record.Request.Text("documentName")?.Contains("PortForwarding", StringComparison.Ordinal) != true)
        {
            return parameters.At("command").ValueKind == JsonValueKind.Undefined ? draft : draft with { Phrase = "run a command on" };
        }

        var through = host is null || draft.Target is null ? null : $" through {draft.Target}";
        return Tunnel(draft with { Target = host ?? draft.Target, TargetType = host is null ? draft.TargetType : "host", After = through }, port, host);
    }

    public static CallDraft InstanceConnect(CloudTrailRecord record, CallDraft draft)
    {
        var isHost = record.Request.Text("privateIpAddress") is not null;
        var type = isHost ? "host" : record.Request.Text("instanceId") is not null ? "instance" : "endpoint";
        return Tunnel(draft with { TargetType = draft.Target is null ? null : type }, record.Request.TextOrNumber("remotePort"), null);
    }

    static CallDraft Tunnel(CallDraft draft, string? port, string? host)
    {
        var number = int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed) && parsed is > 0 and < 65536 ? parsed : (int?)null;
        var isDatabase = DatabasePorts.Has(port)
            || (host is not null && DatabaseHosts.Any(part => host.Contains(part, StringComparison.OrdinalIgnoreCase)));
        return draft with
        {
            Action = isDatabase ? Actions.Db : draft.Action,
            Phrase = number is null ? "open a tunnel to" : string.Create(CultureInfo.InvariantCulture, $"open a tunnel to port {number} of"),
        };
    }

    // The parameters of a document are lists of texts, even where only one makes sense.
    static string? First(JsonElement parameters, string name)
    {
        var value = parameters.At(name);
        foreach (var item in value.Items()) return OneLine.Of(item.TextOrNumber(), 256);
        return OneLine.Of(value.TextOrNumber(), 256);
    }
}
