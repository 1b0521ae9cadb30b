namespace SlackAudit.Cli.Import;

/// <summary>
/// Takes the records out of a log file of CloudTrail, <c>{"Records":[{...},{...}]}</c>, one after another: the whole file can be larger than
/// any delivery, and is mostly one line.
/// </summary>
sealed class RecordReader(Stream stream, int longest)
{
    byte[] buffer = new byte[64 * 1024];
    int start;
    int end;
    bool ended;

    /// <summary>How many records were read.</summary>
    public long Count { get; private set; }

    /// <summary>Whether a file that begins with these bytes is such a file.</summary>
    public static bool Is(ReadOnlySpan<byte> beginning) => AfterBracket(beginning) > 0;

    /// <summary>The next record; empty and too long where it is; null at the end.</summary>
    public async ValueTask<(byte[] Bytes, bool TooLong)?> NextAsync(CancellationToken cancellationToken)
    {
        if (Count == 0)
        {
            await FillAsync(cancellationToken);
            start = AfterBracket(buffer.AsSpan(0, end));
        }

        if (!await SkipAsync(cancellationToken)) return null;
        Count++;
        var scan = default(Scan);
        var length = 0;
        var tooLong = false;
        while (true)
        {
            while (start + length < end && !scan.Ends(buffer[start + length])) length++;
            tooLong |= length > longest;
            if (start + length < end || ended) break;
            if (tooLong) (start, length) = (end, 0);
            await FillAsync(cancellationToken);
        }

        var record = tooLong ? [] : buffer.AsSpan(start, length).ToArray();
        start += length;
        return (record, tooLong);
    }

    async ValueTask<bool> SkipAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            while (start < end && buffer[start] is (byte)',' or (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n') start++;
            if (start < end) return buffer[start] != (byte)']';
            if (ended) return false;
            await FillAsync(cancellationToken);
        }
    }

    async ValueTask FillAsync(CancellationToken cancellationToken)
    {
        Buffer.BlockCopy(buffer, start, buffer, 0, end - start);
        end -= start;
        start = 0;
        if (end == buffer.Length) Array.Resize(ref buffer, buffer.Length * 2);
        // The first bytes have to be there together, however small the pieces in which they come.
        do
        {
            var read = await stream.ReadAsync(buffer.AsMemory(end), cancellationToken);
            ended = read == 0;
            end += read;
        }
        while (!ended && Count == 0 && end < 256);
    }

    static int AfterBracket(ReadOnlySpan<byte> text)
    {
        var at = text.StartsWith("\uFEFF"u8) ? 3 : 0;
        foreach (var token in (ReadOnlySpan<string>)["{", "\"Records\"", ":", "["])
        {
            while (at < text.Length && text[at] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n') at++;
            if (text.Length - at < token.Length) return 0;
            foreach (var letter in token)
            {
                if (text[at++] != letter) return 0;
            }
        }

        return at;
    }

    /// <summary>Follows brackets and quotes, and nothing else.</summary>
    struct Scan
    {
        int depth;
        bool inText;
        bool escaped;

        public bool Ends(byte next)
        {
            if (inText)
            {
                if (escaped) escaped = false;
                else if (next == (byte)'\\') escaped = true;
                else if (next == (byte)'"') inText = false;
                return false;
            }

            switch (next)
            {
                case (byte)'"':
                    inText = true;
                    break;
                case (byte)'{' or (byte)'[':
                    depth++;
                    break;
                case (byte)'}' or (byte)']' when depth > 0:
                    depth--;
                    break;
                case (byte)',' or (byte)']' or (byte)'}' when depth == 0:
                    return true;
            }

            return false;
        }
    }
}
