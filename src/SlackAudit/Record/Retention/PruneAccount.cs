using System.Buffers;
using System.Globalization;
using System.Text.Json;
using SlackAudit.Events;

namespace SlackAudit.Record.Retention;

/// <summary>What a transaction pruned: the payload of the event that says so, and by its digest part of the chain. Chain.md describes the JSON.</summary>
sealed record PruneAccount
{
    /// <summary>When it was pruned.</summary>
    public required DateTimeOffset PrunedAt { get; init; }

    /// <summary>The events.</summary>
    public IReadOnlyList<PrunedStretch> Events { get; init; } = [];

    /// <summary>The ids of payloads whose events stay.</summary>
    public IReadOnlyList<IdRange> Payloads { get; init; } = [];

    /// <summary>The account as it is kept.</summary>
    public byte[] ToJson()
    {
        var json = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(json))
        {
            writer.WriteStartObject();
            writer.WriteString("pruned_at", EventJson.Time(PrunedAt));
            writer.WriteStartArray("events");
            foreach (var stretch in Events)
            {
                writer.WriteStartObject();
                writer.WriteNumber("first", stretch.First);
                writer.WriteNumber("last", stretch.Last);
                writer.WriteString("hash_before", Convert.ToHexStringLower(stretch.Before));
                writer.WriteString("hash", Convert.ToHexStringLower(stretch.Hash));
                writer.WriteString("newest_at", EventJson.Time(stretch.NewestAt));
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
            writer.WriteStartArray("payloads");
            foreach (var range in Payloads)
            {
                writer.WriteStartObject();
                writer.WriteNumber("first", range.First);
                writer.WriteNumber("last", range.Last);
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
            writer.WriteEndObject();
        }
        return json.WrittenSpan.ToArray();
    }

    /// <summary>Reads an account back; null for anything else, such as what was imported from another log.</summary>
    public static PruneAccount? TryRead(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            return new PruneAccount
            {
                PrunedAt = Time(root.GetProperty("pruned_at")),
                Events = [.. root.GetProperty("events").EnumerateArray().Select(Stretch)],
                Payloads = [.. root.GetProperty("payloads").EnumerateArray().Select(Range)],
            };
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            return null;
        }
    }

    static PrunedStretch Stretch(JsonElement json)
    {
        var (first, last) = Range(json);
        return new PrunedStretch(first, last, Hash(json, "hash_before"), Hash(json, "hash"), Time(json.GetProperty("newest_at")));
    }

    static IdRange Range(JsonElement json) => new(json.GetProperty("first").GetInt64(), json.GetProperty("last").GetInt64());

    static byte[] Hash(JsonElement json, string name) => Convert.FromHexString(json.GetProperty(name).GetString() ?? "");

    static DateTimeOffset Time(JsonElement json) =>
        DateTimeOffset.Parse(json.GetString() ?? "", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
}
