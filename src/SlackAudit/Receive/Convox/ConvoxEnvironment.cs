using System.Text.Json;

namespace SlackAudit.Receive.Convox;

/// <summary>The change of an environment that a release's description tells: <c>env add:API_URL change:TZ remove:OLD_KEY</c>. Names, never values.</summary>
/// <param name="Added">The variables that are new.</param>
/// <param name="Changed">Those of another value.</param>
/// <param name="Removed">Those that are gone.</param>
sealed record ConvoxEnvironment(IReadOnlyList<string> Added, IReadOnlyList<string> Changed, IReadOnlyList<string> Removed)
{
    const int MostNames = 200;
    const int MostShown = 6;
    const int LongestName = 100;

    /// <summary>The change that a release's data tell of; null for none.</summary>
    public static ConvoxEnvironment? Of(JsonElement data) => Read(data.Text("description"));

    /// <summary>The change; null where the description tells of none.</summary>
    public static ConvoxEnvironment? Read(string? description)
    {
        if (description is null) return null;
        var words = description.Split((char[]?)null, MostNames + 1, StringSplitOptions.RemoveEmptyEntries);
        return words is ["env", ..] ? new(Names(words, "add:"), Names(words, "change:"), Names(words, "remove:")) : null;
    }

    /// <summary>The description as a rack writes it, of names alone.</summary>
    public string Description => string.Join(' ', (string[])["env", .. Added.Select(name => $"add:{name}"), .. Changed.Select(name => $"change:{name}"), .. Removed.Select(name => $"remove:{name}")]);

    /// <summary><c>added API_URL, removed OLD_KEY</c>; empty where it names none.</summary>
    public string InWords() => string.Join(", ",
        new[] { ("added", Added), ("changed", Changed), ("removed", Removed) }.Where(part => part.Item2.Count > 0).Select(part => $"{part.Item1} {List(part.Item2)}"));

    static List<string> Names(string[] words, string prefix) =>
        [.. words.Where(word => word.StartsWith(prefix, StringComparison.Ordinal)).Select(word => word[prefix.Length..].Split('=')[0]).Where(IsName).Distinct(StringComparer.Ordinal)];

    static bool IsName(string name) => name.Length is > 0 and <= LongestName && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-');

    static string List(IReadOnlyList<string> names) => names.Count switch
    {
        1 => names[0],
        <= MostShown => $"{string.Join(", ", names.Take(names.Count - 1))} and {names[^1]}",
        _ => $"{string.Join(", ", names.Take(MostShown))} and {names.Count - MostShown} more",
    };
}
