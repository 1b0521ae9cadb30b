namespace SlackAudit.Cli.Demo;

/// <summary>A month of the team: working days as busy as they are, weekends quiet. The same all day long, so far as it has happened.</summary>
static class DemoStory
{
    const int Days = 30;

    /// <summary>Chance that falls the same way all day.</summary>
    public static DemoDice Dice(DateTimeOffset now) => new(DateOnly.FromDateTime(now.UtcDateTime).DayNumber);

    /// <summary>Every delivery of the month until now, in order.</summary>
    public static IReadOnlyList<DemoDelivery> Month(DateTimeOffset now, DemoDice dice)
    {
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        var month = new List<DemoDelivery>();
        for (var day = today.AddDays(-Days); day <= today; day = day.AddDays(1))
        {
            var midnight = new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero);
            foreach (var (time, scene) in Day(day, today, dice)) month.AddRange(Until(now, midnight + time, scene));
        }

        return [.. month.OrderBy(delivery => delivery.At)];
    }

    /// <summary>Whether the team works on a day.</summary>
    public static bool IsWorkingDay(DateOnly day) => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);

    static IEnumerable<(TimeSpan Time, DemoScene Scene)> Day(DateOnly day, DateOnly today, DemoDice dice)
    {
        yield return (TimeSpan.FromMinutes(dice.Between(121, 123)), DemoScenes.Nightly(dice));
        if (!IsWorkingDay(day))
        {
            if (dice.Chance(0.3)) yield return (Hour(dice), DemoScenes.Session(dice));
            yield break;
        }

        var back = WorkingDays(day, today);
        var apps = back == DemoIncident.WorkingDaysBack ? DemoIncident.OtherApps : DemoTeam.Apps;
        for (var i = dice.Whole(4, 6); i > 0; i--) yield return (Hour(dice), DemoScenes.Change(dice, apps));
        for (var i = dice.Whole(3, 6); i > 0; i--) yield return (Hour(dice), DemoScenes.Session(dice));
        yield return (Hour(dice), DemoScenes.Tunnel(dice, DemoTeam.ProductionDatabase));
        if (dice.Chance(0.4)) yield return (Hour(dice), DemoScenes.Scale(dice));
        if (dice.Chance(0.2)) yield return (Hour(dice), DemoScenes.BrokenBuild(dice));
        if (day.DayOfWeek == DayOfWeek.Thursday) yield return (Hour(dice), DemoScenes.Release(dice, dice.Pick(DemoTeam.Apps)));
        if (DemoOccasions.Of(back, dice) is { } occasion) yield return occasion;
    }

    static TimeSpan Hour(DemoDice dice) => TimeSpan.FromHours(dice.Pick(DemoTeam.Hours)) + TimeSpan.FromMinutes(dice.Between(0, 60));

    // How many working days a day lies before another.
    static int WorkingDays(DateOnly day, DateOnly today) => Enumerable.Range(1, today.DayNumber - day.DayNumber).Count(i => IsWorkingDay(today.AddDays(-i)));

    static IEnumerable<DemoDelivery> Until(DateTimeOffset now, DateTimeOffset start, DemoScene scene)
    {
        var steps = scene.Steps;
        for (var i = 0; i < steps.Count; i++)
        {
            // What begins but does not end before now would look forgotten ever after.
            if (Time(steps[steps[i].Opens ? i + 1 : i]) > now) yield break;
            yield return steps[i].Make(Time(steps[i]));
        }

        DateTimeOffset Time(DemoStep step) => start.AddMilliseconds(Math.Round(step.Minute * 60_000));
    }
}
