using System.Text;
using SlackAudit.Events;

namespace SlackAudit.Receive.Generic;

/// <summary>A sender's action in our spelling: lower case, one word, and our word where it is an exact synonym.</summary>
static class GenericAction
{
    const int MostCharacters = 100;

    // What somebody should look at unless the sender says that it is routine.
    static readonly HashSet<string> SensitiveRoots =
    [
        Actions.Exec, Actions.Ssh, Actions.Db, Actions.Secret, Actions.Key, Actions.Permission, Actions.Tamper, Actions.Policy,
    ];

    static readonly Dictionary<string, string> Synonyms = OurWords();

    /// <summary>The action; null when nothing is left of what was sent.</summary>
    public static string? Of(string? sent)
    {
        if (sent is null) return null;
        var spaced = new StringBuilder(sent.Length);
        foreach (var letter in sent.ToLowerInvariant()) spaced.Append(char.IsControl(letter) ? ' ' : letter);
        var joined = string.Join('-', spaced.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (joined.Length > MostCharacters) joined = joined[..(char.IsHighSurrogate(joined[MostCharacters - 1]) ? MostCharacters - 1 : MostCharacters)];
        var action = joined.Trim('.', '-');
        return action.Length == 0 ? null : Synonyms.GetValueOrDefault(action, action);
    }

    public static bool IsSensitive(string action) => SensitiveRoots.Contains(Actions.Root(action));

    static Dictionary<string, string> OurWords()
    {
        var words = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var word in Actions.Vocabulary.Keys) words[word] = word;
        foreach (var (word, synonyms) in Actions.Vocabulary)
        {
            foreach (var synonym in synonyms) words.TryAdd(synonym, word);
        }

        return words;
    }
}
