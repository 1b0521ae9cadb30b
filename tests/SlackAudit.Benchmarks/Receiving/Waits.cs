namespace SlackAudit.Benchmarks.Receiving;

/// <summary>How long pushes waited for their answers.</summary>
sealed record Waits
{
    readonly List<float> milliseconds = [];

    /// <summary>Answered 2xx.</summary>
    public int Accepted { get; private set; }

    /// <summary>Answered otherwise.</summary>
    public int Refused { get; private set; }

    /// <summary>Not answered while it was measured.</summary>
    public int Unanswered { get; init; }

    /// <summary>All that were answered.</summary>
    public int Count => Accepted + Refused;

    /// <summary>Accepted pushes a second.</summary>
    public double PerSecond { get; private init; }

    public void Add(int status, TimeSpan waited)
    {
        milliseconds.Add((float)waited.TotalMilliseconds);
        if (status is 200 or 202) Accepted++;
        else Refused++;
    }

    /// <summary>The milliseconds within which this share of the answers came.</summary>
    public double Percentile(double share)
    {
        if (milliseconds.Count == 0) return double.NaN;
        return milliseconds[Math.Min(milliseconds.Count - 1, (int)(milliseconds.Count * share))];
    }

    /// <summary>What several connections saw, together.</summary>
    public static Waits Of(IReadOnlyList<Waits> each, TimeSpan length)
    {
        var all = new Waits { Accepted = each.Sum(w => w.Accepted), Refused = each.Sum(w => w.Refused), PerSecond = each.Sum(w => w.Accepted) / length.TotalSeconds };
        foreach (var waits in each) all.milliseconds.AddRange(waits.milliseconds);
        all.milliseconds.Sort();
        return all;
    }
}
