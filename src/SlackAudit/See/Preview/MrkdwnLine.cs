using System.Text;

namespace SlackAudit.See.Preview;

/// <summary>Reads one line of Slack's markup.</summary>
readonly struct MrkdwnLine
{
    readonly string line;
    readonly ReaderClock reader;
    readonly List<Span> spans = [];
    readonly StringBuilder plain = new();

    MrkdwnLine(string line, ReaderClock reader) => (this.line, this.reader) = (line, reader);

    public static List<Span> Read(string line, ReaderClock reader) => Read(line, reader, "*_~");

    // Each mark counts once on the way down, so that nothing nests deeper than there are marks.
    static List<Span> Read(string line, ReaderClock reader, string marks)
    {
        var reading = new MrkdwnLine(line, reader);
        var at = 0;
        while (at < line.Length) at = reading.Next(at, marks);
        reading.EndPlain();
        return reading.spans;
    }

    int Next(int at, string marks)
    {
        var end = line[at] switch
        {
            '<' => Reference(at),
            '`' => Code(at),
            ':' => Emoji(at),
            var mark when marks.Contains(mark) => Marked(at, marks),
            _ => -1,
        };
        if (end > 0) return end;
        var (text, length) = MrkdwnReferences.DecodeAt(line, at);
        plain.Append(text);
        return at + length;
    }

    int Reference(int at)
    {
        var close = line.IndexOf('>', at);
        if (close < 0 || MrkdwnReferences.Read(line[(at + 1)..close], reader) is not { } span) return -1;
        Add(span);
        return close + 1;
    }

    int Code(int at)
    {
        var close = line.IndexOf('`', at + 1);
        if (close <= at + 1) return -1;
        Add(new Span(SpanKind.Code, MrkdwnReferences.Decode(line[(at + 1)..close])));
        return close + 1;
    }

    int Emoji(int at)
    {
        var close = line.IndexOf(':', at + 1);
        if (close < 0 || EmojiNames.Find(line.AsSpan((at + 1)..close)) is not { } emoji) return -1;
        plain.Append(emoji);
        return close + 1;
    }

    int Marked(int at, string marks)
    {
        var mark = line[at];
        if (at > 0 && char.IsLetterOrDigit(line[at - 1]) || at + 1 >= line.Length || char.IsWhiteSpace(line[at + 1]) || line[at + 1] == mark) return -1;
        var close = Close(at + 1, mark);
        if (close < 0) return -1;
        var kind = mark switch
        {
            '*' => SpanKind.Bold,
            '_' => SpanKind.Italic,
            _ => SpanKind.Strike,
        };
        Add(new Span(kind, Read(line[(at + 1)..close], reader, marks.Replace(mark.ToString(), "", StringComparison.Ordinal))));
        return close + 1;
    }

    int Close(int from, char mark)
    {
        for (var at = from; at < line.Length; at++)
        {
            // A mark within a link, mention or code span closes nothing.
            var skip = line[at] switch
            {
                '<' => line.IndexOf('>', at),
                '`' => line.IndexOf('`', at + 1),
                _ => -1,
            };
            if (skip > 0) at = skip;
            else if (line[at] == mark && !char.IsWhiteSpace(line[at - 1]) && (at + 1 == line.Length || !char.IsLetterOrDigit(line[at + 1]))) return at;
        }
        return -1;
    }

    void Add(Span span)
    {
        EndPlain();
        spans.Add(span);
    }

    void EndPlain()
    {
        if (plain.Length == 0) return;
        spans.Add(new Span(SpanKind.Text, plain.ToString()));
        plain.Clear();
    }
}
