using System.Text.Json.Serialization;

namespace SlackAudit.Slack.Blocks;

/// <summary>A chart drawn by Slack; at most two a message.</summary>
/// <remarks>https://docs.slack.dev/changelog/2026/06/16/block-kit-data-visualization-block</remarks>
public sealed record DataVisualizationBlock : Block
{
    /// <summary>The title, at most 50 characters.</summary>
    public required string Title { get; init => field = SlackText.Clean(value); }

    /// <summary>What is drawn.</summary>
    public required Chart Chart { get; init; }
}

/// <summary>What a chart draws.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(BarChart), "bar")]
[JsonDerivedType(typeof(LineChart), "line")]
[JsonDerivedType(typeof(AreaChart), "area")]
[JsonDerivedType(typeof(PieChart), "pie")]
public abstract record Chart;

/// <summary>A chart with two axes.</summary>
public abstract record AxisChart : Chart
{
    /// <summary>One to six series, each with one point per category.</summary>
    public required IReadOnlyList<ChartSeries> Series { get; init; }

    /// <summary>The axes.</summary>
    public required AxisConfig AxisConfig { get; init; }
}

/// <summary>Bars.</summary>
public sealed record BarChart : AxisChart;

/// <summary>Lines.</summary>
public sealed record LineChart : AxisChart;

/// <summary>Filled lines.</summary>
public sealed record AreaChart : AxisChart;

/// <summary>Slices of a circle.</summary>
public sealed record PieChart : Chart
{
    /// <summary>One to six slices, each greater than nothing.</summary>
    public required IReadOnlyList<ChartPoint> Segments { get; init; }
}

/// <summary>The axes of a chart.</summary>
public sealed record AxisConfig
{
    /// <summary>One to twenty different categories of at most 20 characters.</summary>
    public required IReadOnlyList<string> Categories { get; init => field = [.. (value ?? []).Select(category => SlackText.Clean(category))]; }

    /// <summary>What the categories are, at most 50 characters.</summary>
    public string? XLabel { get; init => field = value is null ? null : SlackText.Clean(value); }

    /// <summary>What is counted, at most 50 characters.</summary>
    public string? YLabel { get; init => field = value is null ? null : SlackText.Clean(value); }
}

/// <summary>A series of a chart.</summary>
public sealed record ChartSeries
{
    /// <summary>Its name, at most 20 characters, unlike the others'.</summary>
    public required string Name { get; init => field = SlackText.Clean(value); }

    /// <summary>One point per category, in the order of the categories.</summary>
    public required IReadOnlyList<ChartPoint> Data { get; init; }
}

/// <summary>A value with its label.</summary>
/// <param name="Label">The category, or the name of the slice, at most 20 characters.</param>
/// <param name="Value">The value.</param>
public sealed record ChartPoint(string Label, double Value)
{
    /// <summary>The category, or the name of the slice, at most 20 characters.</summary>
    public string Label { get; init => field = SlackText.Clean(value); } = SlackText.Clean(Label);
}
