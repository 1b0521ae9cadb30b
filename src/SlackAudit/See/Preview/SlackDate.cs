using System.Globalization;
using System.Text.RegularExpressions;

namespace SlackAudit.See.Preview;

/// <summary>Slack's date tokens, filled in as its clients do, in the reader's zone.</summary>
public static partial class SlackDate
{
    static readonly long First = DateTimeOffset.MinValue.ToUnixTimeSeconds();
    static readonly long Last = DateTimeOffset.MaxValue.ToUnixTimeSeconds();

    /// <summary>The instant so many seconds after 1970, where there is one.</summary>
    public static bool TryInstant(long unix, out DateTimeOffset instant)
    {
        var possible = unix >= First && unix <= Last;
        instant = possible ? DateTimeOffset.FromUnixTimeSeconds(unix) : default;
        return possible;
    }

    /// <summary>The text with its tokens filled in; unknown ones stay.</summary>
    public static string Format(DateTimeOffset instant, string tokens, ReaderClock reader)
    {
        var local = reader.Local(instant);
        var near = reader.Near(reader.Day(instant));
        return Token().Replace(tokens, token => token.Value switch
        {
            "{date_num}" => Text(local, "yyyy-MM-dd"),
            "{date_slash}" => Text(local, "MM/dd/yyyy"),
            "{date}" => Text(local, "MMMM d, yyyy"),
            "{date_short}" => Text(local, "MMM d, yyyy"),
            "{date_long}" or "{date_long_full}" => Text(local, "dddd, MMMM d, yyyy"),
            "{date_pretty}" => near ?? Text(local, "MMMM d, yyyy"),
            "{date_short_pretty}" => near ?? Text(local, "MMM d, yyyy"),
            "{date_long_pretty}" or "{day_divider_pretty}" => near ?? Text(local, "dddd, MMMM d, yyyy"),
            "{time}" => Text(local, "HH:mm"),
            "{time_secs}" => Text(local, "HH:mm:ss"),
            "{ago}" => reader.Ago(instant),
            var unknown => unknown,
        });
    }

    static string Text(DateTimeOffset local, string format) => local.ToString(format, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\{[a-z_]+\}", RegexOptions.CultureInvariant)]
    private static partial Regex Token();
}
