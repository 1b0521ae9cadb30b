using System.Text;

namespace SlackAudit.See.Preview;

/// <summary>Reads one line of Slack's markup, in time linear in its length.</summary>
sealed class MrkdwnLine
{
    readonly string line;
    readonly ReaderClock reader;
    readonly List<Span> spans = [];
    readonly StringBuilder plain = new();
    string marks;

    MrkdwnLine(string line, ReaderClock reader, string marks) => (this.line, this.reader, this.marks) = (line, reader, marks);

    public static List<Span> Read(string line, ReaderClock reader) => Read(line, reader, "*_~");

    // Each mark counts once on the way down, so that nothing nests deeper than there are marks.
    static List<Span> Read(string line, ReaderClock reader, string marks)
    {
        var reading = new MrkdwnLine(line, reader, marks);
        var at = 0;
        while (at < line.Length) at = reading.Next(at);
        reading.EndPlain();
        return reading.spans;
    }

    int Next(int at)
    {
        var end = line[at] switch
        {
            '<' => Reference(at),
            '`' => Code(at),
            ':' => Emoji(at),
            var mark when marks.Contains(mark) => Marked(at),
            _ => -1,
        };
        if (end > 0) return end;
        var (text, length) = MrkdwnReferences.DecodeAt(line, at);
        plain.Append(text);
        return at + length;
    }

    int Reference(int at)
    {
        var close = EndOfReference(at);
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

    int Marked(int at)
    {
        var mark = line[at];
        if (at > 0 && char.IsLetterOrDigit(line[at - 1]) || at + 1 >= line.Length || char.IsWhiteSpace(line[at + 1]) || line[at + 1] == mark) return -1;
        var inner = marks.Replace(mark.ToString(), "", StringComparison.Ordinal);
        var close = Close(at + 1, mark);
        if (close < 0)
        {
            // What nothing closes from here on, nothing closes later either.
            marks = inner;
            return -1;
        }
        var kind = mark switch
        {
            '*' => SpanKind.Bold,
            '_' => SpanKind.Italic,
            _ => SpanKind.Strike,
        };
        Add(new Span(kind, Read(line[(at + 1)..close], reader, inner)));
        return close + 1;
    }

    int Close(int from, char mark)
    {
        for (var at = from; at < line.Length; at++)
        {
            // A mark within a link, mention or code span closes nothing.
            var skip = line[at] switch
            {
                '<' => EndOfReference(at),
                '`' => line.IndexOf('`', at + 1),
                _ => -1,
            };
            if (skip > 0) at = skip;
            else if (line[at] == mark && !char.IsWhiteSpace(line[at - 1]) && (at + 1 == line.Length || !char.IsLetterOrDigit(line[at + 1]))) return at;
        }
        return -1;
    }

    int EndOfReference(int at)
    {
        var end = line.AsSpan(at + 1).IndexOfAny('<', '>') + at + 1;
        return end > at && line[end] == '>' ? end : -1;
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
