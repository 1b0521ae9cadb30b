using System.Text;
using SlackAudit.Events;
using SlackAudit.Receive;
using SlackAudit.Receive.CloudTrail;
using SlackAudit.Tests.Receive.Generic;

namespace SlackAudit.Tests.Receive.CloudTrail;

/// <summary>Recorded and made-up records, and what is read of them.</summary>
static class Trail
{
    static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Receive", "CloudTrail", "Payloads");

    /// <summary>The samples by their file names, in the order of their expected lines.</summary>
    public static IReadOnlyList<string> Samples { get; } = [.. Directory.GetFiles(Folder, "*.json").Order(StringComparer.Ordinal).Select(File.ReadAllText)];

    public static IReadOnlyList<string> MadeUp { get; } = Lines("made-up.ndjson");

    public static string[] Lines(string file) => File.ReadAllText(Path.Combine(Folder, file)).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public static Reading Read(string body, bool reads = true) => Read(Encoding.UTF8.GetBytes(body), reads);

    public static Reading Read(byte[] body, bool reads = true) => new CloudTrailSource().Read(Posted.To("cloudtrail", body) with { RecordReads = reads });

    public static AuditEvent Event(string body) => Assert.Single(Read(body).Events);

    /// <summary>An event as the expected files write it.</summary>
    public static string Line(AuditEvent read) => string.Join(" | ",
        read.SourceAction, read.Action + (read.Sensitive ? " !" : ""), read.Outcome, $"{read.Actor} ({read.ActorTrust})".TrimStart(),
        $"{read.TargetType} {read.Target}".Trim() is { Length: > 0 } target ? target : "-", read.Scope ?? "-", read.ClientAddress ?? "-",
        read.OccurredAt.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", null), read.Summary);
}
