namespace SlackAudit.Events;

/// <summary>A question while it is being read.</summary>
sealed class QuestionDraft
{
    internal List<string> Actions { get; } = [];
    internal List<IReadOnlyList<string>> Words { get; } = [];
    internal List<string> Texts { get; } = [];
    internal List<Outcome> Outcomes { get; } = [];
    internal bool? Sensitive { get; set; }
    internal bool Who { get; set; }
    internal bool Count { get; set; }
    internal bool Last { get; set; }
    internal int? Limit { get; set; }
    internal CountPer? Per { get; set; }
    internal List<AuditQuery> Except { get; } = [];

    DateTimeOffset? since, until;
    TimeForm sinceForm, untilForm;
    DateTime? sinceDay, untilDay;
    TimeSpanSaid? day, fromClock, toClock;

    readonly Dictionary<string, List<string>> names = new(StringComparer.Ordinal);

    /// <summary>The names asked for under one of the keys <c>app</c>, <c>target</c>, <c>by</c>, <c>in</c>, <c>from</c>.</summary>
    internal List<string> Names(string key) => names.TryGetValue(key, out var list) ? list : names[key] = [];

    internal bool HasTime => (since ?? until ?? day?.From ?? fromClock?.From ?? toClock?.From) is not null;

    /// <summary>How many values the question compares with: what makes it costly to ask.</summary>
    internal int Size =>
        Actions.Count + Texts.Count + Outcomes.Count + names.Values.Sum(list => list.Count) + Words.Sum(group => group.Count) + Except.Sum(SizeOf);

    /// <summary>How many fields say something; what follows a <c>not</c> has one.</summary>
    internal int Fields =>
        Words.Count + Texts.Count + names.Values.Count(list => list.Count > 0)
        + (Actions.Count > 0 ? 1 : 0) + (Outcomes.Count > 0 ? 1 : 0) + (Sensitive is null ? 0 : 1);

    /// <summary>Whether it says anything that cannot be left out: a shape, a limit, a time.</summary>
    internal bool HasMoreThanFields => HasTime || Who || Count || Last || Limit is not null || Per is not null || Except.Count > 0;

    /// <summary>Nothing from before one of the ends of what was said.</summary>
    internal void From(DateTimeOffset instant, TimeSpanSaid said)
    {
        if (said.On is not null) fromClock = fromClock is { } other && other.From > said.From ? other : said;
        else if (!(since >= instant)) (since, sinceForm, sinceDay) = (instant, said.Form, said.IsMoment ? said.Day : null);
    }

    /// <summary>Nothing from one of the ends of what was said on.</summary>
    internal void To(DateTimeOffset instant, TimeSpanSaid said)
    {
        if (said.On is not null) toClock = toClock is { } other && other.From < said.From ? other : said;
        else if (!(until <= instant)) (until, untilForm, untilDay) = (instant, said.Form, said.IsMoment ? said.Day : null);
    }

    /// <summary>Nothing but what lies in a stretch. Clocks that were said beside a day mean that day's.</summary>
    internal void Within(TimeSpanSaid said, DateTimeOffset now)
    {
        if (said.Day is not null && day is null) day = said;
        else Narrow(said, now);
    }

    // What lasts until now or longer has no end worth saying.
    void Narrow(TimeSpanSaid said, DateTimeOffset now)
    {
        From(said.From, said);
        if (said.To < now) To(said.To, said);
    }

    /// <summary>
    /// Puts the ends in order: between monday and wednesday, asked on a Tuesday, is last week's; between 22:00 and 02:00 ends the
    /// next morning. False where the end still comes first.
    /// </summary>
    internal bool OrderTime(DateTimeOffset now)
    {
        PlaceClocks(now);
        if (since is null || until is null || since < until) return true;
        if (untilForm == TimeForm.Clock && until.Value.AddDays(1) > since) until = until.Value.AddDays(1);
        else if (sinceForm == TimeForm.Weekday) since = since.Value.AddDays(-7);
        return since < until;
    }

    // from 10:00 to 12:00 yesterday; yesterday 22:00 to 02:00; after 14:00 on monday
    void PlaceClocks(DateTimeOffset now)
    {
        var (start, end, named) = (fromClock, toClock, day?.Day);
        if (day is { } stretch && (start is null || end is null)) Narrow(stretch, now);
        if (start is { } first)
        {
            var placed = Placed(first, named ?? untilDay);
            if (named is null && untilDay is { } last && placed.From >= until) placed = Placed(first, last.AddDays(-1));
            From(placed.From, placed);
        }
        if (end is { } second)
        {
            var on = named ?? sinceDay;
            var placed = Placed(second, on);
            if (on is { } same && placed.From <= since) placed = Placed(second, same.AddDays(1));
            To(placed.From, placed);
        }
    }

    static TimeSpanSaid Placed(TimeSpanSaid clock, DateTime? day) =>
        day is { } on && clock.On!(on) is var at ? new TimeSpanSaid(at, at) : clock with { On = null };

    internal AuditQuery ToQuery() => new()
    {
        Shape = Count || Per is not null ? QueryShape.Count : Last ? QueryShape.Last : Who ? QueryShape.Who : QueryShape.List,
        Limit = Last ? Limit ?? 1 : Limit,
        // "count deploys by who"
        Per = Per ?? (Count && Who ? CountPer.Actor : null),
        Actions = Once(Actions),
        Words = Words,
        Apps = Once(Names("app")),
        Targets = Once(Names("target")),
        Actors = Once(Names("by")),
        Scopes = Once(Names("in")),
        Sources = Once(Names("from")),
        Outcomes = [.. Outcomes.Distinct()],
        Sensitive = Sensitive,
        Texts = Once(Texts),
        Since = since,
        Until = until,
        Except = Except,
    };

    static string[] Once(List<string> list) => [.. list.Distinct(StringComparer.Ordinal)];

    static int SizeOf(AuditQuery query) =>
        query.Actions.Count + query.Texts.Count + query.Outcomes.Count + query.Words.Sum(group => group.Count)
        + query.Apps.Count + query.Targets.Count + query.Actors.Count + query.Scopes.Count + query.Sources.Count;
}
