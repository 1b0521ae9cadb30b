using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;

namespace SlackAudit.Receive.Custom;

/// <summary>
/// Where a field's text comes from: alternatives between <c>??</c>, of which the first that is there counts. Each is a path
/// (<c>actor.email</c>), a header (<c>header(X-Event)</c>), a constant (<c>'production'</c>) or a text with expressions in braces
/// (<c>{actor.name} ran {command ?? 'something'}</c>), which is missing where one of them is.
/// </summary>
sealed record FieldExpression(IReadOnlyList<FieldTerm> Alternatives)
{
    /// <summary>Reads an expression as it is written in the settings.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out FieldExpression? expression, [NotNullWhen(false)] out string? problem)
    {
        expression = null;
        var alternatives = new List<FieldTerm>();
        foreach (var part in Alternated(text))
        {
            if (!FieldTerm.TryParse(part.Trim(), out var term, out problem)) return false;
            alternatives.Add(term);
        }
        problem = null;
        expression = new FieldExpression(alternatives);
        return true;
    }

    /// <summary>The text; null where no alternative is there.</summary>
    public string? Read(JsonElement item, WebhookDelivery delivery)
    {
        foreach (var alternative in Alternatives)
        {
            if (alternative.Read(item, delivery) is { } text) return text;
        }
        return null;
    }

    // Not within quotes or braces, which may hold question marks and alternatives of their own.
    static IEnumerable<string> Alternated(string text)
    {
        var part = new StringBuilder();
        var depth = 0;
        var quoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '\'' && (quoted || depth > 0 || part.ToString().Trim().Length == 0)) quoted = !quoted;
            if (!quoted) depth += c switch { '{' => 1, '}' => -1, _ => 0 };
            if (!quoted && depth == 0 && text.AsSpan(i).StartsWith("??"))
            {
                yield return part.ToString();
                part.Clear();
                i++;
                continue;
            }
            part.Append(c);
        }
        yield return part.ToString();
    }
}
