using System.Text.Json;
using System.Text.RegularExpressions;

namespace SlackAudit.Receive.Custom;

/// <summary>How one field of an event is read.</summary>
/// <param name="From">Where its text comes from.</param>
/// <param name="Match">What part of the text counts: the first group, or the whole match; a text that does not match is missing. Null for all of it.</param>
/// <param name="Map">What a text stands for, without case; <c>*</c> is whatever is not listed. A text that is not listed stands for itself.</param>
sealed record FieldRule(FieldExpression From, Regex? Match, IReadOnlyDictionary<string, string> Map)
{
    const string Otherwise = "*";

    /// <summary>The field's text; null where the payload has none.</summary>
    public string? Read(JsonElement item, WebhookDelivery delivery)
    {
        var text = From.Read(item, delivery)?.Trim();
        if (text is not null && Match is not null)
        {
            var match = Match.Match(text);
            text = match.Success ? match.Groups[match.Groups.Count > 1 ? 1 : 0].Value : null;
        }
        return text is null ? null
            : Map.TryGetValue(text, out var mapped) || Map.TryGetValue(Otherwise, out mapped) ? mapped
            : text;
    }
}
