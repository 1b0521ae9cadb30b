using System.Globalization;
using System.Text.RegularExpressions;
using SlackAudit.Events;

namespace SlackAudit.Record.Evidence;

/// <summary>What an evidence pack is asked for: events of a time, which may be said as <c>2026-Q1</c>, <c>2026-03</c> or <c>2026</c> behind the question.</summary>
/// <param name="Typed">The question as typed.</param>
/// <param name="Query">The question as understood.</param>
public sealed partial record EvidenceQuestion(string Typed, AuditQuery Query)
{
    /// <summary>What its file is called: <c>evidence-deploys-2026-q1.zip</c>.</summary>
    public string FileName
    {
        get
        {
            var words = NoFileName().Replace(Names.Fold(Typed), "-").Trim('-');
            return $"evidence-{(words.Length > 60 ? words[..60].TrimEnd('-') : words)}.zip";
        }
    }

    /// <summary>Reads it; a problem is a sentence that says what to do.</summary>
    public static (EvidenceQuestion? Question, string? Problem) Read(string text, QuestionContext context)
    {
        var typed = text.Trim();
        var read = Question.Parse(typed, context);
        if (read.Query is not { HasTime: true } && Spelt(typed, context) is { } spelt) read = Question.Parse(spelt, context);
        return read switch
        {
            { Problem: { } problem } => (null, problem.Message),
            { Query.Shape: not QueryShape.List } or { Query.Limit: not null } => (null, "Evidence is of all events of a time, so it can neither be counted nor cut off: leave out last, who, count and limit."),
            { Query.HasTime: false } => (null, "Say of which time: evidence deploys 2026-Q1, or 2026-03, 2026, last month, since 2026-01-15."),
            _ => (new EvidenceQuestion(typed, read.Query!), null),
        };
    }

    // A quarter, month or year behind a question, with or without a word before it, becomes two instants of the asker's zone.
    static string? Spelt(string typed, QuestionContext context)
    {
        if (typed.Length > Question.MaxLength || Period().Match(typed) is not { Success: true } said) return null;
        var year = int.Parse(said.Groups["year"].ValueSpan, CultureInfo.InvariantCulture);
        var (first, months) = said.Groups["quarter"] is { Success: true } quarter ? (quarter.ValueSpan[0] - '0', 3)
            : said.Groups["month"] is { Success: true } month ? (int.Parse(month.ValueSpan, CultureInfo.InvariantCulture), 1)
            : (1, 12);
        if (months == 3) first = (first * 3) - 2;
        if (year is < 1990 or > 2900 || first is < 1 or > 12) return null;
        var calendar = new QuestionCalendar(context.Now, context.Zone);
        var start = new DateTime(year, first, 1);
        var span = calendar.Between(start, start.AddMonths(months));
        return $"{typed[..said.Index]} since {EventJson.Time(span.From)} before {EventJson.Time(span.To)}";
    }

    [GeneratedRegex("[^a-z0-9]+")]
    private static partial Regex NoFileName();

    [GeneratedRegex(@"(?:^|\s)(?:(?:in|of|for|during)\s+)?(?<year>\d{4})(?:-[qQ](?<quarter>[1-4])|-(?<month>\d{2}))?\s*$")]
    private static partial Regex Period();
}
