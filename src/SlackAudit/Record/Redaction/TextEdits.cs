using System.Text;

namespace SlackAudit.Record.Redaction;

/// <summary>What must go from a text, noted in any order and overlapping at will.</summary>
struct TextEdits
{
    List<(int Start, int End, string Text)>? edits;

    public readonly int Count => edits?.Count ?? 0;

    public void Redact(int start, int end) => Replace(start, end, Redaction.Redact.Marker);

    public void Replace(int start, int end, string text)
    {
        if (end > start) (edits ??= []).Add((start, end, text));
    }

    /// <summary>The text with every edit made; null where that changes nothing. Of edits that overlap, all that they cover goes.</summary>
    public readonly string? Apply(ReadOnlySpan<char> text)
    {
        if (edits is not { Count: > 0 }) return null;
        // Of two for the same place the one that tells more wins.
        edits.Sort((a, b) => a.Start != b.Start ? a.Start.CompareTo(b.Start) : a.End != b.End ? b.End.CompareTo(a.End) : b.Text.Length.CompareTo(a.Text.Length));
        var output = new StringBuilder(text.Length);
        var from = 0;
        for (var i = 0; i < edits.Count;)
        {
            var (start, end, replacement) = edits[i];
            var whole = end;
            for (i++; i < edits.Count && edits[i].Start < whole; i++)
            {
                if (edits[i].End > whole) replacement = Redaction.Redact.Marker;
                whole = Math.Max(whole, edits[i].End);
            }

            output.Append(text[from..start]).Append(replacement);
            from = whole;
        }

        output.Append(text[from..]);
        var result = output.ToString();
        return text.SequenceEqual(result) ? null : result;
    }
}
