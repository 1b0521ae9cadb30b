using SlackAudit.Events;
using SlackAudit.Record;
using SlackAudit.Record.News;

namespace SlackAudit.Notify.Digests;

/// <summary>What is new in a period, and what has stopped.</summary>
sealed record DigestNews
{
    /// <summary>What the log had never had before.</summary>
    public IReadOnlyList<Novelty> New { get; init; } = [];

    /// <summary>How much could not be looked up in time, so that it may be new.</summary>
    public int NotLookedUp { get; init; }

    /// <summary>The last event of each action on an app or target that happened in each of the earlier periods and did not in this one.</summary>
    public IReadOnlyList<AuditEvent> Stopped { get; init; } = [];

    /// <summary>When the oldest event occurred that the log still has: nothing is new that is older.</summary>
    public DateTimeOffset? LogBeginsAt { get; init; }
}

/// <summary>Something that the log had never had before.</summary>
/// <param name="Kind">What is new about it.</param>
/// <param name="First">The event that was the first of its kind.</param>
/// <param name="IsOnApp">Whether it was done to an app rather than to a target.</param>
sealed record Novelty(NoveltyKind Kind, AuditEvent First, bool IsOnApp);

/// <summary>What can be new, in the order in which people want to know.</summary>
enum NoveltyKind
{
    /// <summary>An action.</summary>
    Action,

    /// <summary>A person.</summary>
    Person,

    /// <summary>An app.</summary>
    App,

    /// <summary>A person on an app or target.</summary>
    PersonOnThing,

    /// <summary>An action on an app.</summary>
    ActionOnThing,
}

/// <summary>Finds out what is new and what stopped: what was done in this period and in those it is like, and a few seeks for what is left.</summary>
sealed class DigestNewsReader(LogNews news, Questions questions, TimeProvider time)
{
    const int MostLookUps = 300;
    const int MostStopped = 50;

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    /// <summary>The news among a digest's events.</summary>
    /// <param name="digest">The digest.</param>
    /// <param name="now">Its question, with its period.</param>
    /// <param name="logBegins">When the oldest event occurred; null where there is none.</param>
    /// <param name="cancellationToken">Stops looking.</param>
    public async Task<DigestNews> ReadAsync(DigestRule digest, AuditQuery now, DateTimeOffset? logBegins, CancellationToken cancellationToken)
    {
        var (start, end) = (now.Since!.Value, now.Until!.Value);
        // In its first period everything is new, and nobody needs to be told.
        if (logBegins is not { } begins || begins >= start) return new DigestNews();
        var alike = DigestPeriods.Alike(digest, start, end).Select(period => now with { Since = period.Start, Until = period.End }).ToList();
        var doings = await DoingsAsync(now, cancellationToken);
        var earlier = await DoingsAsync(alike[0], cancellationToken);
        var (found, notLookedUp) = await NewAsync(doings, earlier, start, cancellationToken);
        return new DigestNews
        {
            New = found,
            NotLookedUp = notLookedUp,
            Stopped = begins < alike[^1].Until ? await StoppedAsync(doings, earlier, [.. alike.Skip(1), .. doings.Count < LogNews.MostDoings ? [] : new[] { now }], now, cancellationToken) : [],
            LogBeginsAt = begins,
        };
    }

    async Task<List<Doing>> DoingsAsync(AuditQuery query, CancellationToken cancellationToken) =>
        [.. (await news.DoingsAsync(query, cancellationToken)).Where(doing => doing.Source != OwnSource.Name && !Actions.IsRoutine(doing.Action))];

