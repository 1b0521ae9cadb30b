using SlackAudit.Record.Stories;

namespace SlackAudit.Record.Apps;

/// <summary>The five numbers of one app's delivery (https://dora.dev/guides/dora-metrics/), each with the deployments that it is of.</summary>
public sealed record Velocity
{
    /// <summary>How soon after a deployment a revert or a hotfix says that it had failed.</summary>
    static readonly TimeSpan FixedWithin = TimeSpan.FromHours(24);

    /// <summary>The deployments that are over, in order.</summary>
    public required IReadOnlyList<Deployment> Deployments { get; init; }

    /// <summary>From when to when.</summary>
    public required (DateTimeOffset Since, DateTimeOffset Until) Period { get; init; }

    /// <summary>The days with a good deployment in each whole week, in the median, and of how many weeks; null for no whole week.</summary>
    public (double Days, int Weeks)? DaysAWeek { get; init; }

    /// <summary>How long each change took into production; those of negative length are left out.</summary>
    public IReadOnlyList<(Deployment Of, StoryStep Change, TimeSpan Took)> Leads { get; init; } = [];

    /// <summary>The good deployments of which it is known what they brought.</summary>
    public int Covered { get; init; }

    /// <summary>The deployments that failed, with why.</summary>
    public IReadOnlyList<(Deployment Of, string Why)> Failed { get; init; } = [];

    /// <summary>How long each failed one took to be mended, and by which; null for those that are not.</summary>
    public IReadOnlyList<(Deployment Of, Deployment? By)> Recoveries { get; init; } = [];

    /// <summary>The deployments that went back or mended, with how.</summary>
    public IReadOnlyList<(Deployment Of, string Why)> Rework { get; init; } = [];

    /// <summary>The source that tells of these deployments; others tell of the same again.</summary>
    public string? Source { get; init; }

    /// <summary>How many deployments began and were never told to end.</summary>
    public int Unfinished { get; init; }

    /// <summary>The places looked at; empty for all.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary>Whether there may be more than was looked at.</summary>
    public bool IsPart { get; init; }

    /// <summary>How many went well.</summary>
    public int Good => Deployments.Count(deployment => deployment.IsGood);

    /// <summary>The middle of some lengths: of an even number, half-way between the two in the middle; null for none.</summary>
    public static TimeSpan? Median(IEnumerable<TimeSpan> lengths) => Median(lengths.Select(length => (double)length.Ticks)) is { } ticks ? TimeSpan.FromTicks((long)ticks) : null;

    /// <summary>The five numbers of deployments.</summary>
    /// <param name="deployments">Those that are over, in order.</param>
    /// <param name="since">The beginning of the time.</param>
    /// <param name="until">Its end.</param>
    /// <param name="counted">From when on weeks count: no earlier than the app was deployed at all.</param>
    /// <param name="zone">The zone in which days and weeks are counted.</param>
    public static Velocity Of(IReadOnlyList<Deployment> deployments, DateTimeOffset since, DateTimeOffset until, DateTimeOffset counted, TimeZoneInfo zone)
    {
        var good = deployments.Where(deployment => deployment.IsGood).ToList();
        var rework = Reworked(deployments).ToList();
        var failed = deployments.Select(deployment => (Of: deployment, Why: WhyFailed(deployment, good))).Where(each => each.Why is not null).Select(each => (each.Of, each.Why!)).ToList();
        return new Velocity
        {
            Deployments = deployments,
            Period = (since, until),
            DaysAWeek = Weeks(good, counted, until, zone),
            Leads = [.. LeadsOf(good)],
            Covered = good.Count(deployment => deployment.Changes.Count > 0),
            Failed = failed,
            Recoveries = [.. failed.Select(each => (each.Of, good.Find(later => later.At > each.Of.At && !failed.Exists(other => other.Of == later))))],
            Rework = rework,
        };
    }

    // Each change counts for the deployment that brought it first.
    static IEnumerable<(Deployment, StoryStep, TimeSpan)> LeadsOf(List<Deployment> good)
    {
        var shipped = new HashSet<long>();
        foreach (var deployment in good)
            foreach (var change in deployment.Changes)
                if (shipped.Add(change.Event.Id) && deployment.At >= change.At) yield return (deployment, change, deployment.At - change.At);
    }

    static string? WhyFailed(Deployment deployment, List<Deployment> good)
    {
        if (!deployment.IsGood) return "it failed";
        var at = good.IndexOf(deployment);
        if (at == good.Count - 1) return null;
        var next = good[at + 1];
        if (next.Version != deployment.Version && good.Take(at).Any(earlier => earlier.Version == next.Version)) return $"{next.Name}, which ran before, replaced it";
        return next.IsFix && next.At - deployment.At <= FixedWithin ? $"{next.Name} reverted or mended it" : null;
    }

    // Back to what ran before something else was tried, or mending by its own words.
    static IEnumerable<(Deployment, string)> Reworked(IReadOnlyList<Deployment> deployments)
    {
        for (var at = 0; at < deployments.Count; at++)
        {
            var one = deployments[at];
            var last = deployments.Take(at).Where(earlier => earlier.IsGood && earlier.Version == one.Version).Select(earlier => earlier.At).DefaultIfEmpty(DateTimeOffset.MaxValue).Max();
            if (deployments.Take(at).Any(between => between.At > last && between.Version != one.Version)) yield return (one, "went back to what ran before");
            else if (one.IsFix) yield return (one, "a revert or a hotfix by its own words");
        }
    }

    static (double, int)? Weeks(List<Deployment> good, DateTimeOffset counted, DateTimeOffset until, TimeZoneInfo zone)
    {
        var days = good.Select(deployment => Day(deployment.At, zone)).ToHashSet();
        var (first, end) = (Day(counted, zone), Day(until, zone));
        var monday = first.AddDays((8 - (int)first.DayOfWeek) % 7);
        var weeks = new List<double>();
        for (; monday.AddDays(7) <= end; monday = monday.AddDays(7)) weeks.Add(Enumerable.Range(0, 7).Count(day => days.Contains(monday.AddDays(day))));
        return Median(weeks) is { } median ? (median, weeks.Count) : null;
    }

    static DateOnly Day(DateTimeOffset at, TimeZoneInfo zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime);

    static double? Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted.Count == 0 ? null : (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }
}
