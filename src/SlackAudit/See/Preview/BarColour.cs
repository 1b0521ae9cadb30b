using System.Globalization;

namespace SlackAudit.See.Preview;

/// <summary>The bar beside an attachment: any colour becomes the nearest of a few that the style sheet knows, since pages carry no styles of their own.</summary>
public static class BarColour
{
    const int LeastColour = 24;

    /// <summary>The nearest colour's name: <c>red</c>, <c>orange</c>, <c>green</c>, <c>blue</c>, <c>purple</c> or <c>grey</c>.</summary>
    public static string Nearest(string? colour) => colour switch
    {
        "danger" => "red",
        "warning" => "orange",
        "good" => "green",
        { Length: 7 } when colour[0] == '#' && int.TryParse(colour.AsSpan(1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var rgb) =>
            OfHue(rgb >> 16 & 255, rgb >> 8 & 255, rgb & 255),
        _ => "grey",
    };

    static string OfHue(int red, int green, int blue)
    {
        var most = Math.Max(red, Math.Max(green, blue));
        var range = most - Math.Min(red, Math.Min(green, blue));
        if (range < LeastColour) return "grey";
        var hue = (most == red ? (360 + 60 * (green - blue) / range) % 360
            : most == green ? 120 + 60 * (blue - red) / range
            : 240 + 60 * (red - green) / range);
        return hue switch
        {
            < 18 or >= 335 => "red",
            < 70 => "orange",
            < 170 => "green",
            < 250 => "blue",
            _ => "purple",
        };
    }
}
