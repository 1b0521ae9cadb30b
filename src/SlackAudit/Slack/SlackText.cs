using System.Buffers;
using System.Globalization;
using System.Text;

namespace SlackAudit.Slack;

/// <summary>Untrusted text on its way to Slack.</summary>
/// <remarks>
/// Slack has escapes for <c>&amp; &lt; &gt;</c> only. Marks that would format (<c>* _ ~ `</c>, a leading <c>&gt;</c>, the
/// colons of <c>:emoji:</c>) are therefore replaced by look-alikes, and only where Slack could take them for formatting:
/// inside a word such as <c>my_app</c> they stay. Look-alikes rather than zero-width spaces, because a name that was changed
/// should be changed for the eye as well, not look whole and fail when it is copied.
/// </remarks>
public static class SlackText
{
    /// <summary>What stands for a backtick, U+02CB.</summary>
    internal const char Backtick = '\u02cb';

    static readonly SearchValues<char> Marks = SearchValues.Create("&<>*_~`:");
    static readonly SearchValues<char> NotInAddresses = SearchValues.Create(" |<>\"`\\");

    /// <summary>Escapes untrusted text for a message's top-level text, a fallback or a markup string.</summary>
    /// <param name="untrusted">The text; null is empty.</param>
    /// <param name="multiline">Whether line breaks stay; otherwise they become spaces.</param>
    public static string Escape(string? untrusted, bool multiline = false)
    {
        var text = Clean(untrusted, multiline);
        if (!text.AsSpan().ContainsAny(Marks)) return text;
        var escaped = new StringBuilder(text.Length + 16);
        for (var i = 0; i < text.Length; i++) escaped.Append(Escaped(text, i));
        return escaped.ToString();
    }

    /// <summary>
    /// Removes what people cannot see and Slack or a terminal might obey: control, bidirectional and zero-width characters,
    /// halves of surrogate pairs and towers of combining marks. Emoji stay whole.
    /// </summary>
    /// <param name="untrusted">The text; null is empty.</param>
    /// <param name="multiline">Whether line breaks stay; otherwise they become spaces.</param>
    public static string Clean(string? untrusted, bool multiline = false) => VisibleText.Of(untrusted ?? "", multiline);

    /// <summary>At most so many characters, cut between characters that people see, with an ellipsis where something is missing.</summary>
    public static string Truncate(string text, int max) => Cut.Text(text, max);

    /// <summary>The same for markup: never cut inside an entity, link or date, and never leave a code span open.</summary>
    public static string TruncateMarkup(string markup, int max) => Cut.Markup(markup, max);

    /// <summary>An instant in UTC, for readers and places that have no zone: <c>2026-03-02 14:03 UTC</c>.</summary>
    public static string Utc(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>Whether it is the id of a Slack user, which may be mentioned.</summary>
    public static bool IsUserId(string? text) =>
        text is ['U' or 'W', _, ..] && text.Length <= 32 && text.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c));

    /// <summary>Whether a text is the id of a channel, as Slack writes one.</summary>
    public static bool IsChannelId(string? text) =>
        text is ['C' or 'D' or 'G', _, ..] && text.Length is >= 4 and <= 32 && text.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c));

    /// <summary>The address when it is one that a person may be sent to (http or https, no credentials in it), otherwise null.</summary>
    public static string? WebAddress(string? url)
    {
        if (url is null || url.Length > 3000 || Clean(url) != url || url.AsSpan().ContainsAny(NotInAddresses)) return null;
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri)) return null;
        var safe = (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp) && uri.UserInfo.Length == 0 && uri.Host.Length > 0;
        return safe && uri.AbsoluteUri is { Length: <= 3000 } address && !address.Any(char.IsWhiteSpace) ? address : null;
    }

    internal static string EscapeEntities(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    static string Escaped(string text, int at) => text[at] switch
    {
        '&' => "&amp;",
        '<' => "&lt;",
        // Slack draws an escaped > at the start of a line as a quotation all the same.
        '>' => StartsLine(text, at) ? "\u203a" : "&gt;",
        '`' => "\u02cb",
        '*' when !InsideWord(text, at) => "\u2217",
        '_' when !InsideWord(text, at) => "\u02cd",
        '~' when !InsideWord(text, at) => "\u223c",
        ':' when OpensEmoji(text, at) => "\ua789",
        var other => other.ToString(),
    };

    static bool StartsLine(string text, int at)
    {
        while (--at >= 0 && text[at] != '\n')
            if (!char.IsWhiteSpace(text[at])) return false;
        return true;
    }

    static bool InsideWord(string text, int at)
    {
        var (first, last) = (at, at);
        while (first > 0 && text[first - 1] == text[at]) first--;
        while (last < text.Length - 1 && text[last + 1] == text[at]) last++;
        return first > 0 && last < text.Length - 1 && char.IsAsciiLetterOrDigit(text[first - 1]) && char.IsAsciiLetterOrDigit(text[last + 1]);
    }

    /// <summary>Whether an emoji's name and its second colon follow; a name of digits alone (14:03:00) is only 100 or 1234.</summary>
    static bool OpensEmoji(string text, int at)
    {
        const int longestName = 100;
        var end = at + 1;
        while (end < text.Length && end - at <= longestName && (char.IsLetterOrDigit(text[end]) || "_+-'".Contains(text[end]))) end++;
        if (end == at + 1 || end == text.Length || text[end] != ':') return false;
        var name = text.AsSpan(at + 1, end - at - 1);
        return name.ContainsAnyExceptInRange('0', '9') || name is "100" or "1234";
    }
}
