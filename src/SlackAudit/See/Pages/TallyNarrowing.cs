using System.Globalization;
using SlackAudit.Events;
using SlackAudit.Record;

namespace SlackAudit.See.Pages;

/// <summary>From a line of a counting answer to the events behind it.</summary>
public static class TallyNarrowing
{
    /// <summary>The question for exactly the events that were counted in one line; null where the line has no name.</summary>
    public static AuditQuery? Of(AuditQuery counted, Tally tally, ReaderClock reader)
    {
        if (tally.Name is not { } name) return null;
        var list = counted with { Shape = QueryShape.List, Per = null };
        return (counted.Shape, counted.Per) switch
        {
            (QueryShape.Who, _) or (_, CountPer.Actor) => list with { Actors = [name] },
            (_, CountPer.App) => list with { Apps = [name] },
            (_, CountPer.Action) => list with { Actions = [name] },
            (_, CountPer.Source) => list with { Sources = [name] },
            (_, CountPer.Day) => OfDay(list, DateOnly.ParseExact(name, "O", CultureInfo.InvariantCulture), reader),
            _ => null,
        };
    }

    static AuditQuery OfDay(AuditQuery list, DateOnly day, ReaderClock reader)
    {
        var begin = Midnight(day, reader);
        var end = Midnight(day.AddDays(1), reader);
        return list with
        {
            Since = list.Since > begin ? list.Since : begin,
            Until = list.Until < end ? list.Until : end,
        };
    }

    // Where summer time begins at midnight, the day begins an hour later.
    static DateTimeOffset Midnight(DateOnly day, ReaderClock reader)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        while (reader.Zone.Zone.IsInvalidTime(midnight)) midnight = midnight.AddMinutes(15);
        return new DateTimeOffset(midnight, reader.Zone.Zone.GetUtcOffset(midnight)).ToUniversalTime();
    }
}
