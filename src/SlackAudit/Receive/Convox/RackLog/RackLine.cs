using System.Globalization;
using System.Text;

namespace SlackAudit.Receive.Convox.RackLog;

/// <summary>One line that a rack logs: <c>id=8d3e ns=api at=ProcessExec method="GET" path="/apps/a/..." response=200 elapsed=70.493</c>.</summary>
/// <remarks>Quoted values are written as Go writes strings. Of a name that comes twice the first counts: what a caller sent stands behind.</remarks>
sealed class RackLine
{
    const int Longest = 16 * 1024;

    readonly Dictionary<string, (string Value, int Start, int Length)> fields = new(StringComparer.Ordinal);

    /// <summary>Reads a line; names that it does not have are null.</summary>
    public RackLine(string text)
    {
        Text = text;
        var end = Math.Min(text.Length, Longest);
        for (var i = 0; i < end;)
        {
            var name = i;
            while (i < end && (char.IsAsciiLetterOrDigit(text[i]) || text[i] is '_' or '.' or '-')) i++;
            if (i > name && i < end && text[i] == '=')
            {
                var start = ++i;
                var value = i < end && text[i] == '"' ? Quoted(text, ref i, end) : Word(text, ref i, end);
                fields.TryAdd(text[name..(start - 1)], (value, start, i - start));
            }

            while (i < end && text[i] != ' ') i++;
            i++;
        }
    }

    /// <summary>The whole line.</summary>
    public string Text { get; }

    /// <summary>A value by its name; null where there is none or an empty one.</summary>
    public string? this[string name] => fields.TryGetValue(name, out var field) && field.Value.Length > 0 ? field.Value : null;

    /// <summary>The whole number by that name.</summary>
    public int? Number(string name) => int.TryParse(this[name], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>How long the call took.</summary>
    public TimeSpan? Elapsed =>
        double.TryParse(this["elapsed"], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var milliseconds) && milliseconds < int.MaxValue
            ? TimeSpan.FromMilliseconds(milliseconds)
            : null;

    /// <summary>The line with another text in the place of a value.</summary>
    public string With(string name, string value) =>
        fields.TryGetValue(name, out var field) ? $"{Text[..field.Start]}\"{value}\"{(field.Start + field.Length < Longest ? Text[(field.Start + field.Length)..] : "")}" : Text;

    static string Word(string text, ref int i, int end)
    {
        var start = i;
        while (i < end && text[i] != ' ') i++;
        return text[start..i];
    }

    static string Quoted(string text, ref int i, int end)
    {
        var value = new StringBuilder();
        for (i++; i < end && text[i] != '"'; i++)
        {
            if (text[i] != '\\' || i + 1 >= end)
            {
                value.Append(text[i]);
                continue;
            }

            i++;
            var digits = text[i] switch { 'x' => 2, 'u' => 4, 'U' => 8, _ => 0 };
            if (digits > 0 && i + digits < end && int.TryParse(text.AsSpan(i + 1, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
            {
                value.Append(Rune.IsValid(code) ? new Rune(code).ToString() : "\uFFFD");
                i += digits;
            }
            else
            {
                value.Append(text[i] is 'n' or 'r' or 't' ? ' ' : text[i]);
            }
        }

        if (i < end) i++;
        return value.ToString();
    }
}
