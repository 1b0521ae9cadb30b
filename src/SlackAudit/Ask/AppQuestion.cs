using SlackAudit.Events;

namespace SlackAudit.Ask;

/// <summary>What is asked about one app.</summary>
enum AppQuestionKind
{
    /// <summary><c>changed myapp since it worked</c>.</summary>
    Changed,

    /// <summary><c>diff myapp RABC RDEF</c>.</summary>
    Diff,

    /// <summary><c>state myapp at yesterday 15:00</c>.</summary>
    State,

    /// <summary><c>velocity myapp 30d</c>.</summary>
    Velocity,
}

/// <summary>A question about one app that is more than a list of events: a word of its own, and behind it the grammar of all questions.</summary>
/// <param name="Kind">What is asked.</param>
/// <param name="About">Which app, where and when.</param>
/// <param name="Releases">The two releases of a <see cref="AppQuestionKind.Diff"/>.</param>
sealed record AppQuestion(AppQuestionKind Kind, AuditQuery About, IReadOnlyList<string> Releases)
{
    /// <summary>What one may ask about an app.</summary>
    public static IReadOnlyList<QuestionExample> Examples { get; } =
    [
        new("changed myapp since it worked", "what changed around the last good deploy, nearest to the failure first; or since 14:00"),
        new("diff myapp RABC RDEF", "what lies between two releases"),
        new("state myapp at yesterday 15:00", "what ran then, with which environment, and who was in it"),
        new("velocity myapp 30d", "deploy frequency, lead time, failures, recovery and rework, each with its events"),
    ];

    static readonly string[] Connectors = ["and", "to", "with", "vs", "from", "between"];

    /// <summary>The name of the app as asked.</summary>
    public string App => About.Words.Concat([About.Apps, About.Targets]).First(names => names.Count > 0)[0];

    /// <summary>Reads such a question; null for one of any other form, and a problem where it is one that was not understood.</summary>
    public static (AppQuestion? Question, QuestionProblem? Problem)? Read(string text, QuestionContext context)
    {
        if (text.Length > Question.MaxLength) return null;
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length > 1 && Is(words[0], "what") && Is(words[1], "changed")) words = words[1..];
        if (words.Length < 2) return null;
        var first = words[0].ToLowerInvariant();
        words = IsAnyOf(words[1], "in", "of", "around", "about", "for", "with", "between") ? words[2..] : words[1..];
        return first switch
        {
            "changed" => ReadChanged(words, context),
            "diff" => ReadDiff(words, context),
            "state" => ReadState(words, context),
            "velocity" => Of(AppQuestionKind.Velocity, words, "velocity myapp 30d", context),
            _ => null,
        };
    }

    // since it worked, since it last worked, since the last success; or since any time
    static (AppQuestion?, QuestionProblem?)? ReadChanged(string[] words, QuestionContext context)
    {
        var since = Array.FindLastIndex(words, word => Is(word, "since"));
        if (since < 0) return null;
        var then = string.Join(' ', words[(since + 1)..]).TrimEnd('?', '.', '!').ToLowerInvariant();
        var worked = then is "it worked" or "it last worked" or "it worked last" or "it was working" or "the last success" or "last success" or "the last deploy" or "last deploy";
        var read = Of(AppQuestionKind.Changed, worked ? words[..since] : words, "changed myapp since it worked", context);
        return worked || read.Question is not null || read.Problem!.Word.Length > 0 ? read : null;
    }

    // myapp RABC RDEF; RABC and RDEF of myapp
    static (AppQuestion?, QuestionProblem?) ReadDiff(string[] words, QuestionContext context)
    {
        words = [.. words.SelectMany(word => word.Split("..", StringSplitOptions.RemoveEmptyEntries)).Select(word => word.Trim(',', '?')).Where(word => word.Length > 0 && !IsAnyOf(word, Connectors))];
        var of = Array.FindIndex(words, word => Is(word, "of"));
        var (app, releases) = of >= 0 ? (words[(of + 1)..], words[..of]) : (words[..Math.Max(words.Length - 2, 0)], words[Math.Max(words.Length - 2, 0)..]);
        if (releases.Length != 2 || app.Length == 0) return (null, Problem("Name two releases, such as “diff myapp RABC RDEF”."));
        if (Is(releases[0], releases[1])) return (null, Problem($"{QuestionProblem.Cut(releases[0])} is one release. Name another beside it."));
        var read = Of(AppQuestionKind.Diff, app, "diff myapp RABC RDEF", context);
        return (read.Question is { } question ? question with { Releases = releases } : null, read.Problem);
    }

    // myapp at yesterday 15:00; myapp as of monday; myapp
    static (AppQuestion?, QuestionProblem?) ReadState(string[] words, QuestionContext context)
    {
        const string example = "state myapp at yesterday 15:00";
        var (begin, behind) = Array.FindLastIndex(words, word => Is(word, "at")) is >= 0 and var at ? (at, at + 1)
            : Array.FindLastIndex(words, word => Is(word, "as")) is >= 0 and var sign && sign + 1 < words.Length && Is(words[sign + 1], "of") ? (sign, sign + 2)
            : (-1, -1);
        if (begin < 0) return Of(AppQuestionKind.State, words, example, context);
        var read = Of(AppQuestionKind.State, [.. words[..begin], "until", .. words[behind..]], example, context);
        return read.Problem is { } problem ? (null, problem with { Message = problem.Message.Replace("“until”", "“at”", StringComparison.Ordinal) }) : read;
    }

    static (AppQuestion? Question, QuestionProblem? Problem) Of(AppQuestionKind kind, string[] words, string example, QuestionContext context)
    {
        var question = words.Length == 0 ? new Question(null, null) : Question.Parse(string.Join(' ', words), context);
        if (question.Problem is { } problem) return (null, problem);
        return question.Query is { } about && about.Words.Count + about.Apps.Count + about.Targets.Count > 0
            ? (new AppQuestion(kind, about, []), null)
            : (null, Problem($"Say of which app, such as “{example}”."));
    }

    static QuestionProblem Problem(string message) => new(message, "", 0, null);

    static bool Is(string word, string expected) => word.Equals(expected, StringComparison.OrdinalIgnoreCase);

    static bool IsAnyOf(string word, params ReadOnlySpan<string> expected)
    {
        foreach (var one in expected)
            if (Is(word, one)) return true;
        return false;
    }
}
