using System.Net;

namespace SlackAudit.Record.Redaction;

/// <summary>
/// Makes text from a sender fit to be stored and shown: one line, nothing invisible, nothing that turns the reading direction, no half
/// characters, no more than fits.
/// </summary>
public static class Clean
{
    const int LongestUrl = 2000;
    const int LongestAddress = 100;

    /// <summary>A name on one line, at most <paramref name="max"/> UTF-16 units, cut between characters with an ellipsis; null where nothing is left.</summary>
    public static string? Name(string? text, int max = 256)
    {
        if (text is null) return null;
        var cleaned = CleanText.Cut(CleanText.OneLine(text), max);
        return cleaned.Length == 0 ? null : cleaned;
    }

    /// <summary>A sentence on one line, at most <paramref name="max"/> UTF-16 units, cut between characters with an ellipsis; may be empty.</summary>
    public static string Summary(string text, int max = 1000) => Name(text, max) ?? "";

    /// <summary>An absolute http or https address without user, password and secret parts, at most 2,000 characters; otherwise null.</summary>
    public static string? Url(string? text)
    {
        if (text is null || text.Length > 2 * LongestUrl) return null;
        text = CleanText.OneLine(text);

        // Escaping a stray % can make another escape readable; a second reading must change nothing.
        for (var round = 0; round < 3; round++)
        {
            if (!Uri.TryCreate(text, UriKind.Absolute, out var uri)) return null;
            if (uri.Scheme != Uri.UriSchemeHttps && uri.Scheme != Uri.UriSchemeHttp) return null;
            var url = Redact.Line(uri.GetComponents(UriComponents.AbsoluteUri & ~UriComponents.UserInfo, UriFormat.UriEscaped));
            if (url == text) break;
            text = url;
        }

        return text.Length <= LongestUrl ? text : null;
    }

    /// <summary>An IP address, a network or what reads like a host (<c>AWS Internal</c>, <c>ssm.amazonaws.com</c>), at most 100 characters; otherwise null.</summary>
    public static string? Address(string? text)
    {
        if (Name(text) is not { Length: <= LongestAddress } address) return null;
        if (IPAddress.TryParse(address, out _)) return address;
        foreach (var c in address)
            if (!char.IsLetterOrDigit(c) && !" .-_:%/[]".Contains(c, StringComparison.Ordinal))
                return null;
        return ReferenceEquals(Redact.Line(address), address) ? address : null;
    }
}
