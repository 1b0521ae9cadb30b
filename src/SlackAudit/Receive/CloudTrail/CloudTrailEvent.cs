using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using SlackAudit.Events;

namespace SlackAudit.Receive.CloudTrail;

/// <summary>One record of CloudTrail as an event.</summary>
static partial class CloudTrailEvent
{
    const int LongestId = 200;

    public static AuditEvent Of(string source, JsonElement json, DateTimeOffset otherwiseAt)
    {
        var record = new CloudTrailRecord(json);
        if (record.Insight.ValueKind == JsonValueKind.Object) return Insight(source, record, otherwiseAt);
        var draft = CallDraft.Of(record);
        var actor = CloudTrailActor.Of(record);
        var outcome = CallOutcome.Of(record);
        return Event(source, record, otherwiseAt) with
        {
            Action = draft.Action,
            Actor = actor.Name,
            // Whoever fails to sign in has only said who they are.
            ActorTrust = actor.Name is null ? ActorTrust.None
                : outcome == Outcome.Failure && Actions.Root(draft.Action) == Actions.Login && record.Service == "signin" ? ActorTrust.Asserted : ActorTrust.Verified,
            App = Actions.Root(draft.Action) == Actions.Deploy ? draft.Target : null,
            Target = draft.Target,
            TargetType = draft.TargetType,
            Outcome = outcome,
            Sensitive = draft.Sensitive,
            Summary = CloudTrailSummary.Of(record, draft, actor, outcome),
        };
    }

    static AuditEvent Insight(string source, CloudTrailRecord record, DateTimeOffset otherwiseAt)
    {
        var outcome = CallOutcome.Of(record);
        var seen = $"an unusual rate of {record.SourceAction ?? "calls"}{(record.Scope is null ? "" : $" in {record.Scope}")}";
        return Event(source, record, otherwiseAt) with
        {
            Action = Actions.Other + ".insight",
            Outcome = outcome,
            Sensitive = true,
            Summary = outcome == Outcome.Started ? $"CloudTrail saw {seen}" : $"CloudTrail saw the end of {seen}",
        };
    }

    static AuditEvent Event(string source, CloudTrailRecord record, DateTimeOffset otherwiseAt) => new()
    {
        Source = source,
        SourceEventId = Id(record.Json),
        Action = Actions.Other,
        SourceAction = record.SourceAction,
        Scope = record.Scope,
        OccurredAt = record.Json.Instant("eventTime") ?? otherwiseAt,
        ClientAddress = record.Address,
        Summary = "",
        Url = Url(record),
    };

    static string Id(JsonElement json) => json.Text("eventID")?.Trim() is { Length: <= LongestId } id
        ? id
        : DigestId.Of(JsonMarshal.GetRawUtf8Value(json));

    // The console shows calls of the last ninety days; its address differs by partition.
    static string? Url(CloudTrailRecord record)
    {
        if (record.Region is not { } region || !Region().IsMatch(region) || !Guid.TryParseExact(record.Json.Text("eventID"), "D", out var id)) return null;
        var console = region.Split('-')[0] switch
        {
            "cn" => "console.amazonaws.cn",
            _ when region.StartsWith("us-gov-", StringComparison.Ordinal) => "console.amazonaws-us-gov.com",
            _ => "console.aws.amazon.com",
        };
        return $"https://{region}.{console}/cloudtrailv2/home?region={region}#/events/{id}";
    }

    [GeneratedRegex(@"\A[a-z]{2}(-[a-z]{3,12}){1,2}-\d\z")]
    private static partial Regex Region();
}
