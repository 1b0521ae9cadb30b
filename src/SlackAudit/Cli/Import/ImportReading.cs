using System.Text.Json;
using SlackAudit.Events;
using SlackAudit.Receive;
using SlackAudit.Receive.CloudTrail;
using SlackAudit.Record;

namespace SlackAudit.Cli.Import;

/// <summary>Reads what a file holds into what the log can record.</summary>
/// <param name="source">The source's name, for what is not an event of an export.</param>
/// <param name="type">What reads its deliveries.</param>
/// <param name="settings">How it is configured; null where it is not.</param>
sealed class ImportReading(string source, ISource type, SourceSettings? settings = null)
{
    const string Generic = "generic";

    /// <summary>Reads one delivery or event. Pure, and never throws for what a file may hold.</summary>
    public ImportItem Read(ImportFile file, ImportText text)
    {
        if (text.Bytes is not { } bytes)
            return new ImportItem(text.Line, text.Line, [], default, FormattableString.Invariant($"This is more than the {type.MaxBodyBytes:N0} bytes that a delivery of {type.Type} may have."));
        try
        {
            var (events, payload, skipped) = Read(file, bytes);
            return new ImportItem(text.Line, text.Line, events, payload, null) { Skipped = skipped };
        }
        catch (UnreadableDeliveryException exception)
        {
            return new ImportItem(text.Line, text.Line, [], default, exception.Message);
        }
    }

    (IReadOnlyList<AuditEvent> Events, ReadOnlyMemory<byte> Payload, string? Skipped) Read(ImportFile file, byte[] bytes)
    {
        using var json = TryParse(bytes);
        var root = json?.RootElement ?? default;
        if (ExportedEvent.Is(root))
        {
            // Another reader would take it for a delivery of its own and record nonsense for good.
            if (type.Type != Generic) throw new UnreadableDeliveryException("This line is an event of an export. Import such files with `slackaudit import generic`: its events keep their own sources.");
            return ([ExportedEvent.Read(root)], default, null);
        }
        if (type is CloudTrailSource && CloudTrailDigest.Is(root)) return ([], default, "skipped, since it is a digest of CloudTrail, which holds no events.");
        var delivery = RecordedDelivery.Of(source, type, bytes, root, file) with { RecordReads = settings?.RecordReads == true, Rack = settings?.Rack };
        var (events, payload) = type.Read(delivery);
        return (RecordedDelivery.WithLastingIds(type, delivery, events), payload, null);
    }

    static JsonDocument? TryParse(byte[] bytes)
    {
        try
        {
            return JsonDocument.Parse(JsonText.Utf8Of(bytes));
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>What was read of one or several neighbouring lines.</summary>
/// <param name="First">The first line; null for a whole file.</param>
/// <param name="Last">The last line.</param>
/// <param name="Events">The events, in order.</param>
/// <param name="Payload">What is kept beside them; empty for nothing.</param>
/// <param name="Problem">Why there is nothing to record, a sentence; null when all is well.</param>
sealed record ImportItem(long? First, long? Last, IReadOnlyList<AuditEvent> Events, ReadOnlyMemory<byte> Payload, string? Problem)
{
    /// <summary>Why it was left out although nothing is wrong, the end of a sentence; null when it was not.</summary>
    public string? Skipped { get; init; }

    /// <summary>Ready for the log; null until then.</summary>
    public PastDelivery? Prepared { get; init; }
}
