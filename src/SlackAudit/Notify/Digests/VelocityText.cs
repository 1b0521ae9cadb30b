using System.Globalization;
using SlackAudit.Slack;
using SlackAudit.Slack.Blocks;

namespace SlackAudit.Notify.Digests;

/// <summary>Velocity in words, as bars of text and as a chart.</summary>
static class VelocityText
{
    const int LongestBar = 20;
    const int DaysOfWeek = 7;

    /// <summary>What it is of: <c>Deploys in production, last 14 days</c>.</summary>
    public static string Title(Velocity velocity, DigestKind kind) => string.Create(
        CultureInfo.InvariantCulture, $"Deploys{Where(velocity)}, last {velocity.Stretches.Count} {Stretch.Unit(kind)}{(velocity.Stretches.Count == 1 ? "" : "s")}");

    /// <summary>How often, how well and how fast.</summary>
    public static IEnumerable<string> Sentences(Velocity velocity, DigestKind kind, TimeZoneInfo zone)
    {
        var succeeded = velocity.Stretches.Sum(stretch => stretch.Succeeded);
        yield return string.Create(CultureInfo.InvariantCulture,
            $"{succeeded:N0} succeeded: {(double)succeeded / velocity.Stretches.Count:0.#} a {Stretch.Unit(kind)}, {Days(velocity, kind, zone)}.");
        yield return $"Changes that failed: {Failed(velocity)}{(velocity.CutAt is { } cut ? $", among the newest (since {SlackText.Utc(cut)})" : "")}.";
        yield return $"{Lead(velocity.Lead)}.";
    }

    /// <summary>One bar a stretch: <c>Mon 2 Mar ███▒ 4, 1 failed</c>.</summary>
    public static IEnumerable<string> Bars(Velocity velocity)
    {
        var largest = velocity.Stretches.Max(stretch => stretch.Succeeded + stretch.Failed);
        var scale = largest > LongestBar ? (double)LongestBar / largest : 1;
        foreach (var (stretch, succeeded, failed) in velocity.Stretches)
        {
            var bar = new string('█', Length(succeeded)) + new string('▒', Length(failed));
            yield return string.Create(CultureInfo.InvariantCulture, $"{stretch.Label} {bar}{(bar.Length == 0 ? "" : " ")}{succeeded + failed:N0}{(failed == 0 ? "" : $", {failed:N0} failed")}");
        }

        // What there is must be seen.
        int Length(int count) => count == 0 ? 0 : Math.Max(1, (int)Math.Round(count * scale));
    }

    /// <summary>The chart that Slack draws.</summary>
    public static DataVisualizationBlock Chart(Velocity velocity, DigestKind kind, DateTimeOffset end, TimeZoneInfo zone)
    {
        string[] labels = [.. velocity.Stretches.Select(stretch => stretch.Stretch.Label)];
        return new DataVisualizationBlock
        {
            Title = $"Deploys a {Stretch.Unit(kind)}{Where(velocity)}",
            Chart = new BarChart
            {
                Series = [Series("Succeeded", stretch => stretch.Succeeded), Series("Failed", stretch => stretch.Failed)],
                AxisConfig = new AxisConfig { Categories = labels, XLabel = Axis(kind, end, zone), YLabel = "Deploys" },
            },
        };

        ChartSeries Series(string name, Func<StretchDeploys, int> value) =>
            new() { Name = name, Data = [.. velocity.Stretches.Select((stretch, i) => new ChartPoint(labels[i], value(stretch)))] };
    }

    static string Where(Velocity velocity) => velocity.IsOfProduction ? " in production" : "";

    static string Axis(DigestKind kind, DateTimeOffset end, TimeZoneInfo zone)
    {
        var at = TimeZoneInfo.ConvertTime(end, zone).ToString("HH:mm", CultureInfo.InvariantCulture);
        return kind switch
        {
            DigestKind.Daily => $"Days to {at}, {zone.Id}",
            DigestKind.Weekly => $"Weeks from, {zone.Id}",
            _ => $"Months, {zone.Id}",
        };
    }

    static string Days(Velocity velocity, DigestKind kind, TimeZoneInfo zone)
    {
        if (kind == DigestKind.Daily)
            return string.Create(CultureInfo.InvariantCulture, $"on {velocity.Stretches.Count(stretch => stretch.Succeeded > 0)} of {velocity.Stretches.Count} days");
        var weeks = Weeks(velocity, zone);
        var median = Spread.Median(weeks);
        return string.Create(CultureInfo.InvariantCulture, $"on a median of {median:0.#} {(median == 1 ? "day" : "days")} a week (n = {weeks.Length})");
    }

    // Weeks back from the end of the period; one that is not whole is none.
    static int[] Weeks(Velocity velocity, TimeZoneInfo zone)
    {
        var (start, end) = (Local(velocity.CutAt ?? velocity.Stretches[0].Stretch.Start), Local(velocity.Stretches[^1].Stretch.End));
        var weeks = new HashSet<int>[Math.Max(1, (int)((end - start).TotalDays + 0.1) / DaysOfWeek)];
        for (var i = 0; i < weeks.Length; i++) weeks[i] = [];
        foreach (var deployment in velocity.Deployments.Where(deployment => deployment.Succeeded))
        {
            var day = (int)((end - Local(deployment.End.OccurredAt)).TotalDays);
            if (day / DaysOfWeek < weeks.Length) weeks[day / DaysOfWeek].Add(day);
        }
        return [.. weeks.Select(days => days.Count)];

        DateTime Local(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, zone).DateTime;
    }

    static string Failed(Velocity velocity)
    {
        var failed = velocity.Deployments.Where(deployment => deployment.IsFailedChange).ToList();
        if (failed.Count == 0) return string.Create(CultureInfo.InvariantCulture, $"none of {velocity.Deployments.Count:N0}");
        var rolledBack = failed.Count(deployment => deployment.Succeeded);
        var recovered = failed.Where(deployment => deployment.Recovery is not null).Select(deployment => deployment.Recovery!.Value).ToList();
        var parts = new List<string> { Spread.Rate(failed.Count, velocity.Deployments.Count) };
        if (rolledBack > 0) parts.Add(string.Create(CultureInfo.InvariantCulture, $"{rolledBack:N0} of them rolled back"));
        if (recovered.Count > 0) parts.Add($"good again after {Spread.Of(recovered)}");
        if (recovered.Count < failed.Count) parts.Add(string.Create(CultureInfo.InvariantCulture, $"{failed.Count - recovered.Count:N0} not good again yet"));
        return string.Join(", ", parts);
    }

    static string Lead(LeadTimes lead)
    {
        var (name, known) = (lead.FromPush.Count, lead.FromBuild.Count) switch
        {
            (0, 0) => ("", lead.FromPush),
            (0, _) => ("Pipeline time, build to deploy (of no change is the push known)", lead.FromBuild),
            _ => ("Lead time, push to deploy", lead.FromPush),
        };
        if (known.Count == 0) return "Lead time: not known, since no push, merge or build refers to what was deployed";
        var coverage = string.Create(CultureInfo.InvariantCulture, $"known of {Spread.Rate(known.Count, lead.Of)} changes");
        var negative = lead.Negative == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {lead.Negative:N0} pushed after the deploy left out");
        var rest = lead.NotLookedUp == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {lead.NotLookedUp:N0} older deploys not looked at");
        return $"{name}: {Spread.Of(known)}; {coverage}{negative}{rest}";
    }
}
