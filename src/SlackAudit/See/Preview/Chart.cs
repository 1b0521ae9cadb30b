using System.Text.Json;

namespace SlackAudit.See.Preview;

/// <summary>A chart as it is drawn: bars in groups, whatever Slack would draw.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="Categories">The groups.</param>
/// <param name="Series">The names of the bars in a group.</param>
/// <param name="Values">The value of each series in each category.</param>
public sealed record Chart(string Title, IReadOnlyList<string> Categories, IReadOnlyList<string> Series, IReadOnlyList<IReadOnlyList<double>> Values)
{
    const int MostCategories = 40;
    const int MostSeries = 12;

    /// <summary>The largest value, at least 1.</summary>
    public double Largest => Values.SelectMany(values => values).Append(1).Max();

    /// <summary>Reads a chart; what it lacks is empty.</summary>
    public static Chart Read(JsonElement block)
    {
        var title = block.Text("title") ?? "";
        var chart = block.Field("chart");
        if (chart.Text("type") == "pie")
        {
            var segments = chart.Items("segments").Take(MostCategories).ToList();
            return new Chart(title, [.. segments.Select(Label)], [""], [[.. segments.Select(Value)]]);
        }
        var series = chart.Items("series").Take(MostSeries).ToList();
        var categories = series.Count == 0 ? [] : series[0].Items("data").Take(MostCategories).Select(Label).ToList();
        return new Chart(
            title,
            categories,
            [.. series.Select(each => each.Text("name") ?? "")],
            [.. series.Select(each => Padded(each.Items("data").Select(Value), categories.Count))]);
    }

    static List<double> Padded(IEnumerable<double> values, int count) => [.. values.Concat(Enumerable.Repeat(0.0, count)).Take(count)];

    static string Label(JsonElement point) => point.Text("label") ?? "";

    static double Value(JsonElement point) => Math.Max(0, point.Number("value"));
}
