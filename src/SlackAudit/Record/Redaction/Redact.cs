using SlackAudit.Events;

namespace SlackAudit.Record.Redaction;

static class Redact
{
    public static AuditEvent Event(AuditEvent e) => e;

    public static ReadOnlyMemory<byte> Payload(ReadOnlyMemory<byte> payload) => payload;
}
