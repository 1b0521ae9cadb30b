using System.Collections;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace SlackAudit.Slack;

/// <summary>Messages as the JSON that Slack reads and that the outbox keeps.</summary>
public static class SlackJson
{
    /// <summary>Slack's way of writing: snake case, nothing that is null or empty.</summary>
    public static JsonSerializerOptions Options { get; } = Create();

    /// <summary>Writes a message.</summary>
    public static string Serialize(Message message) => JsonSerializer.Serialize(message, Options);

    /// <summary>Reads a message that was written by <see cref="Serialize"/>.</summary>
    /// <exception cref="JsonException">It is not such a message.</exception>
    public static Message Deserialize(string json) =>
        JsonSerializer.Deserialize<Message>(json, Options) ?? throw new JsonException("A message was expected, not null.");

    static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            // A database that keeps JSON as JSON may put the type last.
            AllowOutOfOrderMetadataProperties = true,
            Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false) },
            TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { OmitEmptyOptionalLists } },
        };
        options.MakeReadOnly();
        return options;
    }

    static void OmitEmptyOptionalLists(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
            if (!property.IsRequired && property.PropertyType != typeof(string) && property.PropertyType.IsAssignableTo(typeof(IEnumerable)))
                property.ShouldSerialize = (_, value) => value is IEnumerable items && items.GetEnumerator().MoveNext();
    }
}
