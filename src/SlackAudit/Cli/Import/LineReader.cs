namespace SlackAudit.Cli.Import;

/// <summary>Reads lines as bytes, never more of one than its source may send.</summary>
sealed class LineReader(Stream stream, int longest)
{
    readonly ReadAhead ahead = new(stream);

    /// <summary>How many lines were read.</summary>
    public long Line { get; private set; }

    /// <summary>The next line without its break; empty and too long where it is; null at the end.</summary>
    public async ValueTask<(byte[] Bytes, bool TooLong)?> NextAsync(CancellationToken cancellationToken)
    {
        var searched = 0;
        var tooLong = false;
        while (true)
        {
            var found = ahead.Bytes[searched..].IndexOf((byte)'\n');
            var length = found < 0 ? ahead.Length : searched + found;
            tooLong |= length > longest;
            if (found >= 0 || ahead.IsEnded)
            {
                if (found < 0 && length == 0 && !tooLong) return null;
                var line = tooLong ? [] : Bare(ahead.Bytes[..length]);
                ahead.Take(found < 0 ? length : length + 1);
                Line++;
                return (line, tooLong);
            }
            // What is too long is read over, not kept.
            if (tooLong) ahead.Take(ahead.Length);
            searched = ahead.Length;
            await ahead.FillAsync(cancellationToken);
        }
    }

    /// <summary>The first line, of which nothing is read yet; null where it is too long.</summary>
    public async ValueTask<byte[]?> PeekAsync(CancellationToken cancellationToken)
    {
        int length;
        while ((length = ahead.Bytes.IndexOf((byte)'\n')) < 0 && !ahead.IsEnded && ahead.Length <= longest) await ahead.FillAsync(cancellationToken);
        if (length < 0) length = ahead.Length;
        return length > longest ? null : Bare(ahead.Bytes[..length]);
    }

    /// <summary>All that is left, to the byte; null where that is more than its source may send.</summary>
    public async ValueTask<byte[]?> RestAsync(CancellationToken cancellationToken)
    {
        while (!ahead.IsEnded && ahead.Length <= longest) await ahead.FillAsync(cancellationToken);
        return ahead.Length > longest ? null : ahead.Bytes.ToArray();
    }

    byte[] Bare(ReadOnlySpan<byte> line)
    {
        if (Line == 0 && line.StartsWith("\uFEFF"u8)) line = line[3..];
        return line.TrimEnd((byte)'\r').ToArray();
    }
}
