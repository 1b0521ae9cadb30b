using SlackAudit.Slack.Blocks;

namespace SlackAudit.Slack;

/// <summary>Charts. Long words are cut; a chart whose numbers cannot be drawn is left out and said to be, never drawn wrong.</summary>
sealed partial class BlockKitPass
{
    const int MostCharts = 2;
    const int MostSeries = 6;
    const int MostPoints = 20;
    const int LongestLabel = 20;
    const int LongestTitle = 50;
    static readonly ContextBlock ChartLeftOut = new() { Elements = [Mrkdwn.Literal("A chart that Slack cannot draw was left out.")] };
    int charts;

    DataVisualizationBlock? Visualization(DataVisualizationBlock block, string path)
    {
        if (charts == MostCharts) return Without<DataVisualizationBlock>(path, $"is one chart too many; Slack takes {MostCharts} a message");
        var title = Words(block.Title, LongestTitle, $"{path}.title") ?? "Chart";
        var (chart, problem) = block.Chart switch
        {
            AxisChart axes => Axes(axes, $"{path}.chart"),
            PieChart pie => Pie(pie, $"{path}.chart"),
            _ => (null, "has no chart"),
        };
        if (chart is null) return Without<DataVisualizationBlock>(path, problem);
        charts++;
        return block with { Title = title, Chart = chart };
    }

    (Chart? Chart, string Problem) Axes(AxisChart chart, string path)
    {
        var given = chart.AxisConfig?.Categories ?? [];
        var categories = given.Select((category, i) => Words(category, LongestLabel, $"{path}.axis_config.categories[{i}]") ?? "").ToArray();
        var series = (chart.Series ?? []).Select((one, i) => one is null ? null : one with
        {
            Name = Words(one.Name, LongestLabel, $"{path}.series[{i}].name") ?? "",
        }).ToArray();
        if (Unlike(categories, MostPoints) is { } wrongCategories) return (null, $"has categories that {wrongCategories}");
        if (Unlike([.. series.Select(one => one?.Name ?? "")], MostSeries) is { } wrongSeries) return (null, $"has series that {wrongSeries}");
        if (series.Any(one => one!.Data is null || one.Data.Count != given.Count || one.Data.Where((point, i) => point is null || point.Label != given[i]).Any()))
            return (null, "has a series without exactly one point per category, in their order");
        if (series.Any(one => one!.Data.Any(point => !double.IsFinite(point.Value)))) return (null, "has a value that is not a number");
        return (chart with
        {
            Series = [.. series.Select(one => one! with { Data = [.. one.Data.Select((point, i) => point with { Label = categories[i] })] })],
            AxisConfig = new()
            {
                Categories = categories,
                XLabel = chart.AxisConfig?.XLabel is { } x ? Words(x, LongestTitle, $"{path}.axis_config.x_label") : null,
                YLabel = chart.AxisConfig?.YLabel is { } y ? Words(y, LongestTitle, $"{path}.axis_config.y_label") : null,
            },
        }, "");
    }

    (Chart? Chart, string Problem) Pie(PieChart pie, string path)
    {
        var segments = (pie.Segments ?? []).Select((segment, i) => segment is null ? null : segment with
        {
            Label = Words(segment.Label, LongestLabel, $"{path}.segments[{i}].label") ?? "",
        }).ToArray();
        if (Unlike([.. segments.Select(segment => segment?.Label ?? "")], MostSeries) is { } wrong) return (null, $"has segments that {wrong}");
        return segments.All(segment => double.IsFinite(segment!.Value) && segment.Value > 0)
            ? (pie with { Segments = segments! }, "")
            : (null, "has a segment that is not greater than nothing");
    }

    static string? Unlike(string[] names, int max) =>
        names.Length == 0 || names.Length > max ? $"are {names.Length}; Slack takes 1 to {max}"
        : names.Contains("") ? "have no name"
        : names.Distinct().Count() < names.Length ? "have the same name in their first characters"
        : null;
}
