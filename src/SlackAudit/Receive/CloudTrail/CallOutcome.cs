using System.Text.Json;
using SlackAudit.Events;

namespace SlackAudit.Receive.CloudTrail;

/// <summary>How a call went.</summary>
static class CallOutcome
{
    const int LongestReason = 120;

    public static Outcome Of(CloudTrailRecord record)
    {
        if (record.Insight.ValueKind == JsonValueKind.Object) return record.Insight.Text("state") == "Start" ? Outcome.Started : Outcome.Success;
        if (IsSet(record, "errorCode") || IsSet(record, "errorMessage")) return Outcome.Failure;
        // Sign-ins succeed as calls and say beside it how they went: {"ConsoleLogin": "Failure"}.
        return Answer(record.Response, record) == "Failure" || Answer(record.Json.At("serviceEventDetails"), record) == "Failure" ? Outcome.Failure : Outcome.Success;
    }

    /// <summary>The error, for the end of a sentence.</summary>
    public static string? Reason(CloudTrailRecord record) => OneLine.Of(record.Json.TextOrNumber("errorCode") ?? record.Json.TextOrNumber("errorMessage"), LongestReason);

    static bool IsSet(CloudTrailRecord record, string name) => record.Json.At(name) is var error && error.ValueKind switch
    {
        JsonValueKind.Undefined or JsonValueKind.Null => false,
        JsonValueKind.String => error.Text() is not null,
        _ => true,
    };

    static string? Answer(JsonElement details, CloudTrailRecord record) => record.Name is null ? null : details.Text(record.Name) ?? details.Text();
}
