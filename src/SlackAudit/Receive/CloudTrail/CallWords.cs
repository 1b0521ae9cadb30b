using System.Text;
using System.Text.RegularExpressions;

namespace SlackAudit.Receive.CloudTrail;

/// <summary>The English in the name of a call: <c>DeleteDBSnapshot</c> deletes a db snapshot.</summary>
static partial class CallWords
{
    // Said before the verb of a call that does a thing many times or for somebody else.
    static readonly string[] Prefixes = ["batch", "bulk", "admin", "transact"];

    static readonly Dictionary<string, string> Irregular = new(StringComparer.Ordinal)
    {
        ["begin"] = "began",
        ["cancel"] = "cancelled",
        ["find"] = "found",
        ["get"] = "got",
        ["give"] = "gave",
        ["let"] = "let",
        ["make"] = "made",
        ["put"] = "put",
        ["read"] = "read",
        ["reset"] = "reset",
        ["run"] = "ran",
        ["send"] = "sent",
        ["set"] = "set",
        ["ship"] = "shipped",
        ["stop"] = "stopped",
        ["submit"] = "submitted",
        ["tag"] = "tagged",
        ["take"] = "took",
        ["turn"] = "turned",
        ["untag"] = "untagged",
        ["undo"] = "undid",
        ["leave"] = "left",
        ["bring"] = "brought",
        ["write"] = "wrote",
        ["drop"] = "dropped",
    };

    /// <summary>The call's name without the version that some services append: <c>UpdateFunctionCode20150331v2</c>.</summary>
    public static string WithoutVersion(string name) => Version().Match(name) is { Success: true, Index: > 0 } match ? name[..match.Index] : name;

    /// <summary>The verb and what it is done to, in lower case.</summary>
    public static (string Verb, string Nouns) Of(string name)
    {
        var words = Split(WithoutVersion(name));
        if (words.Count == 0) return ("", "");
        var verb = words.Count > 1 && Prefixes.Contains(words[0]) ? 1 : 0;
        return (words[verb], string.Join(' ', words.Skip(verb + 1)));
    }

    /// <summary>A phrase that begins with a verb, in the past: <c>open a shell on</c> becomes <c>opened a shell on</c>.</summary>
    public static string Past(string phrase)
    {
        var space = phrase.IndexOf(' ', StringComparison.Ordinal);
        var (verb, rest) = space < 0 ? (phrase, "") : (phrase[..space], phrase[space..]);
        return PastOf(verb) + rest;
    }

    static string PastOf(string verb) => Irregular.GetValueOrDefault(verb) ?? verb switch
    {
        [.., 'e'] => verb + "d",
        [.., not ('a' or 'e' or 'i' or 'o' or 'u'), 'y'] => verb[..^1] + "ied",
        _ => verb + "ed",
    };

    static List<string> Split(string name)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        for (var i = 0; i < name.Length; i++)
        {
            if (word.Length > 0 && (!char.IsLetterOrDigit(name[i]) || Begins(name, i)))
            {
                words.Add(word.ToString());
                word.Clear();
            }

            if (char.IsLetterOrDigit(name[i])) word.Append(char.ToLowerInvariant(name[i]));
        }

        if (word.Length > 0) words.Add(word.ToString());
        return words;
    }

    static bool Begins(string name, int i) =>
        char.IsUpper(name[i]) && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1]) && !IsPluralOfAcronym(name, i)));

    // The s of DeleteVPCs belongs to what stands before it.
    static bool IsPluralOfAcronym(string name, int i) => name[i + 1] == 's' && (i + 2 == name.Length || char.IsUpper(name[i + 2]));

    [GeneratedRegex(@"_?\d{4}_?\d{2}_?\d{2}(v\d+)?$")]
    private static partial Regex Version();
}
