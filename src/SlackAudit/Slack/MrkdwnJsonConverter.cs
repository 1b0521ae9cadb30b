using System.Text.Json;
using System.Text.Json.Serialization;

namespace SlackAudit.Slack;

/// <summary>Writes markup as the string it is; what is read back was ours when it was written.</summary>
sealed class MrkdwnJsonConverter : JsonConverter<Mrkdwn>
{
    public override Mrkdwn Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Mrkdwn.Stored(reader.GetString() ?? "");

    public override void Write(Utf8JsonWriter writer, Mrkdwn value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
