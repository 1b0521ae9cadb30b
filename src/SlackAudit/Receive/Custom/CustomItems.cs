using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace SlackAudit.Receive.Custom;

/// <summary>Splits a delivery into the items that may be events.</summary>
static class CustomItems
{
    /// <exception cref="UnreadableDeliveryException">The body is not what the mapping says.</exception>
    public static List<JsonElement> Split(CustomMapping mapping, IReadOnlyList<JsonElement> values, int most)
    {
        var items = new List<JsonElement>();
        foreach (var value in values)
        {
            if (mapping.Items is { } path) items.AddRange(path.All(value));
            else items.Add(value);
        }
        if (mapping.Decode != ItemDecoding.None) items = [.. items.SelectMany(item => Decoded(mapping.Decode, item, most))];
        items = [.. items.SelectMany(item => item.ValueKind == JsonValueKind.Array ? [.. item.EnumerateArray()] : (JsonElement[])[item])];
        return items;
    }

    static List<JsonElement> Decoded(ItemDecoding decoding, JsonElement item, int most)
    {
        if (item.Text() is not { } text) throw new UnreadableDeliveryException("An item of the delivery is not a text, which the settings of this source say it is.");
        var bytes = decoding == ItemDecoding.Json ? Encoding.UTF8.GetBytes(text) : Unwrapped(text, most);
        return JsonLines.Read(JsonText.Utf8Of(bytes));
    }

    static byte[] Unwrapped(string base64, int most)
    {
        try
        {
            var bytes = Convert.FromBase64String(base64);
            if (!bytes.AsSpan().StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B])) return bytes;
            using var unzipped = new MemoryStream();
            using var zipped = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
            var buffer = new byte[16 * 1024];
            while (zipped.Read(buffer) is > 0 and var read)
            {
                unzipped.Write(buffer, 0, read);
                if (unzipped.Length > most) throw new UnreadableDeliveryException($"An item of the delivery has more than {most:N0} bytes when it is unzipped.");
            }
            return unzipped.ToArray();
        }
        catch (Exception exception) when (exception is FormatException or InvalidDataException)
        {
            throw new UnreadableDeliveryException("An item of the delivery is not Base64, or not whole gzip, which the settings of this source say it is.", exception);
        }
    }
}
