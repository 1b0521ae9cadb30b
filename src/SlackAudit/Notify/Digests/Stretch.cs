using System.Globalization;
using SlackAudit.Events;

namespace SlackAudit.Notify.Digests;

/// <summary>One bar of a digest's chart: a day, a week or a month that ends when the period does, or that many before it.</summary>
/// <param name="Start">Its beginning.</param>
/// <param name="End">Its end.</param>
/// <param name="Label">What it is called in the digest's zone, at most 20 characters.</param>
readonly record struct Stretch(DateTimeOffset Start, DateTimeOffset End, string Label)
{
    const int Days = 14;
    const int Weeks = 12;
    const int Months = 12;

    /// <summary>The last fourteen days, twelve weeks or twelve months until an instant, the oldest first; each as long as the clock on the wall says.</summary>
    public static IReadOnlyList<Stretch> Of(DigestKind kind, DateTimeOffset end, TimeZoneInfo zone)
    {
        var (calendar, local) = (new QuestionCalendar(end, zone), TimeZoneInfo.ConvertTime(end, zone).DateTime);
        return [.. Enumerable.Range(0, Count(kind)).Reverse().Select(ago => Between(Back(kind, local, ago + 1), Back(kind, local, ago)))];

        Stretch Between(DateTime from, DateTime to) =>
            new(calendar.Instant(from).ToUniversalTime(), to == local ? end.ToUniversalTime() : calendar.Instant(to).ToUniversalTime(), Name(kind, from, to));
    }

    /// <summary>How many a chart of a kind has.</summary>
    public static int Count(DigestKind kind) => kind switch { DigestKind.Daily => Days, DigestKind.Weekly => Weeks, _ => Months };

    /// <summary>One of them: <c>day</c>.</summary>
    public static string Unit(DigestKind kind) => kind switch { DigestKind.Daily => "day", DigestKind.Weekly => "week", _ => "month" };

    static DateTime Back(DigestKind kind, DateTime local, int count) => kind switch
    {
        DigestKind.Daily => local.AddDays(-count),
        DigestKind.Weekly => local.AddDays(-7 * count),
        _ => local.AddMonths(-count),
    };

    // A day from evening to evening is the one that it is mostly in.
    static string Name(DigestKind kind, DateTime from, DateTime to) => kind switch
    {
        DigestKind.Daily => (from + (to - from) / 2).ToString("ddd d MMM", CultureInfo.InvariantCulture),
        DigestKind.Weekly => from.ToString("d MMM", CultureInfo.InvariantCulture),
        _ when from.Day == 1 => from.ToString("MMM yyyy", CultureInfo.InvariantCulture),
        _ => from.ToString("'from' d MMM yyyy", CultureInfo.InvariantCulture),
    };
}
