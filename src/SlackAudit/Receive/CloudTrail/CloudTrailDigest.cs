using System.Text.Json;

namespace SlackAudit.Receive.CloudTrail;

/// <summary>The digests that lie beside CloudTrail's log files: hashes of those, and no events.</summary>
static class CloudTrailDigest
{
    /// <summary>Whether the JSON is one.</summary>
    public static bool Is(JsonElement json) => json.Text("digestStartTime") is not null && json.At("logFiles").ValueKind == JsonValueKind.Array;
}
