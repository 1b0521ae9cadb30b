using System.Text;
using SlackAudit.Events;

namespace SlackAudit.Notify.Rules;

/// <summary>A piece of what somebody typed: what stands between spaces, or within quotes.</summary>
/// <param name="Text">The piece, without its quotes.</param>
/// <param name="Start">Where it begins in the text.</param>
/// <param name="End">Where it ends.</param>
/// <param name="IsQuoted">Whether it stood in quotes.</param>
readonly record struct TypedWord(string Text, int Start, int End, bool IsQuoted)
{
    /// <summary>Whether it is one of some words, in whatever case.</summary>
    public bool Is(params IReadOnlyList<string> words) => !IsQuoted && words.Contains(Text, StringComparer.OrdinalIgnoreCase);
}

/// <summary>The pieces of a command's text, in one pass; quotes may be smart, and two of them within quotes are one.</summary>
sealed class TypedWords
{
    readonly string text;

    TypedWords(string text, IReadOnlyList<TypedWord> words) => (this.text, Words) = (text, words);

    public IReadOnlyList<TypedWord> Words { get; }

    /// <summary>The pieces of a text; null where a quote is not closed.</summary>
    public static TypedWords? Read(string text)
    {
        var words = new List<TypedWord>();
        for (var at = 0; at < text.Length;)
        {
            if (char.IsWhiteSpace(text[at]))
            {
                at++;
                continue;
            }
            if (Word(text, at) is not { } word) return null;
            words.Add(word);
            at = word.End;
        }
        return new TypedWords(text, words);
    }

    /// <summary>The text as typed, from one piece until before another.</summary>
    public string Raw(int from, int until) => from >= until ? "" : text[Words[from].Start..Words[until - 1].End];

    /// <summary>What those pieces say: the inside of quotes where they are one quoted piece.</summary>
    public string Said(int from, int until) => until - from == 1 ? Words[from].Text : Raw(from, until);

    /// <summary>
    /// What is meant by a name that those pieces say: as it is shown, quotes and all, or else in quotes of whoever typed. Smart quotes are as good as others.
    /// </summary>
    public T? Named<T>(int from, int until, IEnumerable<T> of, Func<T, string> name)
        where T : class
    {
        var byName = of.ToLookup(each => Plain(name(each)), StringComparer.Ordinal);
        return byName[Plain(QuestionText.Readable(Raw(from, until)))].Concat(byName[Plain(QuestionText.Readable(Said(from, until)))]).FirstOrDefault();
    }

    static string Plain(string name) => string.Concat(Names.Fold(name).Select(c => QuestionTokens.IsDoubleQuote(c) ? '"' : c));

    static TypedWord? Word(string text, int start)
    {
        if (QuestionTokens.IsDoubleQuote(text[start])) return Quoted(text, start);
        var quoted = false;
        var at = start;
        for (; at < text.Length && (quoted || !char.IsWhiteSpace(text[at])); at++)
            if (QuestionTokens.IsDoubleQuote(text[at])) quoted = !quoted;
        return quoted ? null : new TypedWord(text[start..at], start, at, false);
    }

    static TypedWord? Quoted(string text, int start)
    {
        var said = new StringBuilder();
        for (var at = start + 1; at < text.Length; at++)
        {
            if (!QuestionTokens.IsDoubleQuote(text[at])) said.Append(text[at]);
            else if (at + 1 < text.Length && text[at + 1] == text[at]) said.Append(text[at++]);
            else return new TypedWord(said.ToString(), start, at + 1, true);
        }
        return null;
    }
}
