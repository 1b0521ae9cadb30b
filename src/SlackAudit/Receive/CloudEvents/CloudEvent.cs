using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace SlackAudit.Receive.CloudEvents;

/// <summary>One CloudEvent under the names that its mapping asks for, whichever way it was sent; valid while the delivery is being read.</summary>
/// <param name="Id">The sender's id, unique together with <paramref name="Source"/>.</param>
/// <param name="Source">The context in which it happened, a URI reference.</param>
/// <param name="Type">What happened.</param>
/// <param name="Subject">What it happened to.</param>
/// <param name="Time">When it happened; undefined where it is not said.</param>
/// <param name="Principal">Who made it happen.</param>
/// <param name="Data">What is said besides; undefined where that is no JSON.</param>
sealed record CloudEvent(string? Id, string? Source, string? Type, string? Subject, JsonElement Time, string? Principal, JsonElement Data)
{
    public const string Version = "1.0";

    /// <summary>Whether JSON looks like an event at all.</summary>
    public static bool Is(JsonElement json) => json.TextOrNumber("specversion") is not null && HasName(json);

    /// <summary>Whether it says at least what it is or which one.</summary>
    public static bool HasName(JsonElement json) => json.Text("type") is not null || json.TextOrNumber("id") is not null;

    /// <summary>An event of the JSON format.</summary>
    public static CloudEvent Of(JsonElement json) => new(
        json.TextOrNumber("id"), json.Text("source"), json.Text("type"), json.TextOrNumber("subject"), json.At("time"), json.TextOrNumber("authid"),
        json.At("data").ValueKind is JsonValueKind.Undefined or JsonValueKind.Null ? Decoded(json)?.Json ?? default : json.At("data"));

    /// <summary>What <c>data_base64</c> stands for: as JSON if it is, or as text, so that it can be read and redacted; null where there is none.</summary>
    public static (JsonElement Json, byte[] Instead)? Decoded(JsonElement json)
    {
        if (json.Text("data_base64") is not { } base64) return null;
        var bytes = new byte[base64.Length];
        if (!Convert.TryFromBase64String(base64, bytes, out var length) || !Utf8.IsValid(bytes.AsSpan(0, length))) return (default, "null"u8.ToArray());
        try
        {
            var reader = new Utf8JsonReader(bytes.AsSpan(0, length));
            var element = JsonElement.ParseValue(ref reader);
            return (element, Encoding.UTF8.GetBytes(element.GetRawText()));
        }
        catch (JsonException)
        {
            return (default, JsonSerializer.SerializeToUtf8Bytes(Encoding.UTF8.GetString(bytes, 0, length)));
        }
    }
}
