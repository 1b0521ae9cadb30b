using System.Text.Json;
using SlackAudit.Events;

namespace SlackAudit.Receive;

/// <summary>What platforms that send typed events put into the data of them: GitHub, Google Cloud's audit logs, Azure's Event Grid, CDEvents.</summary>
/// <param name="Word">What was done, where the type only says that something was logged.</param>
/// <param name="Actor">Who did it.</param>
/// <param name="Scope">Where.</param>
/// <param name="Address">From where.</param>
/// <param name="Outcome">How it went.</param>
readonly record struct PlatformData(string? Word, string? Actor, string? Scope, string? Address, Outcome Outcome)
{
    const int LongestName = 256;

    static readonly string[] Claims =
    [
        "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn", "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress",
        "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name",
    ];

    public static PlatformData Of(JsonElement data)
    {
        var log = data.At("protoPayload");
        var content = data.At("subject", "content");
        var actor = log.Text("authenticationInfo", "principalEmail") ?? data.Text("sender", "login") ?? content.Text("user")
            ?? Claims.Select(claim => data.At("claims").Text(claim)).FirstOrDefault(name => name is not null);
        return new(
            OneLine.Of(log.Text("methodName"), LongestName),
            OneLine.Of(actor, LongestName),
            OneLine.Of(content.Text("environment", "name") ?? content.Text("environment", "id"), LongestName),
            OneLine.Of(log.Text("requestMetadata", "callerIp") ?? data.Text("httpRequest", "clientIpAddress"), LongestName),
            log.ValueKind == JsonValueKind.Object ? (log.Number("status", "code") is null or 0 ? Outcome.Success : Outcome.Failure) : Said(content.Text("outcome")));
    }

    static Outcome Said(string? outcome) => outcome?.ToLowerInvariant() switch
    {
        "success" or "pass" => Outcome.Success,
        "failure" or "fail" or "error" or "cancel" => Outcome.Failure,
        _ => Outcome.Unknown,
    };
}
