using System.Text.Encodings.Web;
using System.Text.Json;

namespace SlackAudit.Slack;

/// <summary>What a button carries until it is pressed: data of ours, of which nothing is believed when it comes back.</summary>
static class ButtonValue
{
    /// <summary>The most that a button carries, in characters.</summary>
    public const int Most = 2000;

    static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>As a button carries it.</summary>
    public static string Write<T>(T data) => JsonSerializer.Serialize(data, Json);

    /// <summary>What a button brought back; null where that is no such data. Any part of it may be missing.</summary>
    public static T? Read<T>(string carried)
        where T : class
    {
        try
        {
            return carried.Length <= Most ? JsonSerializer.Deserialize<T>(carried, Json) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
