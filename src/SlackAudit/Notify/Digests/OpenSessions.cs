using SlackAudit.Events;
using SlackAudit.Record;
using SlackAudit.Record.Stories;

namespace SlackAudit.Notify.Digests;

/// <summary>The shells, commands and tunnels that were open at the end of a period.</summary>
/// <param name="Sessions">Those without an end until then, the oldest first.</param>
/// <param name="LookedSince">Since when their beginnings were looked for.</param>
/// <param name="NotLookedUp">How many more have begun whose ends could not be looked up in time.</param>
sealed record OpenSessions(IReadOnlyList<Session> Sessions, DateTimeOffset LookedSince, int NotLookedUp)
{
    const int MostStarts = 1_000;
    const int AtOnce = 100;

    // Whose end was never told would be open for ever.
    static readonly TimeSpan Longest = TimeSpan.FromDays(7);

    /// <summary>Those among a question's events.</summary>
    public static async Task<OpenSessions> OfAsync(Questions questions, StoryReader stories, AuditQuery query, DateTimeOffset end, CancellationToken cancellationToken)
    {
        var since = end - Longest;
        var actions = query.Narrowed(Actions.Exec, Actions.Ssh, Actions.Db);
        if (actions.Count == 0) return new OpenSessions([], since, 0);
        var begun = query with { Actions = actions, Outcomes = query.Outcomes.Count == 0 ? [Outcome.Started, Outcome.Success] : query.Outcomes, Since = since, Until = end };
        var answer = await questions.AskWhollyAsync(begun, TimeZoneInfo.Utc, MostStarts, cancellationToken);
        var open = new Dictionary<long, Session>();
        var notLookedUp = 0;
        foreach (var some in answer.Events.Where(e => References.Of(e, References.Session).Any()).Chunk(AtOnce))
        {
            var told = (await stories.TellAsync(new Answer { Query = begun, Events = some }, cancellationToken)).Sessions;
            notLookedUp += some.Count(e => e.Outcome == Outcome.Started && !told.ContainsKey(e.Id));
            foreach (var session in told.Values.Where(session => session.Start.OccurredAt < end && !(session.End?.OccurredAt < end))) open[session.Start.Id] = session;
        }
        return new OpenSessions([.. open.Values.OrderBy(session => session.Start.OccurredAt)], answer.Older is null ? since : answer.Events[^1].OccurredAt, notLookedUp);
    }
}
