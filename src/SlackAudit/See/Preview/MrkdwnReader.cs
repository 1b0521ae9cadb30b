namespace SlackAudit.See.Preview;

/// <summary>Reads Slack's markup into paragraphs, as Slack's clients do: fences first, then quoted lines, then what is within a line.</summary>
public static class MrkdwnReader
{
    const string Fence = "```";

    /// <summary>Reads any text; what is no markup stays text.</summary>
    public static IReadOnlyList<Paragraph> Read(string? markup, ReaderClock reader)
    {
        var paragraphs = new List<Paragraph>();
        var rest = (markup ?? "").ReplaceLineEndings("\n").AsSpan();
        while (rest.Length > 0)
        {
            var open = rest.IndexOf(Fence);
            var close = open < 0 ? -1 : rest[(open + Fence.Length)..].IndexOf(Fence);
            if (close <= 0)
            {
                AddLines(paragraphs, rest, reader);
                break;
            }
            AddLines(paragraphs, rest[..open], reader);
            var code = rest.Slice(open + Fence.Length, close).Trim('\n').ToString();
            paragraphs.Add(new Paragraph(ParagraphKind.Preformatted, [new Span(SpanKind.Text, MrkdwnReferences.Decode(code))]));
            rest = rest[(open + Fence.Length + close + Fence.Length)..].TrimStart('\n');
        }
        return paragraphs;
    }

    static void AddLines(List<Paragraph> paragraphs, ReadOnlySpan<char> text, ReaderClock reader)
    {
        if (text.IsWhiteSpace()) return;
        ParagraphKind? kind = null;
        var spans = new List<Span>();
        foreach (var range in text.Split('\n'))
        {
            var line = text[range];
            var quoted = Quoted(line);
            var lineKind = quoted > 0 ? ParagraphKind.Quote : ParagraphKind.Text;
            if (kind is { } before && before != lineKind)
            {
                paragraphs.Add(new Paragraph(before, spans));
                spans = [];
            }
            else if (kind is not null)
            {
                spans.Add(new Span(SpanKind.Break, ""));
            }
            kind = lineKind;
            spans.AddRange(MrkdwnLine.Read(line[quoted..].ToString(), reader));
        }
        if (kind is { } last) paragraphs.Add(new Paragraph(last, spans));
    }

    static int Quoted(ReadOnlySpan<char> line)
    {
        var mark = line.StartsWith(">") ? 1 : line.StartsWith("&gt;") ? 4 : 0;
        return mark > 0 && line.Length > mark && line[mark] == ' ' ? mark + 1 : mark;
    }
}
