using SlackAudit.Events;
using SlackAudit.Record;

namespace SlackAudit.See.Pages;

/// <summary>What the timeline draws: a question and its answer, or why there is none.</summary>
/// <param name="Text">The question as typed.</param>
/// <param name="Problem">Why it was not understood; null when it was.</param>
/// <param name="Answer">The answer; null when the question was not understood.</param>
/// <param name="IsOlderPage">Whether newer events were left behind.</param>
public sealed record TimelineView(string Text, QuestionProblem? Problem, Answer? Answer, bool IsOlderPage)
{
    /// <summary>The question with the word that was not understood replaced by the nearest that is; null where none is near.</summary>
    public string? Suggestion =>
        Problem is { Nearest: { } nearest } problem && problem.Position >= 0 && problem.Position + problem.Word.Length <= Text.Length
            ? string.Concat(Text.AsSpan(0, problem.Position), nearest, Text.AsSpan(problem.Position + problem.Word.Length))
            : null;

    /// <summary>The events by the reader's days, newest first, a whole session in one line.</summary>
    public IEnumerable<IGrouping<DateOnly, AnswerLine>> Days(ReaderClock reader) => Answer?.Lines.GroupBy(each => reader.Day(each.Event.OccurredAt)) ?? [];
}
