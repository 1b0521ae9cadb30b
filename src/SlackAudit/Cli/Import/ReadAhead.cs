namespace SlackAudit.Cli.Import;

/// <summary>The next bytes of a stream, as many as whoever looks at them needs at once.</summary>
sealed class ReadAhead(Stream stream)
{
    byte[] buffer = new byte[64 * 1024];
    int start;
    int end;

    /// <summary>What was read and not taken yet.</summary>
    public ReadOnlySpan<byte> Bytes => buffer.AsSpan(start, end - start);

    /// <summary>How many these are.</summary>
    public int Length => end - start;

    /// <summary>Whether there are no more behind them.</summary>
    public bool IsEnded { get; private set; }

    /// <summary>Takes the first of them.</summary>
    public void Take(int count) => start += count;

    /// <summary>Reads more behind them.</summary>
    public async ValueTask FillAsync(CancellationToken cancellationToken)
    {
        if (start > 0)
        {
            Buffer.BlockCopy(buffer, start, buffer, 0, end - start);
            (start, end) = (0, end - start);
        }
        if (end == buffer.Length) Array.Resize(ref buffer, buffer.Length * 2);
        var read = await stream.ReadAsync(buffer.AsMemory(end), cancellationToken);
        IsEnded = read == 0;
        end += read;
    }
}
