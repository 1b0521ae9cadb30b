using System.Buffers;

namespace SlackAudit.Record.Redaction;

/// <summary>
/// Addresses within a text: passwords before the @, secrets in the query, the fragment or the path of a hook. Also what has a query
/// without being a whole address: the address line of a call, a form body.
/// </summary>
static class Addresses
{
    const int ShortestToken = 16;

    static readonly SearchValues<char> Ends = SearchValues.Create(" \t\r\n\"'`<>\\|\0\u00A0");

    static readonly SearchValues<char> BeforeUser = SearchValues.Create(" \t\r\n\"'`<>\\|\0\u00A0/=,()[]{}");
    static readonly SearchValues<char> HostCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-:");
    static readonly SearchValues<char> NotInNames = SearchValues.Create("/:?@{}(),;#");

    public static void Find(ReadOnlySpan<char> text, ref TextEdits edits, ref Nesting nesting)
    {
        if (FormStart(text) is var form and >= 0)
        {
            Queries.Find(text, form, text.Length, ref edits, ref nesting);
            if (form == 0) return;
        }

        for (var at = 0; text[at..].IndexOf("://") is var next and >= 0;)
        {
            at += next + 3;
            var length = text[at..].IndexOfAny(Ends);
            var end = length < 0 ? text.Length : at + length;
            Address(text, at, end, ref edits, ref nesting);
            at = end;
        }

        FindWithoutScheme(text, ref edits);
    }

    /// <summary><c>user:password@registry.example.com/image</c>; without the slash it may be an id such as <c>AROA...:alice@example.com</c>.</summary>
    static void FindWithoutScheme(ReadOnlySpan<char> text, ref TextEdits edits)
    {
        for (int from = 0, at = 0; text[at..].IndexOf('@') is var next and >= 0; from = ++at)
        {
            at += next;
            var word = text[from..at];
            word = word[(word.LastIndexOfAny(BeforeUser) + 1)..];
            if (word.IndexOf(':') is not (> 0 and var colon) || colon + 1 == word.Length) continue;
            var host = text[(at + 1)..];
            var length = host.IndexOfAnyExcept(HostCharacters);
            var isHost = length > 0 && host[length] == '/' && host[..length].Contains('.');
            if (isHost || HasPort(host[..(length < 0 ? host.Length : length)]) || host.StartsWith("tcp(") || host.StartsWith("unix(")) Part(text, at - word.Length + colon + 1, at, ref edits);
        }
    }

    static bool HasPort(ReadOnlySpan<char> host) =>
        host.LastIndexOf(':') is var colon and > 0 && host.Length - colon is > 2 and <= 6 && !host[(colon + 1)..].ContainsAnyExceptInRange('0', '9');

    /// <summary>Where a query begins in a text that is nothing else: <c>/path?a=b</c> or <c>a=b&amp;c=d</c>; otherwise negative.</summary>
    static int FormStart(ReadOnlySpan<char> text)
    {
        var equals = text.IndexOf('=');
        if (equals <= 0) return -1;
        var question = text.IndexOf('?');
        if (text[0] == '/') return question > 0 && !text[..question].ContainsAny(Ends) ? question + 1 : -1;
        var isForm = text.ContainsAny('&', '%') && text[..equals].IndexOf('&') < 0 && !text.ContainsAny(Ends) && !text[..equals].ContainsAny(NotInNames);
        return isForm ? 0 : -1;
    }

    /// <param name="text">The text that holds the address.</param>
    /// <param name="start">Behind <c>://</c>.</param>
    /// <param name="end">Where the address ends.</param>
    /// <param name="edits">What must go.</param>
    /// <param name="nesting">How deep it is.</param>
    static void Address(ReadOnlySpan<char> text, int start, int end, ref TextEdits edits, ref Nesting nesting)
    {
        var authority = text[start..end];
        if (authority.IndexOfAny("/?#") is var stop and >= 0) authority = authority[..stop];
        var at = UserEnd(text[start..end], authority);
        if (at >= 0) User(text, start, start + at, ref edits);

        var path = start + Math.Max(authority.Length, at + 1);
        var query = text[path..end].IndexOfAny('?', '#');
        var pathEnd = query < 0 ? end : path + query;
        if (text[path..pathEnd].StartsWith("/hooks/"))
        {
            // Ours is /hooks/SOURCE/SECRET; chat servers have /hooks/SECRET.
            var rest = text[(path + 7)..pathEnd];
            if (rest.IndexOf('/') is var slash and > 0) Part(text, path + 7 + slash + 1, pathEnd, ref edits);
            else if (Values.LooksRandom(rest.TrimEnd(".,;:!)"), ShortestToken)) Part(text, path + 7, pathEnd, ref edits);
        }

        if (text[path..pathEnd].Contains('%') && TextRedaction.Of(Uri.UnescapeDataString(text[path..pathEnd]), ref nesting) is { } redacted)
            edits.Replace(path, pathEnd, Uri.EscapeDataString(redacted).Replace("%2F", "/", StringComparison.Ordinal));
        if (query >= 0) Queries.Find(text, pathEnd + 1, end, ref edits, ref nesting);
    }

    /// <summary>
    /// Where the @ behind user and password is. A password with an unescaped slash shows as a port that is no number, with an @
    /// later on.
    /// </summary>
    static int UserEnd(ReadOnlySpan<char> address, ReadOnlySpan<char> authority)
    {
        var at = authority.LastIndexOf('@');
        if (at >= 0) return at;
        var colon = authority.IndexOf(':');
        var hasPort = colon < 0 || authority[0] == '[' || !authority[(colon + 1)..].ContainsAnyExceptInRange('0', '9');
        return hasPort ? -1 : address.LastIndexOf('@');
    }

    static void User(ReadOnlySpan<char> text, int start, int end, ref TextEdits edits)
    {
        var colon = text[start..end].IndexOf(':');
        var userEnd = colon < 0 ? end : start + colon;
        if (colon >= 0) Part(text, userEnd + 1, end, ref edits);

        // A token often stands where the user does, with a password of no meaning or none.
        if (userEnd - start >= ShortestToken && !text[start..userEnd].Contains("%40", StringComparison.Ordinal)) Part(text, start, userEnd, ref edits);
        else if (colon >= 0 && userEnd + 1 == end) Part(text, start, userEnd, ref edits);
    }

    static void Part(ReadOnlySpan<char> text, int start, int end, ref TextEdits edits)
    {
        if (!Values.AreHarmless(text[start..end])) edits.Redact(start, end);
    }
}
