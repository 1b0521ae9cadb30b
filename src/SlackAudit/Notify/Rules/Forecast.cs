using SlackAudit.Events;
using SlackAudit.Record;

namespace SlackAudit.Notify.Rules;

/// <summary>What a rule would have told, had there been it.</summary>
/// <param name="Events">How many events it would have met.</param>
/// <param name="Messages">In how many messages, alike events within ten minutes in one.</param>
/// <param name="WorstMinute">How many messages there would have been in the worst minute.</param>
/// <param name="WorstAt">That minute; null where there were none.</param>
/// <param name="Samples">Some events of different kinds, the newest first.</param>
/// <param name="Past">What it was made from.</param>
sealed record Forecast(int Events, int Messages, int WorstMinute, DateTimeOffset? WorstAt, IReadOnlyList<long> Samples, Past Past)
{
    const int MostSamples = 3;

    public static Forecast Of(Past past)
    {
        var told = past.Events.Where(e => e.Sensitive || !Actions.IsRoutine(e.Action)).ToList();
        var kinds = told.GroupBy(e => (e.Action, e.Outcome == Outcome.Failure, Fold(e.Actor), Fold(e.App))).Select(kind => kind.OrderBy(e => e.OccurredAt).ThenBy(e => e.Id).ToList()).ToList();
        var minutes = kinds.SelectMany(Messaged).GroupBy(at => at.UtcTicks / TimeSpan.TicksPerMinute).Select(minute => (At: minute.Min(), Count: minute.Count())).ToList();
        var worst = minutes.OrderByDescending(minute => minute.Count).ThenByDescending(minute => minute.At).FirstOrDefault();
        // Of each kind the newest, then whatever else is new.
        var samples = kinds.Select(kind => kind[^1]).OrderByDescending(e => e.OccurredAt).Concat(told.OrderByDescending(e => e.OccurredAt)).Select(e => e.Id).Distinct().Take(MostSamples);
        return new Forecast(told.Count, minutes.Sum(minute => minute.Count), worst.Count, worst.Count == 0 ? null : worst.At, [.. samples], past);
    }

    static string? Fold(string? name) => name is null ? null : Names.Fold(name);

    // When each message about events of one kind would have been posted.
    static IEnumerable<DateTimeOffset> Messaged(List<PastEvent> kind)
    {
        DateTimeOffset? open = null;
        foreach (var e in kind.Where(e => open is null || e.OccurredAt >= open))
        {
            open = e.OccurredAt + Things.Window;
            yield return e.OccurredAt;
        }
    }
}
