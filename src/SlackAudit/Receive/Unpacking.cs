using System.IO.Compression;
using System.Text.Json;

namespace SlackAudit.Receive;

/// <summary>Takes the data out of the records of one Firehose batch: base64, most often with gzip within.</summary>
/// <param name="mostBytes">How much may be unpacked in all: what is small can be made to unpack to more than any memory.</param>
sealed class Unpacking(int mostBytes)
{
    int unpacked;

    /// <summary>Whether there was more than may be unpacked.</summary>
    public bool IsTooMuch => unpacked > mostBytes;

    /// <summary>A record's data; null where it is no base64 or broken gzip.</summary>
    /// <exception cref="UnreadableDeliveryException">The batch unpacks to too much.</exception>
    public ReadOnlyMemory<byte>? Data(JsonElement record)
    {
        var text = record.At("data").ValueKind == JsonValueKind.String ? record.At("data").Text() : null;
        var bytes = new byte[((text?.Length ?? 0) / 4 * 3) + 3];
        if (text is null || !Convert.TryFromBase64String(text, bytes, out var length)) return null;
        return bytes.AsSpan(0, length).StartsWith((ReadOnlySpan<byte>)[0x1f, 0x8b]) ? Unzipped(bytes, length) : bytes.AsMemory(0, length);
    }

    ReadOnlyMemory<byte>? Unzipped(byte[] zipped, int length)
    {
        using var stream = new GZipStream(new MemoryStream(zipped, 0, length), CompressionMode.Decompress);
        using var plain = new MemoryStream();
        var buffer = new byte[64 * 1024];
        try
        {
            while (stream.Read(buffer) is > 0 and var read)
            {
                unpacked += read;
                if (IsTooMuch) throw new UnreadableDeliveryException(FormattableString.Invariant($"The delivery unpacks to more than the {mostBytes:N0} bytes that are read of one. Make the batches smaller."));
                plain.Write(buffer, 0, read);
            }
        }
        catch (InvalidDataException)
        {
            return null;
        }

        return plain.ToArray();
    }
}