    async Task<(List<Novelty> New, int NotLookedUp)> NewAsync(List<Doing> doings, List<Doing> earlier, DateTimeOffset start, CancellationToken cancellationToken)
    {
        var (begun, lookUps, notLookedUp) = (time.GetTimestamp(), 0, 0);
        var known = earlier.SelectMany(Candidates).ToHashSet();
        var unknown = new HashSet<Candidate>();
        var found = new List<Novelty>();
        foreach (var same in doings.OrderBy(doing => doing.FirstId).SelectMany(doing => Candidates(doing).Select(each => (Key: each, doing.FirstId)))
            .GroupBy(each => each.Key, each => each.FirstId).OrderBy(each => each.Key.Kind))
        {
            var candidate = same.Key;
            // What is new with a new app is no news beside it, and neither is what the same event is told for.
            if (known.Contains(candidate) || candidate.Wider.Any(unknown.Contains)) continue;
            if (candidate.Kind >= NoveltyKind.PersonOnThing && found.Exists(each => each.First.Id == same.First())) continue;
            bool? happened = lookUps++ < MostLookUps && time.GetElapsedTime(begun) < Patience
                ? await news.HappenedAsync(candidate.Asked(questions.People), start, cancellationToken)
                : null;
            if (happened is true) continue;
            unknown.Add(candidate);
            if (happened is null) notLookedUp++;
            else if (await questions.FindAsync(same.First(), cancellationToken) is { } first) found.Add(new Novelty(candidate.Kind, first, candidate.IsApp));
        }
        return (found, notLookedUp);
    }

    async Task<List<AuditEvent>> StoppedAsync(List<Doing> doings, List<Doing> earlier, List<AuditQuery> others, AuditQuery now, CancellationToken cancellationToken)
    {
        var begun = time.GetTimestamp();
        var still = doings.Select(OnThing).ToHashSet();
        var stopped = new List<AuditEvent>();
        foreach (var same in earlier.Where(doing => doing.Thing is not null).GroupBy(OnThing).Where(same => !still.Contains(same.Key))
            .OrderByDescending(same => same.Sum(doing => doing.Count)).ThenBy(same => same.Key.Thing, StringComparer.Ordinal).Take(MostStopped))
        {
            if (time.GetElapsedTime(begun) > Patience) break;
            var asked = same.Key.Asked(questions.People);
            var isRegular = true;
            foreach (var other in others) isRegular = isRegular && await news.HappenedWithinAsync(asked, other, cancellationToken) == (other != now);
            if (isRegular && await questions.FindAsync(same.Max(doing => doing.LastId), cancellationToken) is { } last) stopped.Add(last);
        }
        return stopped;
    }

    IEnumerable<Candidate> Candidates(Doing doing)
    {
        var person = doing.Actor is null ? null : questions.People.Of(doing.Source, doing.Actor) ?? doing.Actor;
        yield return new Candidate(NoveltyKind.Action, null, null, false, doing.Action);
        if (person is not null) yield return new Candidate(NoveltyKind.Person, person, null, false, null);
        if (doing.IsApp) yield return new Candidate(NoveltyKind.App, null, doing.Thing, true, null);
        if (person is not null && doing.Thing is not null) yield return new Candidate(NoveltyKind.PersonOnThing, person, doing.Thing, doing.IsApp, null);
        if (doing.IsApp) yield return OnThing(doing);
    }

    static Candidate OnThing(Doing doing) => new(NoveltyKind.ActionOnThing, null, doing.Thing, doing.IsApp, doing.Action);

    sealed record Candidate(NoveltyKind Kind, string? Person, string? Thing, bool IsApp, string? Action)
    {
        public IEnumerable<Candidate> Wider => Kind < NoveltyKind.PersonOnThing ? [] :
        [
            new Candidate(NoveltyKind.App, null, Thing, true, null),
            new Candidate(NoveltyKind.Person, Person, null, false, null),
            new Candidate(NoveltyKind.Action, null, null, false, Action),
        ];

        public AuditQuery Asked(KnownPeople people)
        {
            var asked = new AuditQuery
            {
                Actors = Person is null ? [] : [Person],
                Apps = IsApp ? [Thing!] : [],
                Targets = IsApp || Thing is null ? [] : [Thing],
                Actions = Action is null ? [] : [Action],
            };
            return Person is null ? asked : asked.Knowing(people);
        }
    }
}
