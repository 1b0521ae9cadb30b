namespace SlackAudit.Cli.Import;

/// <summary>Reads lines as bytes, never more of one than its source may send.</summary>
sealed class LineReader(Stream stream, int longest)
{
    byte[] buffer = new byte[64 * 1024];
    int start;
    int end;
    bool ended;

    /// <summary>How many lines were read.</summary>
    public long Line { get; private set; }

    /// <summary>The next line without its break; empty and too long where it is; null at the end.</summary>
    public async ValueTask<(byte[] Bytes, bool TooLong)?> NextAsync(CancellationToken cancellationToken)
    {
        var searched = 0;
        var tooLong = false;
        while (true)
        {
            var found = buffer.AsSpan(start + searched, end - start - searched).IndexOf((byte)'\n');
            var length = found < 0 ? end - start : searched + found;
            tooLong |= length > longest;
            if (found >= 0 || ended)
            {
                if (found < 0 && length == 0 && !tooLong) return null;
                var line = tooLong ? [] : Bare(buffer.AsSpan(start, length));
                start = found < 0 ? end : start + length + 1;
                Line++;
                return (line, tooLong);
            }
            // What is too long is read over, not kept.
            if (tooLong) start = end;
            searched = end - start;
            await FillAsync(cancellationToken);
        }
    }

    /// <summary>The first line, of which nothing is read yet; null where it is too long.</summary>
    public async ValueTask<byte[]?> PeekAsync(CancellationToken cancellationToken)
    {
        int length;
        while ((length = buffer.AsSpan(start, end - start).IndexOf((byte)'\n')) < 0 && !ended && end - start <= longest) await FillAsync(cancellationToken);
        if (length < 0) length = end - start;
        return length > longest ? null : Bare(buffer.AsSpan(start, length));
    }

    /// <summary>All that is left, to the byte; null where that is more than its source may send.</summary>
    public async ValueTask<byte[]?> RestAsync(CancellationToken cancellationToken)
    {
        while (!ended && end - start <= longest) await FillAsync(cancellationToken);
        return end - start > longest ? null : buffer.AsSpan(start, end - start).ToArray();
    }

    async ValueTask FillAsync(CancellationToken cancellationToken)
    {
        if (start > 0)
        {
            Buffer.BlockCopy(buffer, start, buffer, 0, end - start);
            end -= start;
            start = 0;
        }
        if (end == buffer.Length) Array.Resize(ref buffer, buffer.Length * 2);
        var read = await stream.ReadAsync(buffer.AsMemory(end), cancellationToken);
        ended = read == 0;
        end += read;
    }

    byte[] Bare(ReadOnlySpan<byte> line)
    {
        if (Line == 0 && line.StartsWith("\uFEFF"u8)) line = line[3..];
        return line.TrimEnd((byte)'\r').ToArray();
    }
}
