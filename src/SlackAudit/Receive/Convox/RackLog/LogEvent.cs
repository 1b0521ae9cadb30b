using System.Text.Json.Nodes;

namespace SlackAudit.Receive.Convox.RackLog;

/// <summary>A line with what CloudWatch Logs knows of it.</summary>
/// <param name="Id">CloudWatch's id of it; null where Firehose was told to send the lines alone.</param>
/// <param name="At">When it was logged.</param>
/// <param name="Group">The log group.</param>
/// <param name="Line">What the rack wrote.</param>
sealed record LogEvent(string? Id, DateTimeOffset At, string? Group, RackLine Line)
{
    /// <summary>What is kept of it: a command's arguments are not.</summary>
    public JsonObject Kept(string? program) => new()
    {
        ["id"] = Id,
        ["timestamp"] = At.ToUnixTimeMilliseconds(),
        ["logGroup"] = Group,
        ["message"] = Line["command"] is null ? Line.Text : Line.With("command", program ?? "[removed]"),
    };
}
