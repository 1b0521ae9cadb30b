namespace SlackAudit.Cli.Import;

/// <summary>
/// Takes the records out of a log file of CloudTrail, <c>{"Records":[{...},{...}]}</c>, one after another: the whole file can be larger than
/// any delivery, and is mostly one line.
/// </summary>
sealed class RecordReader(Stream stream, int longest)
{
    // The first bytes have to be there together, however small the pieces in which they come.
    const int Beginning = 256;

    readonly ReadAhead ahead = new(stream);

    /// <summary>How many records were read.</summary>
    public long Count { get; private set; }

    /// <summary>Whether a file that begins with these bytes is such a file.</summary>
    public static bool Is(ReadOnlySpan<byte> beginning) => AfterBracket(beginning) > 0;

    /// <summary>The next record; empty and too long where it is; null at the end.</summary>
    public async ValueTask<(byte[] Bytes, bool TooLong)?> NextAsync(CancellationToken cancellationToken)
    {
        if (Count == 0)
        {
            while (ahead.Length < Beginning && !ahead.IsEnded) await ahead.FillAsync(cancellationToken);
            ahead.Take(AfterBracket(ahead.Bytes));
        }

        if (!await SkipAsync(cancellationToken)) return null;
        Count++;
        var scan = default(Scan);
        var length = 0;
        var tooLong = false;
        while (true)
        {
            var bytes = ahead.Bytes;
            while (length < bytes.Length && !scan.Ends(bytes[length])) length++;
            tooLong |= length > longest;
            if (length < bytes.Length || ahead.IsEnded) break;
            if (tooLong)
            {
                ahead.Take(length);
                length = 0;
            }
            await ahead.FillAsync(cancellationToken);
        }

        var record = tooLong ? [] : ahead.Bytes[..length].ToArray();
        ahead.Take(length);
        return (record, tooLong);
    }

    async ValueTask<bool> SkipAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            ahead.Take(ahead.Length - ahead.Bytes.TrimStart(", \t\r\n"u8).Length);
            if (ahead.Length > 0) return ahead.Bytes[0] != (byte)']';
            if (ahead.IsEnded) return false;
            await ahead.FillAsync(cancellationToken);
        }
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
