using System.Globalization;
using SlackAudit.Events;
using SlackAudit.Record;

namespace SlackAudit.Notify.Digests;

/// <summary>The sensitive events of a period, with what those who are said to have done them answered when they were asked.</summary>
/// <param name="Events">Those that somebody denied or did not answer for, though they may be older, and the newest of the others.</param>
/// <param name="More">How many further ones there were in the period.</param>
/// <param name="Count">How many there were in the period, and in the one before.</param>
/// <param name="AnswerTo">The newest answer by the event's id; none for one that nobody was asked about.</param>
sealed record SensitiveEvents(IReadOnlyList<AuditEvent> Events, long More, Compared Count, IReadOnlyDictionary<long, AuditEvent> AnswerTo)
{
    const int Most = 10;
    const int MostAnswers = 200;

    const string Yes = "confirmation.yes";
    const string No = "confirmation.no";
    const string Unanswered = "confirmation.unanswered";

    static readonly Dictionary<string, (string By, string Said)> Words = new(StringComparer.Ordinal)
    {
        [Yes] = ("confirmed by", "confirmed"),
        [No] = ("DENIED by", "DENIED"),
        [Unanswered] = ("asked, and not answered in time by", "asked, and not answered in time"),
    };

    /// <summary>The log's own events that say what was answered.</summary>
    public static readonly AuditQuery Answers = new() { Actions = ["confirm"], Sources = [OwnSource.Name] };

    /// <summary>What was answered, in words: <c>DENIED by alice</c>; null where nobody was asked, or has not answered yet.</summary>
    public string? Answered(AuditEvent e) => !AnswerTo.TryGetValue(e.Id, out var answer) ? null
        : answer.Actor is { } actor ? $"{Words[answer.SourceAction!].By} {actor}"
        : Words[answer.SourceAction!].Said;

    /// <summary>Those of a digest's question.</summary>
    public static async Task<SensitiveEvents> OfAsync(Questions questions, AuditQuery query, Compared count, CancellationToken cancellationToken)
    {
        if (query.OnlySensitive() is not { } sensitive) return new SensitiveEvents([], 0, count, new Dictionary<long, AuditEvent>());
        var newest = (await questions.AskWhollyAsync(sensitive, TimeZoneInfo.Utc, Most, cancellationToken)).Events;
        var told = await AskAsync(questions, Answers with { Since = query.Since, Until = query.Until }, cancellationToken);
        var open = new List<AuditEvent>();
        var meets = (sensitive with { Since = null, Until = null }).Compile();
        foreach (var id in Last(told).Where(each => each.Value.SourceAction != Yes).OrderByDescending(each => each.Value.SourceAction == No).ThenByDescending(each => each.Key).Select(each => each.Key))
            if (open.Count < Most && await questions.FindAsync(id, cancellationToken) is { } found && meets(found)) open.Add(found);

        List<AuditEvent> listed = [.. open, .. newest.Where(e => open.TrueForAll(other => other.Id != e.Id)).Take(Most - open.Count)];
        var answers = listed.Count == 0 ? [] : await AskAsync(questions, Answers with { Targets = [.. listed.Select(e => e.Id.ToString(CultureInfo.InvariantCulture))] }, cancellationToken);
        return new SensitiveEvents(listed, count.Count - listed.Count(e => e.OccurredAt >= query.Since), count, Last(answers));
    }

    static async Task<IReadOnlyList<AuditEvent>> AskAsync(Questions questions, AuditQuery query, CancellationToken cancellationToken) =>
        (await questions.AskWhollyAsync(query, TimeZoneInfo.Utc, MostAnswers, cancellationToken)).Events;

    // Newest first. Who answered late has answered.
    static Dictionary<long, AuditEvent> Last(IReadOnlyList<AuditEvent> answers)
    {
        var last = new Dictionary<long, AuditEvent>();
        foreach (var answer in answers.Where(each => each.TargetType == "event" && each.SourceAction is not null && Words.ContainsKey(each.SourceAction)).OrderBy(each => each.SourceAction == Unanswered))
            if (long.TryParse(answer.Target, CultureInfo.InvariantCulture, out var id)) last.TryAdd(id, answer);
        return last;
    }
}
