using System.Text;
using SlackAudit.Record.Redaction;

namespace SlackAudit.Tests.Record.Redaction;

/// <summary>What is left of a text.</summary>
internal static class Told
{
    public static string Json(string json) => Encoding.UTF8.GetString(Redact.Json(Encoding.UTF8.GetBytes(json)).Span);
}
