namespace SlackAudit.Record.Redaction;

/// <summary>What the words so far say about the next one; fed one word at a time, from a text or from an array.</summary>
struct CommandWords
{
    enum Awaited : byte
    {
        Nothing,
        Secret,
        UserAndSecret,
        Variable,
        SecretName,
        Next,
        Second,
    }

    const int LongestPair = 40;

    byte flags;
    byte firstWord;
    Opening variables;
    bool takesValue;
    Awaited awaited;

    public readonly bool AwaitsValue => awaited is Awaited.Secret or Awaited.UserAndSecret or Awaited.Variable;

    /// <summary>Whether the secret found last is the value of a variable whose name stands before it.</summary>
    public bool IsVariable { get; private set; }

    /// <summary>The part of the next word that is secret; null for none.</summary>
    public (int Start, int End)? Secret(ReadOnlySpan<char> word)
    {
        var was = awaited;
        awaited = Awaited.Nothing;
        IsVariable = false;
        var isFlag = word.StartsWith("-");
        switch (was)
        {
            case Awaited.Secret when !word.StartsWith("--"):
                return Values.AreHarmless(word) ? null : (0, word.Length);
            case Awaited.Next when !isFlag:
                return Values.AreHarmless(word) ? null : (0, word.Length);
            case Awaited.UserAndSecret:
                return AfterColon(word, 0);
            case Awaited.Variable when word.StartsWith("{"):
                return (0, word.Length);
            case Awaited.Variable when Variable(word, 0) is { } found:
                return found;
            case Awaited.SecretName when !isFlag && word.IndexOfAny('_', ':', '.') >= 0 && word.IndexOf('=') < 0 && SecretNames.Of(word) == NameKind.Secret:
            case Awaited.Second when !isFlag:
                awaited = Awaited.Secret;
                return null;
        }

        if (isFlag) return Flag(word);
        if (variables != Opening.None && Variable(word, 0) is { } value) return value;
        if (variables == Opening.LeadingVariables && word.IndexOf('=') < 0) variables = Opening.None;
        Program(word);
        return null;
    }

    void Program(ReadOnlySpan<char> word)
    {
        if (word is "|" or "||" or "&&" or ";")
        {
            this = default;
            return;
        }

        var name = word[(word.LastIndexOf('/') + 1)..];
        if (name.Length > LongestPair / 2) return;
        if (CommandTables.Programs.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out var found)) flags = found;
        var openings = CommandTables.Openings.GetAlternateLookup<ReadOnlySpan<char>>();
        Span<char> pair = stackalloc char[LongestPair];
        if (firstWord > 0 && openings.TryGetValue(Pair(CommandTables.FirstWords[firstWord], name, pair), out var opening)) Open(opening);
        else if (openings.TryGetValue(name, out opening)) Open(opening);
        firstWord = CommandTables.FirstWord.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out var first) ? first : (byte)0;
    }

    static ReadOnlySpan<char> Pair(string first, ReadOnlySpan<char> second, Span<char> pair)
    {
        first.CopyTo(pair);
        pair[first.Length] = ' ';
        second.CopyTo(pair[(first.Length + 1)..]);
        return pair[..(first.Length + 1 + second.Length)];
    }

    void Open(Opening opening)
    {
        switch (opening)
        {
            case Opening.Variables or Opening.LeadingVariables: variables = opening; break;
            case Opening.Next: awaited = Awaited.Next; break;
            case Opening.Second: awaited = Awaited.Second; break;
            case Opening.Named: awaited = Awaited.SecretName; break;
            case Opening.Patch: flags = CommandTables.PatchFlags; break;
            case Opening.Value:
                flags = CommandTables.ValueFlags;
                takesValue = true;
                break;
        }
    }

    (int Start, int End)? Flag(ReadOnlySpan<char> word)
    {
        if (word is "-e") awaited = Awaited.Variable;
        else if (word.StartsWith("-e") && word.Length > 2 && char.IsAsciiLetterUpper(word[2])) return Variable(word, 2);
        else if (word.StartsWith("--")) return LongFlag(word);
        else if (word.Length > 1 && CommandTables.Flags[flags].Secret.Contains(word[1])) return SecretFlag(word);
        else if (word.Length > 1 && CommandTables.Flags[flags].User.Contains(word[1])) return UserFlag(word);

        // "-su user:secret": several one-letter flags together.
        else if (word.Length is > 2 and < 6 && CommandTables.Flags[flags].User.Contains(word[^1])) awaited = Awaited.UserAndSecret;
        else return LongFlag(word);
        return null;
    }

    (int Start, int End)? LongFlag(ReadOnlySpan<char> word)
    {
        var name = word.TrimStart('-');
        var equals = name.IndexOf('=');
        var start = word.Length - name.Length + equals + 1;
        var isVariable = CommandTables.VariableFlags.GetAlternateLookup<ReadOnlySpan<char>>().Contains(equals < 0 ? name : name[..equals]);
        if (equals >= 0)
        {
            if (isVariable) return Variable(word, start);
            return CommandTables.Flags[flags].User.Length > 0 && IsUserFlag(name[..equals]) ? AfterColon(word, start) : null;
        }

        if (name is "settings") variables = Opening.Variables;
        if (isVariable) awaited = Awaited.Variable;
        else if (CommandTables.Flags[flags].User.Length > 0 && IsUserFlag(name)) awaited = Awaited.UserAndSecret;
        else if (SecretNames.Of(name) == NameKind.Secret || (takesValue && name is "value" or "body")) awaited = Awaited.Secret;
        return null;
    }

    static bool IsUserFlag(ReadOnlySpan<char> name) => name is "user" or "proxy-user" or "auth";

    (int Start, int End)? SecretFlag(ReadOnlySpan<char> word)
    {
        if (word.Length > 2) return Values.AreHarmless(word[2..]) ? null : (2, word.Length);
        awaited = Awaited.Secret;
        return null;
    }

    (int Start, int End)? UserFlag(ReadOnlySpan<char> word)
    {
        if (word.Length > 2) return AfterColon(word, 2);
        awaited = Awaited.UserAndSecret;
        return null;
    }

    /// <summary>The value in <c>NAME=VALUE</c>.</summary>
    (int Start, int End)? Variable(ReadOnlySpan<char> word, int from)
    {
        var equals = word[from..].IndexOf('=');
        if (equals <= 0) return null;
        foreach (var c in word.Slice(from, equals))
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('_' or '-' or '.'))
                return null;
        var value = word[(from + equals + 1)..];
        if (Values.AreHarmless(value) && !Values.IsFingerprint(value)) return null;
        IsVariable = true;
        return (word.Length - value.Length, word.Length);
    }

    static (int Start, int End)? AfterColon(ReadOnlySpan<char> word, int from)
    {
        var colon = word[from..].IndexOfAny(':', ',');
        if (colon < 0) return null;
        return Values.AreHarmless(word[(from + colon + 1)..]) ? null : (from + colon + 1, word.Length);
    }
}
