using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace SlackAudit.Receive;

/// <summary>
/// Reads JSON from senders that cannot be trusted to keep to their own types: whatever is missing or of another kind reads as null.
/// Only <see cref="Parse"/> throws, and only <see cref="UnreadableDeliveryException"/>.
/// </summary>
static class JsonText
{
    /// <summary>Parses a body. Without JSON in it, or nested deeper than 64 levels, it is unreadable.</summary>
    public static JsonDocument Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            return JsonDocument.Parse(Utf8Of(body));
        }
        catch (JsonException e)
        {
            throw new UnreadableDeliveryException("The body is not JSON that can be read. Send one JSON document in UTF-8, nested no deeper than 64 levels.", e);
        }
    }

    // Each value costs many times the two bytes that the shortest are written with.
    const int MostValues = 500_000;

    /// <summary>The JSON values in a text, one after another, as in NDJSON.</summary>
    /// <exception cref="JsonException">One of them cannot be read, or there are more than half a million.</exception>
    public static List<JsonElement> Values(ReadOnlySpan<byte> utf8)
    {
        var values = new List<JsonElement>();
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { AllowMultipleValues = true });
        while (reader.Read())
        {
            if (values.Count == MostValues) throw new JsonException("There are too many values.");
            values.Add(JsonElement.ParseValue(ref reader));
        }

        return values;
    }

    /// <summary>The body without a byte order mark, with U+FFFD in place of bytes that are not UTF-8.</summary>
    public static ReadOnlyMemory<byte> Utf8Of(ReadOnlyMemory<byte> body)
    {
        var bare = body.Span.StartsWith("\uFEFF"u8) ? body[3..] : body;
        return Utf8.IsValid(bare.Span) ? bare : Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(bare.Span));
    }

    /// <summary>The value at the end of a path of names; undefined where a name is missing or a value on the way is no object.</summary>
    public static JsonElement At(this JsonElement element, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (element.ValueKind != JsonValueKind.Object) return default;
            element = Property(element, name);
        }

        return element;
    }

    /// <summary>Every value at the end of a path, where names are written more than once: only the last of them is read, but each may hold a secret.</summary>
    public static IEnumerable<JsonElement> Every(this JsonElement element, params string[] path) =>
        path.Aggregate<string, IEnumerable<JsonElement>>([element], (values, name) => values
            .Where(value => value.ValueKind == JsonValueKind.Object)
            .SelectMany(value => value.EnumerateObject().Where(property => Name(property) == name).Select(property => property.Value)));

    static JsonElement Property(JsonElement element, string name)
    {
        try
        {
            return element.TryGetProperty(name, out var value) ? value : default;
        }
        catch (InvalidOperationException)
        {
            // A neighbour's name holds half a surrogate pair; it must hide neither a field nor, worse, a secret in one.
            JsonElement last = default;
            foreach (var property in element.EnumerateObject())
            {
                if (Name(property) == name) last = property.Value;
            }

            return last;
        }
    }

    /// <summary>A property's name, with U+FFFD in place of half a surrogate pair.</summary>
    public static string Name(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            return Encoding.UTF8.GetString(JsonMarshal.GetRawUtf8PropertyName(property));
        }
    }

    /// <summary>The text there; null unless it is a string with something else than spaces in it.</summary>
    public static string? Text(this JsonElement element, params ReadOnlySpan<string> path)
    {
        var value = element.At(path);
        if (value.ValueKind != JsonValueKind.String) return null;
        string text;
        try
        {
            text = value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            text = BrokenText(value.GetRawText());
        }

        return string.IsNullOrWhiteSpace(text) ? null : text;
    }

    /// <summary>The text there, or the digits of a number; for ids that senders write either way.</summary>
    public static string? TextOrNumber(this JsonElement element, params ReadOnlySpan<string> path)
    {
        var value = element.At(path);
        return value.ValueKind == JsonValueKind.Number ? value.GetRawText() : value.Text();
    }

    /// <summary>The whole number there; null for anything else, fractions and numbers too large included.</summary>
    public static long? Number(this JsonElement element, params ReadOnlySpan<string> path)
    {
        var value = element.At(path);
        return value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) ? number : null;
    }

    /// <summary>The true or false there; null for anything else.</summary>
    public static bool? Flag(this JsonElement element, params ReadOnlySpan<string> path) => element.At(path).ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    /// <summary>The instant there in UTC, written as ISO 8601 (UTC where it names no offset) or as seconds or milliseconds since 1970; null for none or the epoch itself.</summary>
    public static DateTimeOffset? Instant(this JsonElement element, params ReadOnlySpan<string> path)
    {
        var value = element.At(path);
        var instant = value.ValueKind switch
        {
            JsonValueKind.String => IsoInstant(value),
            JsonValueKind.Number when value.TryGetInt64(out var number) => EpochInstant(number),
            _ => null,
        };
        return instant > DateTimeOffset.UnixEpoch ? instant : null;
    }

    /// <summary>How many items the array there has; 0 where there is no array.</summary>
    public static int Count(this JsonElement element, params ReadOnlySpan<string> path)
    {
        var value = element.At(path);
        return value.ValueKind == JsonValueKind.Array ? value.GetArrayLength() : 0;
    }

    /// <summary>The items of the array there; none where there is no array.</summary>
    public static JsonElement.ArrayEnumerator Items(this JsonElement element, params ReadOnlySpan<string> path)
    {
        var value = element.At(path);
        return value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : default;
    }

    static DateTimeOffset? IsoInstant(JsonElement value)
    {
        try
        {
            if (!value.TryGetDateTime(out var time)) return Almost(value.GetString()!);
            if (time.Kind == DateTimeKind.Unspecified) return new DateTimeOffset(time, TimeSpan.Zero);
            return value.TryGetDateTimeOffset(out var instant) ? instant.ToUniversalTime() : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    // With a space instead of the T, or an offset without a colon, as databases and many programs write it.
    static DateTimeOffset? Almost(string text) =>
        text.Length is >= 16 and <= 40 && text[4] == '-' && text[7] == '-' && text[10] is (' ' or 'T')
        && DateTimeOffset.TryParse(text.EndsWith(" UTC", StringComparison.Ordinal) ? text[..^4] : text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant)
            ? instant
            : null;

    static DateTimeOffset? EpochInstant(long number) => number switch
    {
        > 0 and < 100_000_000_000 => DateTimeOffset.FromUnixTimeSeconds(number),
        >= 100_000_000_000 and < 100_000_000_000_000 => DateTimeOffset.FromUnixTimeMilliseconds(number),
        _ => null,
    };

    /// <summary>A string in which somebody cut an escaped surrogate pair in half, with U+FFFD in place of the halves.</summary>
    static string BrokenText(string raw)
    {
        var text = new StringBuilder(raw.Length);
        for (var i = 1; i < raw.Length - 1; i++)
        {
            if (raw[i] != '\\')
            {
                text.Append(raw[i]);
                continue;
            }

            i++;
            text.Append(raw[i] switch
            {
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                'b' => '\b',
                'f' => '\f',
                'u' => (char)Convert.ToUInt16(raw.Substring(i + 1, 4), 16),
                var itself => itself,
            });
            if (raw[i] == 'u') i += 4;
        }

        return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text.ToString()));
    }
}
