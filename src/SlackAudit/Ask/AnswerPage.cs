using System.Buffers.Text;
using System.Globalization;
using System.Text;
using SlackAudit.Events;
using SlackAudit.Record;

namespace SlackAudit.Ask;

/// <summary>A page of an answer, as a button keeps it: the question, and where the pages up to this one begin.</summary>
/// <param name="Query">The question.</param>
/// <param name="Starts">Where the pages behind the first begin, in their order; empty for the first page.</param>
sealed record AnswerPage(AuditQuery Query, IReadOnlyList<PageStart> Starts)
{
    // From further back than so many pages, the way to newer ones leads to the first.
    const int MostStarts = 12;

    // What Slack keeps with a button.
    const int Longest = 2000;

    /// <summary>Where this page begins; null for the newest events.</summary>
    public PageStart? From => Starts.Count == 0 ? null : Starts[^1];

    /// <summary>The page that begins where this one ends.</summary>
    public AnswerPage Older(PageStart end) => this with { Starts = [.. Starts.Skip(Starts.Count - MostStarts + 1), end] };

    /// <summary>The page before this one.</summary>
    public AnswerPage Newer => this with { Starts = [.. Starts.SkipLast(1)] };

    /// <summary>What a button keeps; null where the question is too long for one.</summary>
    public string? Write()
    {
        var starts = string.Join(',', Starts.Select(start => string.Create(CultureInfo.InvariantCulture, $"{start.OccurredAt.UtcTicks:x}.{start.Id:x}")));
        var value = Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"{starts}\n{Question.Format(Query)}"));
        return value.Length <= Longest ? value : null;
    }

    /// <summary>Reads what a button kept; null for anything else.</summary>
    public static AnswerPage? Read(string value, QuestionContext context)
    {
        if (value.Length > Longest || !Base64Url.IsValid(value)) return null;
        if (Encoding.UTF8.GetString(Base64Url.DecodeFromChars(value)).Split('\n', 2) is not [var starts, var question]) return null;
        var read = new List<PageStart>();
        foreach (var start in starts.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            if (Start(start) is not { } place) return null;
            read.Add(place);
        }
        return Question.Parse(question, context).Query is { } query && read.Count <= MostStarts ? new AnswerPage(query, read) : null;
    }

    static PageStart? Start(string text) =>
        text.Split('.') is [var ticks, var id] && IsNumber(ticks, out var at) && IsNumber(id, out var number) && at <= DateTimeOffset.MaxValue.UtcTicks
            ? new PageStart(new DateTimeOffset(at, TimeSpan.Zero), number)
            : null;

    static bool IsNumber(string text, out long number) =>
        long.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out number) && number >= 0;
}
