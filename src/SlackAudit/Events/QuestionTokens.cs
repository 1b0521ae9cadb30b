using System.Text;

namespace SlackAudit.Events;

/// <summary>What a piece of a question is, before its meaning.</summary>
enum TokenKind
{
    /// <summary>Anything between spaces.</summary>
    Word,

    /// <summary>A person as Slack writes one: <c>&lt;@U1|alice&gt;</c>, or <c>@alice</c>.</summary>
    Mention,

    /// <summary>The label of a channel or link as Slack writes it; always a name.</summary>
    Label,

    /// <summary>Text between quotes.</summary>
    Quoted,

    /// <summary>A known key whose colon follows.</summary>
    Key,

    /// <summary>A comma or semicolon.</summary>
    Comma,

    /// <summary>A dash right before what is left out: <c>-by:ci-bot</c>.</summary>
    Not,
}

/// <summary>A piece of a question.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">What it says, decoded.</param>
/// <param name="Position">Where it begins in the text as typed.</param>
/// <param name="Glued">Whether no space stands between it and the one before.</param>
readonly record struct Token(TokenKind Kind, string Text, int Position, bool Glued)
{
    /// <summary>The word as the tables of <see cref="QuestionWords"/> know it.</summary>
    internal string Folded { get; } = Text.ToLowerInvariant();

    /// <summary>Whom Slack means by a mention: a user's id; null for anything else.</summary>
    internal string? SlackUser { get; init; }
}

/// <summary>Cuts a question into tokens, in one pass, whatever the text.</summary>
sealed class QuestionTokens
{
    const string DoubleQuotes = "\"“”„‟«»";
    const string SingleQuotes = "'‘’‚";
    const string Commas = ",;，、";

    readonly string text;
    readonly List<Token> tokens = [];
    int at;

    QuestionTokens(string text) => this.text = text;

    /// <summary>The tokens of a text; <paramref name="unclosed"/> is the quote that never ends, if there is one.</summary>
    internal static List<Token> Read(string text, out Token? unclosed)
    {
        var reader = new QuestionTokens(text);
        unclosed = reader.ReadAll();
        return reader.tokens;
    }

    Token? ReadAll()
    {
        var glued = false;
        while (at < text.Length)
        {
            var c = text[at];
            if (IsSpace(c) || QuestionText.IsInvisible(c))
            {
                glued = glued && !IsSpace(c);
                at++;
                continue;
            }
            if (Commas.Contains(c, StringComparison.Ordinal)) tokens.Add(new Token(TokenKind.Comma, ",", at++, glued));
            else if (IsDoubleQuote(c) || SingleQuotes.Contains(c, StringComparison.Ordinal))
            {
                if (ReadQuoted(glued) is { } unclosed) return unclosed;
            }
            else if (IsNot(glued)) tokens.Add(new Token(TokenKind.Not, text[at].ToString(), at++, glued));
            else ReadWord(glued);
            glued = true;
        }
        return null;
    }

    Token? ReadQuoted(bool glued)
    {
        var start = at++;
        var isDouble = DoubleQuotes.Contains(text[start], StringComparison.Ordinal);
        var said = new StringBuilder();
        while (at < text.Length)
        {
            var c = text[at];
            if (isDouble && IsDoubleQuote(c))
            {
                at++;
                if (at >= text.Length || text[at] != c)
                {
                    tokens.Add(new Token(TokenKind.Quoted, said.ToString(), start, glued));
                    return null;
                }
            }
            else if (!isDouble && c is '\'' or '’' or '‘' && (at + 1 == text.Length || !char.IsLetterOrDigit(text[at + 1])))
            {
                at++;
                tokens.Add(new Token(TokenKind.Quoted, said.ToString(), start, glued));
                return null;
            }
            said.Append(QuestionText.Decode(text, ref at, out _, out _));
        }
        return new Token(TokenKind.Quoted, text[start..], start, glued);
    }

    void ReadWord(bool glued)
    {
        var start = at;
        var valueOfKey = glued && tokens[^1].Kind == TokenKind.Key;
        var said = new StringBuilder();
        var parts = 0;
        TokenKind? only = null;
        string? user = null;
        while (at < text.Length && !EndsWord(text[at]))
        {
            if (text[at] == ':' && !valueOfKey && said.Length <= QuestionWords.LongestKey && QuestionWords.Keys.ContainsKey(said.ToString().ToLowerInvariant()))
            {
                at++;
                tokens.Add(new Token(TokenKind.Key, said.ToString(), start, glued));
                return;
            }
            var part = QuestionText.Decode(text, ref at, out var kind, out var mentioned);
            if (part.Length > 1 || !QuestionText.IsInvisible(part[0])) said.Append(part);
            (only, user) = parts++ == 0 ? (kind, mentioned) : (null, null);
        }
        var word = QuestionText.Trim(said.ToString());
        if (only is null && word.Length > 1 && word[0] == '@' && !word.Contains('/', StringComparison.Ordinal))
            (only, word) = (TokenKind.Mention, word[1..]);
        if (word.Length == 0) return;
        if (only is null && !valueOfKey && QuestionTimeWords.Range(word.ToLowerInvariant()) is { } dash)
        {
            tokens.Add(new Token(TokenKind.Word, word[..dash], start, glued));
            tokens.Add(new Token(TokenKind.Word, word[dash..(dash + 1)], start + dash, Glued: true));
            tokens.Add(new Token(TokenKind.Word, word[(dash + 1)..], start + dash + 1, Glued: true));
        }
        else tokens.Add(new Token(only ?? TokenKind.Word, word, start, glued) { SlackUser = user });
    }

    // -staging leaves something out; 9:00 -12:00, an arrow and a lone dash do not.
    bool IsNot(bool glued) =>
        !glued && QuestionTimeWords.IsDash(text[at]) && at + 1 < text.Length
        && (char.IsLetter(text[at + 1]) || IsDoubleQuote(text[at + 1]) || text[at + 1] is '@' or '#' or '<');

    static bool EndsWord(char c) =>
        IsSpace(c) || Commas.Contains(c, StringComparison.Ordinal) || DoubleQuotes.Contains(c, StringComparison.Ordinal);

    internal static bool IsDoubleQuote(char c) => DoubleQuotes.Contains(c, StringComparison.Ordinal);

    // Brackets and code marks are how people set a word apart; they say nothing themselves.
    static bool IsSpace(char c) => char.IsWhiteSpace(c) || char.IsControl(c) || c is '`' or '(' or ')';
}
