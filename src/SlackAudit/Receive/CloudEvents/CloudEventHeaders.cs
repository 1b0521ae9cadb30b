using System.Text;
using System.Text.Json;

namespace SlackAudit.Receive.CloudEvents;

/// <summary>Reads an event of which the attributes came as <c>ce-</c> headers, and turns it into one of the JSON format.</summary>
static class CloudEventHeaders
{
    const string Prefix = "ce-";
    const int MostAttributes = 50;

    static readonly string[] Required = ["ce-specversion", "ce-id", "ce-source", "ce-type"];

    public static bool AreThere(IHeaderDictionary headers) => Required.All(headers.ContainsKey);

    /// <summary>The event in the JSON format.</summary>
    /// <exception cref="UnreadableDeliveryException">A header is repeated or not encoded as it has to be.</exception>
    public static byte[] ToJson(WebhookDelivery delivery)
    {
        using var output = new MemoryStream();
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            foreach (var (name, values) in delivery.Headers.Where(IsAttribute).Take(MostAttributes))
            {
                if (values is not [{ } value]) throw Unreadable(name);
                json.WriteString(name[Prefix.Length..].ToLowerInvariant(), Decoded(name, value));
            }

            Data(json, delivery);
            json.WriteEndObject();
        }

        return output.ToArray();
    }

    static bool IsAttribute(KeyValuePair<string, Microsoft.Extensions.Primitives.StringValues> header) =>
        header.Key.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) && header.Key.Length > Prefix.Length
        && header.Key[Prefix.Length..].ToLowerInvariant() is not ("data" or "data_base64");

    // What is no JSON is text that says something about the event, or nothing that could be shown.
    static void Data(Utf8JsonWriter json, WebhookDelivery delivery)
    {
        var body = JsonText.Utf8Of(delivery.Body);
        if (body.IsEmpty) return;
        json.WritePropertyName("data");
        try
        {
            using var data = JsonDocument.Parse(body);
            json.WriteRawValue(body.Span, skipInputValidation: true);
        }
        catch (JsonException)
        {
            json.WriteStringValue(body.Span);
        }
    }

    /// <summary>Unquoted, and percent-decoded once, as UTF-8.</summary>
    static string Decoded(string name, string value)
    {
        value = value.Trim();
        if (value is ['"', .., '"']) value = Unescaped(value[1..^1]);
        if (!value.Contains('%', StringComparison.Ordinal)) return Whole(value);
        var bytes = new List<byte>(value.Length);
        var text = Encoding.UTF8.GetBytes(value);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '%' && i + 2 < text.Length && char.IsAsciiHexDigit((char)text[i + 1]) && char.IsAsciiHexDigit((char)text[i + 2]))
            {
                bytes.Add(Convert.FromHexString([(char)text[i + 1], (char)text[i + 2]])[0]);
                i += 2;
            }
            else
            {
                bytes.Add(text[i]);
            }
        }

        byte[] decoded = [.. bytes];
        return System.Text.Unicode.Utf8.IsValid(decoded) ? Encoding.UTF8.GetString(decoded) : throw Unreadable(name);
    }

    static string Unescaped(string quoted)
    {
        var text = new StringBuilder(quoted.Length);
        for (var i = 0; i < quoted.Length; i++)
        {
            if (quoted[i] == '\\' && i + 1 < quoted.Length) i++;
            text.Append(quoted[i]);
        }

        return text.ToString();
    }

    static string Whole(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    static UnreadableDeliveryException Unreadable(string name) =>
        new($"The header {OneLine.Of(name, 60)} is repeated or is not UTF-8 under its percent-encoding. Send every attribute once, encoded as the HTTP binding of CloudEvents says.");
}
