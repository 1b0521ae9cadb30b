using System.Globalization;
using SlackAudit.Events;
using SlackAudit.Record;
using SlackAudit.Slack;
using SlackAudit.Slack.Blocks;

namespace SlackAudit.Ask;

/// <summary>A counting answer as a chart that Slack draws. The figures stand below it all the same.</summary>
static class AnswerChart
{
    const int MostPoints = 20;
    const int LongestLabel = 20;
    const int LongestTitle = 50;

    /// <summary>The chart; null where there is nothing to compare.</summary>
    public static DataVisualizationBlock? Of(Answer answer)
    {
        if (answer.Query is not { Shape: QueryShape.Count, Per: { } per } || answer.Tallies.Count < 2) return null;
        var points = per == CountPer.Day ? Days(answer.Tallies) : [.. answer.Tallies.Take(MostPoints).Select(tally => (AnswerText.Name(answer.Query, tally), tally.Count, tally.Failed))];
        if (points.Count < 2) return null;
        var labels = Labels(points.Select(point => point.Name));
        var all = new ChartSeries { Name = "All", Data = [.. points.Zip(labels, (point, label) => new ChartPoint(label, point.Count))] };
        var failed = new ChartSeries { Name = "Failed", Data = [.. points.Zip(labels, (point, label) => new ChartPoint(label, point.Failed))] };
        return new DataVisualizationBlock
        {
            Title = Title(answer, points.Count),
            Chart = new BarChart
            {
                Series = points.Any(point => point.Failed > 0) ? [all, failed] : [all],
                AxisConfig = new AxisConfig { Categories = labels, XLabel = per.ToString(), YLabel = "Events" },
            },
        };
    }

    // Days without an event are in no tally, and are days all the same.
    static List<(string Name, long Count, long Failed)> Days(IReadOnlyList<Tally> tallies)
    {
        var counted = tallies.ToDictionary(tally => DateOnly.ParseExact(tally.Name!, "O", CultureInfo.InvariantCulture));
        var (first, last) = (counted.Keys.Min(), counted.Keys.Max());
        var days = Math.Min(last.DayNumber - first.DayNumber + 1, MostPoints);
        return [.. Enumerable.Range(last.DayNumber - days + 1, days).Select(DateOnly.FromDayNumber).Select(day =>
            counted.TryGetValue(day, out var tally) ? (Label(day), tally.Count, tally.Failed) : (Label(day), 0L, 0L))];
    }

    static string Label(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    // Names that are alike as far as they fit get a number.
    static List<string> Labels(IEnumerable<string> names)
    {
        var labels = new List<string>();
        foreach (var name in names.Select(name => SlackText.Truncate(name, LongestLabel)))
        {
            var label = name;
            for (var number = 2; labels.Contains(label); number++) label = string.Create(CultureInfo.InvariantCulture, $"{SlackText.Truncate(name, LongestLabel - 5)} ({number})");
            labels.Add(label);
        }
        return labels;
    }

    static string Title(Answer answer, int points)
    {
        var whole = SlackText.Clean(Question.Format(answer.Query with { Since = null, Until = null }));
        var isPart = answer.Query.Per == CountPer.Day ? answer.Tallies.Count > 1 && points == MostPoints : answer.Tallies.Count + answer.MoreTallies > points;
        return SlackText.Truncate(isPart ? string.Create(CultureInfo.InvariantCulture, $"{(answer.Query.Per == CountPer.Day ? "Newest" : "Top")} {points}: {whole}") : whole, LongestTitle);
    }
}
