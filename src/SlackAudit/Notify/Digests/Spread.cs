using System.Globalization;
using SlackAudit.Events;

namespace SlackAudit.Notify.Digests;

/// <summary>Some values in few words: of fewer than five each, since a median of those says nothing.</summary>
static class Spread
{
    /// <summary>From how many values on there is a median, or a rate.</summary>
    public const int Fewest = 5;

    /// <summary>Lengths of time: <c>median 3 h 12 min, 90 % within 8 h 0 min (n = 14)</c>, or <c>5 min, 12 min</c>.</summary>
    public static string Of(IReadOnlyList<TimeSpan> spans)
    {
        var sorted = spans.Order().Select(span => span.TotalSeconds).ToList();
        return sorted.Count < Fewest
            ? string.Join(", ", sorted.Select(Span))
            : string.Create(CultureInfo.InvariantCulture, $"median {Span(Quantile(sorted, 0.5))}, 90 % within {Span(Quantile(sorted, 0.9))} (n = {sorted.Count})");
    }

    /// <summary>A part of a whole: <c>3 of 40 (7.5 %)</c>, or <c>1 of 3</c>.</summary>
    public static string Rate(int part, int whole) => whole < Fewest
        ? string.Create(CultureInfo.InvariantCulture, $"{part:N0} of {whole:N0}")
        : string.Create(CultureInfo.InvariantCulture, $"{part:N0} of {whole:N0} ({100.0 * part / whole:0.#} %)");

    /// <summary>The median, between the two in the middle where there are two.</summary>
    public static double Median(IEnumerable<int> values) => Quantile([.. values.Order().Select(value => (double)value)], 0.5);

    // Interpolated, as most programs do.
    static double Quantile(List<double> sorted, double part)
    {
        var place = part * (sorted.Count - 1);
        var (below, above) = (sorted[(int)Math.Floor(place)], sorted[(int)Math.Ceiling(place)]);
        return below + (above - below) * (place - Math.Floor(place));
    }

    static string Span(double seconds)
    {
        var span = TimeSpan.FromSeconds(Math.Round(seconds));
        return span.TotalHours < 48 ? Durations.InWords(span) : string.Create(CultureInfo.InvariantCulture, $"{span.TotalDays:0.#} days");
    }
}
