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
        var json = JsonMarshal.GetRawUtf8Value(value).ToArray();
        using var copy = JsonDocument.Parse(json);
        var cuts = new JsonCuts();
        Cut(cuts, json, copy.RootElement, [], redact);
        return JsonElement.Parse(cuts.Apply(json).Span);
    }

    static void Cut(JsonCuts cuts, byte[] json, JsonElement value, List<string> names, IReadOnlyList<FieldPath> redact)
    {
        if (names.Count > 0 && redact.Any(path => EndsIn(names, path)))
        {
            cuts.Take(json, value, "\"[removed]\""u8.ToArray());
            return;
        }
        if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in value.EnumerateArray()) Cut(cuts, json, item, names, redact);
            return;
        }
        if (value.ValueKind != JsonValueKind.Object) return;
        foreach (var property in value.EnumerateObject())
        {
            names.Add(JsonText.Name(property));
            Cut(cuts, json, property.Value, names, redact);
            names.RemoveAt(names.Count - 1);
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
