using System.Globalization;
using System.Text;

namespace SlackAudit.Events;

/// <summary>Writes a query in words, and in keys where a word would be misunderstood.</summary>
static class QuestionFormat
{
    internal static string Write(AuditQuery query)
    {
        var parts = new List<string>();
        switch (query.Shape)
        {
            case QueryShape.Last: parts.Add(query.Limit is null or 1 ? "last" : $"last {Number(query.Limit.Value)}"); break;
            case QueryShape.Who: parts.Add("who"); break;
            case QueryShape.Count: parts.Add("count"); break;
        }
        AddFields(parts, query);
        if (query.Per is { } per) parts.Add($"per {per.ToString().ToLowerInvariant()}");
        foreach (var except in query.Except)
        {
            var left = new List<string>();
            AddFields(left, except);
            parts.AddRange(left.Select(part => "not " + part));
        }
        if (query.Since is { } since) parts.Add("since " + Instant(since));
        if (query.Until is { } until) parts.Add("until " + Instant(until));
        if (query.Limit is { } limit && query.Shape != QueryShape.Last) parts.Add("limit:" + Number(limit));
        return parts.Count == 0 ? "everything" : string.Join(' ', parts);
    }

    static void AddFields(List<string> parts, AuditQuery query)
    {
        if (query.Sensitive is { } sensitive) parts.Add(sensitive ? "sensitive" : "sensitive:no");
        if (query.Outcomes.Count > 0) parts.Add(string.Join(", ", query.Outcomes.Select(outcome => outcome.ToString().ToLowerInvariant())));
        if (query.Actions.Count > 0) parts.Add(WriteActions(query.Actions));
        foreach (var group in query.Words) parts.Add(Write("", "name:", group));
        if (query.Apps.Count > 0) parts.Add(Keyed("app:", query.Apps));
        if (query.Targets.Count > 0) parts.Add(Keyed("target:", query.Targets));
        if (query.Actors.Count > 0) parts.Add(Write("by ", "by:", query.Actors));
        if (query.Scopes.Count > 0) parts.Add(Write("in ", "in:", query.Scopes));
        if (query.Sources.Count > 0) parts.Add(Write("from ", "from:", query.Sources));
        parts.AddRange(query.Texts.Select(Quote));
    }

    static string WriteActions(IReadOnlyList<string> actions) =>
        actions.All(Actions.Vocabulary.ContainsKey)
            ? string.Join(", ", actions)
            : "action:" + string.Join(',', actions.Select(action => IsPlainAction(action) ? action : Quote(action)));

    static bool IsPlainAction(string action) =>
        (QuestionWords.Find(action) is { Sense: Sense.Action } meaning && meaning.Value == action)
        || (IsPlain(action) && !action.Any(char.IsUpper));

    static string Write(string word, string key, IReadOnlyList<string> names) =>
        names.All(IsPlain) ? word + string.Join(" or ", names) : Keyed(key, names);

    static string Keyed(string key, IReadOnlyList<string> names) => key + string.Join(',', names.Select(name => IsPlain(name) ? name : Quote(name)));

    // What the reader takes for a name wherever it stands, spelling and all.
    static bool IsPlain(string name)
    {
        var folded = name.ToLowerInvariant();
        return name.Length > 0 && char.IsLetter(name[0]) && char.IsLetterOrDigit(name[^1])
            && name.All(c => char.IsLetterOrDigit(c) || c is '-' or '_' or '/' or '.')
            && QuestionWords.Find(folded) is null && !QuestionWords.Per.ContainsKey(folded) && QuestionWords.Nearest(folded) is null
            && !QuestionTimeWords.Units.ContainsKey(folded) && QuestionTimeWords.Month(folded) is null && QuestionTimeWords.Number(folded) is null && folded != "progress";
    }

    static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        for (var i = 0; i < text.Length; i++)
            quoted.Append(text[i] switch
            {
                '<' => "&lt;",
                '&' when QuestionText.IsEntity(text, i) => "&amp;",
                var c when QuestionTokens.IsDoubleQuote(c) => new string(c, 2),
                var c => c.ToString(),
            });
        return quoted.Append('"').ToString();
    }

    static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    static string Instant(DateTimeOffset instant)
    {
        var form = instant.Ticks % TimeSpan.TicksPerMinute == 0 ? "yyyy-MM-dd'T'HH:mm'Z'" : "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'";
        return instant.ToUniversalTime().ToString(form, CultureInfo.InvariantCulture);
    }
}
