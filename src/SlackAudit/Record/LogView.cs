using SlackAudit.Events;
using SlackAudit.Record.Apps;
using SlackAudit.Record.Stories;

namespace SlackAudit.Record;

/// <summary>The log as somebody may see it; whatever answers people asks through one of these.</summary>
public sealed class LogView
{
    LogView(Questions questions, StoryReader stories, bool withholds) => (Questions, Stories, Apps, Withholds) = (questions, stories, new AppQuestions(questions, stories), withholds);

    /// <summary>Asks it.</summary>
    public Questions Questions { get; }

    /// <summary>Finds what its events tell together.</summary>
    public StoryReader Stories { get; }

    /// <summary>Asks it about an app.</summary>
    public AppQuestions Apps { get; }

    /// <summary>Whether what is sensitive is left out.</summary>
    public bool Withholds { get; }

    /// <summary>Whether an answer tells of something sensitive; a count does where some of what it counts is.</summary>
    public async Task<bool> TellsSensitiveAsync(Answer told, TimeZoneInfo zone, CancellationToken cancellationToken)
    {
        if (Withholds) return false;
        if (told.Query.Sensitive is { } asked) return asked;
        return told.NamesSensitive || (told.Tallies.Count > 0 && await MeetsSensitiveAsync(told.Query, zone, cancellationToken));
    }

    /// <summary>Whether a question meets something sensitive.</summary>
    public async Task<bool> MeetsSensitiveAsync(AuditQuery query, TimeZoneInfo zone, CancellationToken cancellationToken)
    {
        if (Withholds || query.Sensitive == false) return false;
        var any = query with { Shape = QueryShape.Last, Per = null, Limit = 1, Sensitive = true };
        return !(await Questions.AskAsync(any, zone, 1, null, cancellationToken)).IsEmpty;
    }

    internal static LogView Whole(Questions questions, StoryReader stories) => new(questions, stories, withholds: false);

    internal static LogView Withholding(Questions questions, StoryReader stories) => new(questions.Withholding(), stories.Withholding(), withholds: true);
}

/// <summary>The log as different people may see it.</summary>
public sealed class LogViews(Questions questions, StoryReader stories)
{
    readonly LogView whole = LogView.Whole(questions, stories);
    readonly LogView withholding = LogView.Withholding(questions, stories);

    /// <summary>The log whole, or without what is sensitive.</summary>
    public LogView Of(bool showsSensitive) => showsSensitive ? whole : withholding;
}
