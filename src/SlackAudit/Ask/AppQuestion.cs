using System.Globalization;
using SlackAudit.Events;

namespace SlackAudit.Ask;

/// <summary>What is asked about one app.</summary>
enum AppQuestionKind
{
    /// <summary><c>changed myapp since it worked</c>.</summary>
    Changed,
}

/// <summary>A question about one app that is more than a list of events: a word of its own, and behind it the grammar of all questions.</summary>
/// <param name="Kind">What is asked.</param>
/// <param name="About">Which app, where and when.</param>
sealed record AppQuestion(AppQuestionKind Kind, AuditQuery About)
{
    /// <summary>What one may ask about an app.</summary>
    public static IReadOnlyList<QuestionExample> Examples { get; } =
    [
        new("changed myapp since it worked", "deploys, environment, infrastructure and access since the last good deploy, nearest to the failure first; or since 14:00"),
    ];

    /// <summary>The name of the app as asked.</summary>
    public string App => About.Words.Concat([About.Apps, About.Targets]).First(names => names.Count > 0)[0];

    /// <summary>Reads such a question; null for one of any other form, and a problem where it is one that was not understood.</summary>
    public static (AppQuestion? Question, QuestionProblem? Problem)? Read(string text, QuestionContext context)
    {
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length > 1 && Is(words[0], "what") && Is(words[1], "changed")) words = words[1..];
        if (words.Length < 2 || !Is(words[0], "changed")) return null;
        return ReadChanged(words[1..], context);
    }

    // since it worked, since it last worked, since the last success; or since any time
    static (AppQuestion?, QuestionProblem?)? ReadChanged(string[] words, QuestionContext context)
    {
        if (words[0].ToLowerInvariant() is "in" or "of" or "around" or "about" or "for" or "with" or "on") words = words[1..];
        var since = Array.FindLastIndex(words, word => Is(word, "since"));
        if (since < 0) return null;
        var then = string.Join(' ', words[(since + 1)..]).TrimEnd('?', '.', '!').ToLowerInvariant();
        var worked = then is "it worked" or "it last worked" or "it worked last" or "it was working" or "the last success" or "last success" or "the last deploy" or "last deploy";
        var read = Of(AppQuestionKind.Changed, worked ? words[..since] : words, "changed myapp since it worked", context);
        return worked || read.Question is not null || read.Problem!.Word.Length > 0 ? read : null;
    }

    static (AppQuestion? Question, QuestionProblem? Problem) Of(AppQuestionKind kind, string[] words, string example, QuestionContext context)
    {
        var text = string.Join(' ', words);
        var question = Question.Parse(text, context);
        if (question.Query is not { } about) return text.Length == 0 ? (null, NoApp(example)) : (null, question.Problem);
        return about.Words.Count + about.Apps.Count + about.Targets.Count == 0 ? (null, NoApp(example)) : (new AppQuestion(kind, about), null);
    }

    static QuestionProblem NoApp(string example) => new(string.Create(CultureInfo.InvariantCulture, $"Say of which app, such as “{example}”."), "", 0, null);

    static bool Is(string word, string expected) => word.Equals(expected, StringComparison.OrdinalIgnoreCase);
}
