using System.Text.Json;

namespace SlackAudit.See.Preview;

/// <summary>Reads a message's JSON whatever is in it: what is absent or of another type is absent.</summary>
public static class BlockJson
{
    /// <summary>A field; an undefined element where it is absent.</summary>
    public static JsonElement Field(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var field) ? field : default;

    /// <summary>A field's text; null where it is no text.</summary>
    public static string? Text(this JsonElement element, string name) => element.Field(name) is { ValueKind: JsonValueKind.String } text ? Text(text) : null;

    /// <summary>Whether a field is true.</summary>
    public static bool Flag(this JsonElement element, string name) => element.Field(name).ValueKind == JsonValueKind.True;

    /// <summary>A field's number; 0 where it is no number.</summary>
    public static double Number(this JsonElement element, string name) =>
        element.Field(name) is { ValueKind: JsonValueKind.Number } number && number.TryGetDouble(out var value) && double.IsFinite(value) ? value : 0;

    /// <summary>The items of a field; none where it is no list.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement element, string name) => element.Field(name).Items();

    /// <summary>The items of a list; none where it is no list.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement element) => element.ValueKind == JsonValueKind.Array ? element.EnumerateArray() : [];

    static string? Text(JsonElement text)
    {
        try
        {
            return text.GetString();
        }
        // Half of a surrogate pair, written as an escape, is JSON and no text.
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
