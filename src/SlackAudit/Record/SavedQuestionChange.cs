using System.Globalization;
using SlackAudit.Events;

namespace SlackAudit.Record;

/// <summary>A name that gets a question, another one, or none.</summary>
/// <param name="Wanted">The row as it shall be; null where it goes.</param>
/// <param name="There">The row as it was read; null where there was none.</param>
/// <param name="By">Who says so; null where that is not known.</param>
/// <param name="At">When.</param>
/// <param name="EventId">The source event id of the event that says so: what is recorded is done.</param>
sealed record SavedQuestionChange(SavedQuestion? Wanted, SavedQuestion? There, string? By, DateTimeOffset At, string EventId) : LogChange
{
    public const string Action = Actions.Policy + ".question";

    public const string Delete = "DELETE FROM saved_questions WHERE name = @p0 AND question = @p1 AND saved_at = @p2";

    public static readonly string Insert = string.Create(CultureInfo.InvariantCulture, $"""
        INSERT INTO saved_questions (name, question, slack_user, saved_at) SELECT @p0, @p1, @p2, @p3
        WHERE NOT EXISTS (SELECT 1 FROM saved_questions WHERE name = @p0) AND (SELECT COUNT(*) FROM saved_questions) < {SavedQuestions.Most}
        """);

    public const string SetSavedBy = "UPDATE saved_questions SET saved_by = @p1 WHERE name = @p0";

    // Not ours: meanwhile the name means something else, or nothing, or there are too many.
    public override async Task<bool> TakeAsync(LogSession session)
    {
        if (There is { } there && await session.ExecuteAsync(Delete, there.Name, there.Question, there.SavedAt) != 1) return false;
        if (Wanted is not { } wanted) return true;
        if (await session.ExecuteAsync(Insert, wanted.Name, wanted.Question, wanted.SlackUser, wanted.SavedAt) != 1) return false;
        if (wanted.SavedBy is { } by) await session.ExecuteAsync(SetSavedBy, wanted.Name, by);
        return true;
    }

    /// <summary>The event that says so.</summary>
    public AuditEvent ToEvent(ActorTrust trust) => new()
    {
        Source = OwnSource.Name,
        SourceEventId = EventId,
        Action = Action,
        SourceAction = Wanted is null ? "question.forgotten" : "question.saved",
        Actor = By,
        ActorTrust = By is null ? ActorTrust.None : trust,
        Target = (Wanted ?? There)!.Name,
        TargetType = "question",
        Outcome = Outcome.Success,
        OccurredAt = At,
        Summary = (Wanted, There) switch
        {
            ({ } wanted, null) => $"{By ?? "somebody"} saved the question “{wanted.Question}” as {wanted.Name}",
            ({ } wanted, { } there) => $"{By ?? "somebody"} saved the question “{wanted.Question}” as {wanted.Name}, in place of “{there.Question}” of {there.SavedBy ?? "somebody"}",
            _ => $"{By ?? "somebody"} forgot the saved question {There!.Name}, which was “{There.Question}” of {There.SavedBy ?? "somebody"}",
        },
    };
}
