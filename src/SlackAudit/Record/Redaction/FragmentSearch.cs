using System.Numerics;

namespace SlackAudit.Record.Redaction;

/// <summary>
/// Looks for many short fragments at once, without case, in bytes or characters. The library's search for many strings slows down
/// sharply beyond a dozen of them; here three neighbouring characters are one look into a table of four kilobytes, whatever their number.
/// </summary>
sealed class FragmentSearch
{
    const int Width = 5;
    const int Anchors = 1 << (3 * Width);

    /// <summary>Letters from common to rare, as they are in names and addresses.</summary>
    const string ByFrequency = "etsroainclupdmhgbyfwkvxzjq";

    /// <summary>Rare letters in words that every delivery is full of.</summary>
    static readonly string[] Ordinary = ["hub", "ion", "ing", "url"];

    readonly uint[] isAnchor = new uint[Anchors / 32];
    readonly Dictionary<int, (string Fragment, int Offset)[]> byAnchor;

    /// <param name="fragments">ASCII, at least three characters each.</param>
    public FragmentSearch(IEnumerable<string> fragments)
    {
        byAnchor = fragments.Select(f => f.ToLowerInvariant()).Distinct()
            .Select(f => (Fragment: f, Offset: RarestAnchor(f)))
            .GroupBy(f => AnchorAt(f.Fragment, f.Offset))
            .ToDictionary(g => g.Key, g => g.ToArray());
        foreach (var anchor in byAnchor.Keys) isAnchor[anchor >> 5] |= 1u << anchor;
    }

    public bool IsIn<T>(ReadOnlySpan<T> text) where T : unmanaged, IBinaryInteger<T>
    {
        var at = 0;
        return Next(text, ref at) >= 0;
    }

    /// <summary>Where the next fragment begins, negative for none.</summary>
    /// <param name="text">Where to look.</param>
    /// <param name="at">From where to look, 0 at first; moved on by each call. A fragment found may begin a little before it.</param>
    public int Next<T>(ReadOnlySpan<T> text, ref int at) where T : unmanaged, IBinaryInteger<T>
    {
        if (text.Length - at < 3) return -1;
        var table = isAnchor;
        var window = Code(text[at]) << Width | Code(text[at + 1]);
        for (var i = at + 2; i < text.Length; i++)
        {
            window = window << Width | Code(text[i]);
            var anchor = window & (Anchors - 1);
            if ((table[anchor >> 5] >> anchor & 1) == 0 || Begin(text, i - 2, anchor) is var begin && begin < 0) continue;
            at = i - 1;
            return begin;
        }

        at = text.Length;
        return -1;
    }

    int Begin<T>(ReadOnlySpan<T> text, int place, int anchor) where T : unmanaged, IBinaryInteger<T>
    {
        foreach (var (fragment, offset) in byAnchor[anchor])
            if (place >= offset && text.Length - place + offset >= fragment.Length && IsAt(text[(place - offset)..], fragment))
                return place - offset;
        return -1;
    }

    static bool IsAt<T>(ReadOnlySpan<T> text, string fragment) where T : unmanaged, IBinaryInteger<T>
    {
        for (var i = 0; i < fragment.Length; i++)
            if (fragment[i] != int.CreateTruncating(text[i]) && !(char.IsAsciiLetterLower(fragment[i]) && fragment[i] == (int.CreateTruncating(text[i]) | 0x20)))
                return false;
        return true;
    }

    /// <summary>The last five bits: the same for both cases of a letter; what else shares them is told apart by comparing.</summary>
    static int Code<T>(T c) where T : unmanaged, IBinaryInteger<T> => int.CreateTruncating(c) & 0x1F;

    static int AnchorAt(string fragment, int offset) =>
        Code(fragment[offset]) << (2 * Width) | Code(fragment[offset + 1]) << Width | Code(fragment[offset + 2]);

    static int RarestAnchor(string fragment) =>
        Enumerable.Range(0, fragment.Length - 2).MaxBy(i => Rarity(fragment.Substring(i, 3)));

    static int Rarity(string anchor) => Ordinary.Contains(anchor)
        ? -1
        : anchor.Sum(c => char.IsAsciiDigit(c) ? 0 : char.IsAsciiLetter(c) ? ByFrequency.IndexOf(c) : ByFrequency.Length / 2);
}
