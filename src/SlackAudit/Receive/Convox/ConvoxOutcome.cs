using System.Text.Json;
using SlackAudit.Events;

namespace SlackAudit.Receive.Convox;

/// <summary>How a Convox event says it went, and the verb for it.</summary>
static class ConvoxOutcome
{
    public static (Outcome Outcome, string Verb) Of(string action, string? status, JsonElement data)
    {
        // A rack sends "success" as the status of whatever it could announce; these say otherwise in the action or in the data.
        var last = action[(action.LastIndexOf(':') + 1)..];
        if (action.StartsWith("build:import", StringComparison.Ordinal) && last == "done") status = data.Text("status") ?? status;
        if (last == "start") status = "start";
        if (last is "failed" or "errored") status = "error";
        return status?.Trim().ToLowerInvariant() switch
        {
            "start" or "started" or "running" => (Outcome.Started, "started"),
            "success" or "complete" => (Outcome.Success, "succeeded"),
            "error" or "failed" or "failure" => (Outcome.Failure, "failed"),
            "cancelled" or "canceled" or "cancel" => (Outcome.Failure, "was cancelled"),
            "skipped" => (Outcome.Unknown, "was skipped"),
            _ => (Outcome.Unknown, ""),
        };
    }
}
