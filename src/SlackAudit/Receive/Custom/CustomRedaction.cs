using System.Runtime.InteropServices;
using System.Text.Json;

namespace SlackAudit.Receive.Custom;

/// <summary>Removes the values that the settings of a source name, before anything is read of them.</summary>
static class CustomRedaction
{
    /// <summary>The value without them; the same value where it holds none.</summary>
    public static JsonElement Apply(JsonElement value, IReadOnlyList<FieldPath> redact)
    {
        if (redact.Count == 0) return value;
        using var clean = new MemoryStream();
        using (var writer = new Utf8JsonWriter(clean)) Write(writer, value, [], redact);
        return JsonElement.Parse(clean.GetBuffer().AsSpan(0, (int)clean.Length));
    }

    static void Write(Utf8JsonWriter writer, JsonElement value, List<string> names, IReadOnlyList<FieldPath> redact)
    {
        if (names.Count > 0 && redact.Any(path => EndsIn(names, path)))
        {
            writer.WriteStringValue("[removed]");
            return;
        }
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var property in value.EnumerateObject())
                {
                    var name = JsonText.Name(property);
                    writer.WritePropertyName(name);
                    names.Add(name);
                    Write(writer, property.Value, names, redact);
                    names.RemoveAt(names.Count - 1);
                }
                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in value.EnumerateArray()) Write(writer, item, names, redact);
                writer.WriteEndArray();
                break;
            default:
                // As it stands: a half surrogate pair in it cannot be written anew.
                writer.WriteRawValue(JsonMarshal.GetRawUtf8Value(value), skipInputValidation: true);
                break;
        }
    }

    // Items of arrays have no name of their own: a path reads through them.
    static bool EndsIn(List<string> names, FieldPath path)
    {
        var named = path.Steps.Where(step => step.Name is not null).Select(step => step.Name!).ToList();
        return named.Count <= names.Count
            && named.Index().All(step => names[names.Count - named.Count + step.Index].Equals(step.Item, StringComparison.OrdinalIgnoreCase));
    }
}
