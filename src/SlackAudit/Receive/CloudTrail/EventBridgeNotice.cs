using System.Runtime.InteropServices;
using System.Text.Json;
using SlackAudit.Events;

namespace SlackAudit.Receive.CloudTrail;

/// <summary>What a rule of EventBridge sends that is no call: recorded in its own words, so that a wider rule loses nothing.</summary>
static class EventBridgeNotice
{
    const int LongestWord = 256;

    // Of all notices the ones that tell how a roll-out of images ends.
    const string Refresh = "EC2 Auto Scaling Instance Refresh ";

    public static AuditEvent Of(string source, JsonElement json, DateTimeOffset at)
    {
        var kind = OneLine.Of(json.Text("detail-type"), LongestWord) ?? "event";
        var service = OneLine.Of(json.Text("source"), LongestWord);
        var scope = string.Join('/', new[] { OneLine.Of(json.Text("region"), LongestWord), OneLine.Of(json.TextOrNumber("account"), LongestWord) }.OfType<string>());
        var group = OneLine.Of(json.Text("detail", "AutoScalingGroupName"), LongestWord);
        var target = group ?? Resource(json);
        return new AuditEvent
        {
            Source = source,
            SourceEventId = json.Text("id") is { Length: <= 200 } id ? id : DigestId.Of(JsonMarshal.GetRawUtf8Value(json)),
            Action = kind.StartsWith(Refresh, StringComparison.Ordinal) ? "ami.refresh" : Actions.Other,
            SourceAction = service is null ? kind : $"{service}:{kind}",
            Target = target,
            TargetType = group is null ? null : "auto scaling group",
            Scope = scope.Length == 0 ? null : scope,
            Outcome = kind.StartsWith(Refresh, StringComparison.Ordinal) ? RefreshOutcome(kind[Refresh.Length..]) : Outcome.Unknown,
            OccurredAt = at,
            Summary = OneLine.Of($"{kind}{(target is null ? "" : $": {target}")}{(scope.Length == 0 ? "" : $" in {scope}")}", 500)!,
        };
    }

    static Outcome RefreshOutcome(string end) => end switch
    {
        "Started" or "Checkpoint Reached" => Outcome.Started,
        "Succeeded" => Outcome.Success,
        "Failed" or "Cancelled" or "Rollback Succeeded" or "Rollback Failed" => Outcome.Failure,
        _ => Outcome.Unknown,
    };

    static string? Resource(JsonElement json)
    {
        foreach (var resource in json.Items("resources")) return resource.Text() is { } arn ? OneLine.Of(Arn.Name(arn), LongestWord) : null;
        return null;
    }
}
