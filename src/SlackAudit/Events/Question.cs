namespace SlackAudit.Events;

/// <summary>Who asks, when and where: what the words <c>today</c>, <c>9:00</c> and <c>me</c> mean.</summary>
/// <param name="Now">The instant of asking.</param>
/// <param name="Zone">The asker's time zone.</param>
/// <param name="Me">The names that the asker's own events carry; empty where the asker is unknown.</param>
public sealed record QuestionContext(DateTimeOffset Now, TimeZoneInfo Zone, IReadOnlyList<string> Me);

/// <summary>A question as typed, understood or not: exactly one of the two is set.</summary>
/// <param name="Query">The question, when it was understood.</param>
/// <param name="Problem">What was not understood.</param>
public sealed record Question(AuditQuery? Query, QuestionProblem? Problem)
{
    /// <summary>Parses any text; never throws, whatever the text.</summary>
    public static Question Parse(string text, QuestionContext context) => throw new InvalidOperationException();

    /// <summary>Writes a query in the grammar, so that parsing it again gives the same query.</summary>
    public static string Format(AuditQuery query, TimeZoneInfo zone) => throw new InvalidOperationException();
}

/// <summary>Why a question was not understood.</summary>
/// <param name="Message">A sentence for the asker, plain text, safe to show after escaping.</param>
/// <param name="Word">The word that was not understood.</param>
/// <param name="Position">Where it begins, counted in characters of the text as typed.</param>
/// <param name="Nearest">The nearest word that would have been understood; null where none is near.</param>
public sealed record QuestionProblem(string Message, string Word, int Position, string? Nearest);
