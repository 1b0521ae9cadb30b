namespace SlackAudit.Events;

/// <summary>The forms in which people type a word of the vocabulary.</summary>
static class WordForms
{
    /// <summary>Several of it: <c>pushes</c>, <c>policies</c>.</summary>
    internal static string Plural(string word) => word switch
    {
        [.., 's' or 'x'] or [.., 's' or 'c', 'h'] => word + "es",
        [.., 'y'] when !IsVowel(word[^2]) => word[..^1] + "ies",
        _ => word + "s",
    };

    /// <summary>It done and being done: <c>deployed</c>, <c>scaling</c>, <c>shipped</c>.</summary>
    internal static IEnumerable<string> OfVerb(string word)
    {
        var stem = word[^1] == 'e' ? word[..^1] : word;
        yield return word[^1] == 'y' && !IsVowel(word[^2]) ? word[..^1] + "ied" : stem + "ed";
        yield return stem + "ing";
        if (word.Length < 3 || word[^1] is not ('p' or 't' or 'n') || !IsVowel(word[^2]) || IsVowel(word[^3])) yield break;
        yield return word + word[^1] + "ed";
        yield return word + word[^1] + "ing";
    }

    static bool IsVowel(char c) => c is 'a' or 'e' or 'i' or 'o' or 'u';
}
