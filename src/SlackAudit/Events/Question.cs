using System.Globalization;

namespace SlackAudit.Events;

/// <summary>Who asks, when and where: what the words <c>today</c>, <c>9:00</c> and <c>me</c> mean.</summary>
/// <param name="Now">The instant of asking.</param>
/// <param name="Zone">The asker's time zone.</param>
/// <param name="Me">The names that the asker's own events carry; empty where the asker is unknown.</param>
public sealed record QuestionContext(DateTimeOffset Now, TimeZoneInfo Zone, IReadOnlyList<string> Me)
{
    /// <summary>
    /// Whether the log knows an app, target or person of that name, asked only of words that look misspelt (<c>logins</c> typed
    /// <c>logic</c>); null where nobody knows, and such a word is then explained rather than searched for.
    /// </summary>
    public Func<string, bool>? IsKnownName { get; init; }

    /// <summary>Who is who.</summary>
    public KnownPeople People { get; init; } = KnownPeople.None;

    /// <summary>The asker's id in Slack; null for somebody who asks elsewhere.</summary>
    public string? SlackUser { get; init; }

    /// <summary>Somebody who asks in Slack: by the id and the short name that Slack says, either empty where it does not.</summary>
    public static QuestionContext InSlack(DateTimeOffset now, TimeZoneInfo zone, KnownPeople people, string userId, string userName) =>
        new(now, zone, string.IsNullOrWhiteSpace(userName) ? [] : [userName]) { People = people, SlackUser = string.IsNullOrWhiteSpace(userId) ? null : userId };
}

/// <summary>A question as typed, understood or not: exactly one of the two is set.</summary>
/// <param name="Query">The question, when it was understood.</param>
/// <param name="Problem">What was not understood.</param>
public sealed partial record Question(AuditQuery? Query, QuestionProblem? Problem)
{
    /// <summary>The longest question that is read, in characters.</summary>
    public const int MaxLength = 10_000;

    /// <summary>Parses any text; never throws, whatever the text.</summary>
    public static Question Parse(string text, QuestionContext context)
    {
        if (text.Length > MaxLength)
            return NotUnderstood("", 0, string.Create(CultureInfo.InvariantCulture,
                $"That question is {text.Length:N0} characters long; at most {MaxLength:N0} are read. Ask for less at once."));
        var tokens = QuestionTokens.Read(text, out var unclosed);
        if (unclosed is { } quote)
            return NotUnderstood(quote.Text, quote.Position, $"The quote that begins at {QuestionProblem.Show(quote.Text[1..])} is not closed. Close it, or leave it out.");
        return tokens.Count == 0
            ? NotUnderstood("", 0, "There is no question yet.")
            : new QuestionReader(tokens, context).Read();
    }

    /// <summary>Writes a query in the grammar, so that parsing it again, whenever and wherever, gives the same query.</summary>
    public static string Format(AuditQuery query) => QuestionFormat.Write(query);

    static Question NotUnderstood(string word, int position, string message) =>
        new(null, new QuestionProblem(message, word, position, null));
}

/// <summary>Why a question was not understood.</summary>
/// <param name="Message">A sentence for the asker, plain text, safe to show after escaping.</param>
/// <param name="Word">The word that was not understood.</param>
/// <param name="Position">Where it begins, counted in characters of the text as typed.</param>
/// <param name="Nearest">The nearest word that would have been understood; null where none is near.</param>
public sealed record QuestionProblem(string Message, string Word, int Position, string? Nearest)
{
    /// <summary>A typed word as a sentence shows it: quoted, and no longer than a sentence bears.</summary>
    internal static string Show(string word) => $"“{Cut(word)}”";

    /// <summary>A typed word no longer than a sentence bears.</summary>
    internal static string Cut(string word) => word.Length > 60 ? $"{word[..60]}…" : word;
}
