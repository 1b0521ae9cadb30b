using System.Globalization;
using SlackAudit.Events;
using SlackAudit.Record;

namespace SlackAudit.Notify.Digests;

/// <summary>The sensitive events of a period, with what those who are said to have done them answered when they were asked.</summary>
/// <param name="Events">Those that somebody denied or did not answer for, though they may be older, and the newest of the others.</param>
/// <param name="More">How many further ones there were in the period.</param>
/// <param name="Count">How many there were in the period, and in the one before.</param>
/// <param name="AnswerTo">What came of asking, by the event's id; none for one that nobody was asked about.</param>
sealed record SensitiveEvents(IReadOnlyList<AuditEvent> Events, long More, Compared Count, IReadOnlyDictionary<long, Confirmation> AnswerTo)
{
    const int Most = 10;
    const int MostAnswers = 200;

    /// <summary>The log's own events that say what was answered.</summary>
    public static readonly AuditQuery Answers = new() { Actions = [Actions.Confirm], Sources = [OwnSource.Name] };

    /// <summary>What was answered, in words: <c>DENIED by alice</c>; null where nobody was asked, or has not answered yet.</summary>
    public string? Answered(AuditEvent e) => !AnswerTo.TryGetValue(e.Id, out var answer) ? null : answer.Answer switch
    {
        Confirmation.Yes => $"confirmed{By(answer)}",
        Confirmation.No => $"DENIED{By(answer)}",
        _ => "asked, and not answered in time",
    };

    /// <summary>Those of a digest's question.</summary>
    public static async Task<SensitiveEvents> OfAsync(Questions questions, ConfirmedEvents confirmations, AuditQuery query, Compared count, CancellationToken cancellationToken)
    {
        if (query.OnlySensitive() is not { } sensitive) return new SensitiveEvents([], 0, count, new Dictionary<long, Confirmation>());
        var newest = (await questions.AskWhollyAsync(sensitive, TimeZoneInfo.Utc, Most, cancellationToken)).Events;
        var told = (await questions.AskWhollyAsync(Answers with { Since = query.Since, Until = query.Until }, TimeZoneInfo.Utc, MostAnswers, cancellationToken)).Events;
        var open = new List<AuditEvent>();
        var meets = (sensitive with { Since = null, Until = null }).Compile();
        var answers = await confirmations.OfAsync([.. told.Select(Asked).OfType<long>().Distinct()], cancellationToken);
        foreach (var answer in answers.Values.Where(each => each.Answer != Confirmation.Yes).OrderByDescending(each => each.Answer == Confirmation.No).ThenByDescending(each => each.EventId))
            if (open.Count < Most && await questions.FindAsync(answer.EventId, cancellationToken) is { } found && meets(found)) open.Add(found);

        List<AuditEvent> listed = [.. open, .. newest.Where(e => open.TrueForAll(other => other.Id != e.Id)).Take(Most - open.Count)];
        // Also of those that share the answer to a question about another.
        var all = await confirmations.OfAsync([.. listed.Select(e => e.Id)], cancellationToken);
        return new SensitiveEvents(listed, count.Count - listed.Count(e => e.OccurredAt >= query.Since), count, all);
    }

    // About which event.
    static long? Asked(AuditEvent answer) =>
        answer.TargetType == "event" && long.TryParse(answer.Target, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    static string By(Confirmation answer) => answer.AnsweredBy is { } by ? $" by {by}" : "";
}
