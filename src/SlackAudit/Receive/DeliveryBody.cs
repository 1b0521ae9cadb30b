using System.IO.Compression;

namespace SlackAudit.Receive;

/// <summary>Reads a delivery's body whole, never more of it than its source may send, compressed or not.</summary>
static class DeliveryBody
{
    // Larger ones would stay in memory until a whole collection.
    const int Piece = 64 * 1024;

    /// <summary>Reads the body.</summary>
    /// <returns>The bytes, or why there are none.</returns>
    public static async Task<(ReadOnlyMemory<byte> Body, BodyProblem? Problem)> ReadAsync(HttpRequest request, int cap, CancellationToken cancellationToken)
    {
        var tooLarge = new BodyProblem(StatusCodes.Status413PayloadTooLarge, $"The body is larger than the {cap:N0} bytes that this source may send.");
        if (request.ContentLength > cap) return (default, tooLarge);
        try
        {
            var encoding = request.Headers.ContentEncoding.ToString();
            switch (encoding.ToLowerInvariant())
            {
                case "" or "identity":
                    return await ReadAsync(request.Body, request.ContentLength, cap, cancellationToken) is { } plain ? (plain, null) : (default, tooLarge);
                case "gzip":
                    await using (var unzipped = new GZipStream(request.Body, CompressionMode.Decompress))
                        return await ReadAsync(unzipped, null, cap, cancellationToken) is { } body ? (body, null) : (default, tooLarge);
                default:
                    return (default, new BodyProblem(StatusCodes.Status400BadRequest, "The content encoding is not understood; send the body plain or with gzip."));
            }
        }
        catch (BadHttpRequestException exception)
        {
            return (default, exception.StatusCode == StatusCodes.Status413PayloadTooLarge
                ? tooLarge
                : new BodyProblem(exception.StatusCode, "The body did not arrive whole."));
        }
        catch (InvalidDataException)
        {
            return (default, new BodyProblem(StatusCodes.Status400BadRequest, "The body is not valid gzip."));
        }
    }

    static async Task<ReadOnlyMemory<byte>?> ReadAsync(Stream stream, long? length, int cap, CancellationToken cancellationToken)
    {
        // One byte more than expected, so that the end is seen at once. What is larger comes in pieces: a length is only a claim.
        var buffer = new byte[Math.Min(length ?? Piece, Piece) + 1];
        var full = new List<byte[]>();
        var (filled, all) = (0, 0);
        while (true)
        {
            var read = await stream.ReadAsync(buffer.AsMemory(filled), cancellationToken);
            if (read == 0) return full.Count == 0 ? buffer.AsMemory(0, filled) : Whole(full, buffer.AsSpan(0, filled), all);
            (filled, all) = (filled + read, all + read);
            if (all > cap) return null;
            if (filled < buffer.Length) continue;
            full.Add(buffer);
            (buffer, filled) = (new byte[Piece], 0);
        }
    }

    static byte[] Whole(List<byte[]> full, ReadOnlySpan<byte> last, int length)
    {
        var whole = new byte[length];
        var at = 0;
        foreach (var piece in full)
        {
            piece.CopyTo(whole, at);
            at += piece.Length;
        }
        last.CopyTo(whole.AsSpan(at));
        return whole;
    }
}

/// <summary>Why a body was not read.</summary>
/// <param name="Status">The HTTP status to answer.</param>
/// <param name="Reason">A sentence for whoever sent it.</param>
sealed record BodyProblem(int Status, string Reason);
