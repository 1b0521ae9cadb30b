using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;

namespace SlackAudit.Receive.Custom;

/// <summary>One alternative of an expression.</summary>
abstract record FieldTerm
{
    /// <summary>What the payload says; null where it says nothing.</summary>
    public abstract string? Read(JsonElement item, WebhookDelivery delivery);

    public static bool TryParse(string text, [NotNullWhen(true)] out FieldTerm? term, [NotNullWhen(false)] out string? problem)
    {
        problem = null;
        term = null;
        if (text.Length >= 2 && text[0] == '\'' && text.IndexOf('\'', 1) == text.Length - 1) term = new Constant(text[1..^1]);
        else if (text.StartsWith("header(", StringComparison.Ordinal) && text.EndsWith(')') && text.Length > 8) term = new HeaderValue(text[7..^1].Trim());
        else if (text.Contains('{', StringComparison.Ordinal)) return TryTemplate(text, out term, out problem);
        else if (FieldPath.TryParse(text, out var path, out problem)) term = new Value(path);
        return term is not null;
    }

    static bool TryTemplate(string text, out FieldTerm? term, [NotNullWhen(false)] out string? problem)
    {
        term = null;
        var parts = new List<FieldExpression>();
        var literals = new List<string>();
        var at = 0;
        while (true)
        {
            var open = text.IndexOf('{', at);
            literals.Add(open < 0 ? text[at..] : text[at..open]);
            if (open < 0) break;
            var close = text.IndexOf('}', open);
            if (close < 0)
            {
                problem = $"in which the brace at position {open + 1} is closed";
                return false;
            }
            if (!FieldExpression.TryParse(text[(open + 1)..close], out var part, out problem)) return false;
            parts.Add(part);
            at = close + 1;
        }
        problem = null;
        term = new Template(literals, parts);
        return true;
    }

    sealed record Constant(string Text) : FieldTerm
    {
        public override string? Read(JsonElement item, WebhookDelivery delivery) => Text;
    }

    sealed record HeaderValue(string Name) : FieldTerm
    {
        public override string? Read(JsonElement item, WebhookDelivery delivery) => delivery.Header(Name);
    }

    sealed record Value(FieldPath Path) : FieldTerm
    {
        public override string? Read(JsonElement item, WebhookDelivery delivery)
        {
            foreach (var value in Path.All(item))
            {
                if (Text(value) is { } text) return text;
            }
            return null;
        }

        static string? Text(JsonElement value) => value.ValueKind switch
        {
            JsonValueKind.True => "true",
            JsonValueKind.False => "false",
            _ => value.TextOrNumber(),
        };
    }

    sealed record Template(IReadOnlyList<string> Literals, IReadOnlyList<FieldExpression> Parts) : FieldTerm
    {
        public override string? Read(JsonElement item, WebhookDelivery delivery)
        {
            var text = new StringBuilder(Literals[0]);
            for (var i = 0; i < Parts.Count; i++)
            {
                if (Parts[i].Read(item, delivery) is not { } part) return null;
                text.Append(part).Append(Literals[i + 1]);
            }
            return text.ToString();
        }
    }
}
