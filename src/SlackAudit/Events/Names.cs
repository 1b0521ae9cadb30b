using System.Text;

namespace SlackAudit.Events;

/// <summary>How names of apps, targets, people and scopes are compared: without case, by the full name or its last segment.</summary>
public static class Names
{
    /// <summary>The form in which two spellings of one name are equal: composed, lower case, without outer spaces.</summary>
    public static string Fold(string name) => FoldText(name).Trim();

    /// <summary>As <see cref="Fold"/>, with its outer spaces: how quoted text is compared.</summary>
    internal static string FoldText(string text)
    {
        if (Ascii.IsValid(text)) return text.ToLowerInvariant();
        // Half a surrogate pair, which a JSON escape can carry, has no normal form; the round trip puts U+FFFD in its place.
        var whole = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
        // Lower case first: some letters compose only in lower case, and folding twice must change nothing.
        return whole.ToLowerInvariant().Normalize(NormalizationForm.FormC);
    }

    /// <summary>
    /// What a bare word must equal to mean this name: the folded last segment (<c>acme/Billing</c> gives <c>billing</c>,
    /// <c>ops/alice@example.com</c> gives <c>alice</c>); null for no name.
    /// </summary>
    public static string? Key(string? name)
    {
        if (string.IsNullOrWhiteSpace(name)) return null;
        var folded = Fold(name);
        var trimmed = folded.TrimEnd('/');
        var segment = trimmed[(trimmed.LastIndexOf('/') + 1)..];
        var at = segment.IndexOf('@', StringComparison.Ordinal);
        var key = at > 0 ? segment[..at] : segment;
        return key.Length == 0 ? folded : key;
    }

    /// <summary>The whole folded name where it says more than <see cref="Key"/>, otherwise null.</summary>
    public static string? Path(string? name)
    {
        if (string.IsNullOrWhiteSpace(name)) return null;
        var folded = Fold(name);
        return folded == Key(name) ? null : folded;
    }

    /// <summary>Whether an asked word means this name.</summary>
    public static bool Match(string? name, string asked) =>
        Key(name) == Key(asked) && (Path(asked) is not { } path || path == Path(name));
}
