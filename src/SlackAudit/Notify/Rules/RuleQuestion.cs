using SlackAudit.Events;

namespace SlackAudit.Notify.Rules;

/// <summary>A question that can be asked of each new event, or why it cannot.</summary>
/// <param name="Query">The question; null where there is a problem.</param>
/// <param name="Problem">What is wrong with it, a sentence.</param>
sealed record RuleQuestion(AuditQuery? Query, string? Problem)
{
    /// <summary>The longest that is kept.</summary>
    public const int Longest = 1000;

    /// <summary>Reads a question of the settings, or one that was kept: nobody in particular asks it.</summary>
    public static RuleQuestion Read(string text, KnownPeople people) =>
        Read(text, new QuestionContext(DateTimeOffset.UnixEpoch, TimeZoneInfo.Utc, []) { People = people });

    /// <summary>Reads a question as somebody typed it.</summary>
    public static RuleQuestion Read(string text, QuestionContext context)
    {
        var question = Question.Parse(text, context);
        return question.Problem is { } problem ? new RuleQuestion(null, problem.Message)
            : question.Query!.HasTime ? new RuleQuestion(null, "It must name no time, since it is asked of whatever is new.")
            : question.Query.Shape != QueryShape.List ? new RuleQuestion(null, "It must ask for events, without last, who or count.")
            : new RuleQuestion(question.Query, null);
    }
}
