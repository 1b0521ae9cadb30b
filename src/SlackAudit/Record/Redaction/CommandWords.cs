using System.Collections.Frozen;

namespace SlackAudit.Record.Redaction;

/// <summary>What the words so far say about the next one; fed one word at a time, from a text or from an array.</summary>
struct CommandWords
{
    enum Awaited : byte
    {
        Nothing,
        Secret,
        UserAndSecret,
    }

    /// <summary>Programs whose one-letter flag takes a password.</summary>
    static readonly FrozenDictionary<string, char> PasswordFlags = new Dictionary<string, char>
    {
        ["mysql"] = 'p',
        ["mysqldump"] = 'p',
        ["mysqladmin"] = 'p',
        ["mysqlimport"] = 'p',
        ["mysqlsh"] = 'p',
        ["mariadb"] = 'p',
        ["mariadb-dump"] = 'p',
        ["sshpass"] = 'p',
        ["login"] = 'p',
        ["mongo"] = 'p',
        ["mongosh"] = 'p',
        ["mongodump"] = 'p',
        ["mongorestore"] = 'p',
        ["mongoexport"] = 'p',
        ["mongoimport"] = 'p',
        ["cqlsh"] = 'p',
        ["7z"] = 'p',
        ["redis-cli"] = 'a',
        ["sqlcmd"] = 'P',
        ["bcp"] = 'P',
        ["zip"] = 'P',
        ["unzip"] = 'P',
        ["mosquitto_pub"] = 'P',
        ["mosquitto_sub"] = 'P',
        ["ldapsearch"] = 'w',
        ["ldapmodify"] = 'w',
        ["ldapadd"] = 'w',
        ["ldapwhoami"] = 'w',
        ["ldappasswd"] = 'w',
        ["curl"] = 'u',
        ["wget"] = 'u',
        ["http"] = 'a',
        ["https"] = 'a',
        ["ab"] = 'A',
        ["lftp"] = 'u',
    }.ToFrozenDictionary();

    char flag;
    bool flagHoldsUser;
    Awaited awaited;

    public readonly bool AwaitsValue => awaited != Awaited.Nothing;

    /// <summary>The part of the next word that is secret; null for none.</summary>
    public (int Start, int End)? Secret(ReadOnlySpan<char> word)
    {
        var was = awaited;
        awaited = Awaited.Nothing;
        if (was == Awaited.Secret && !word.StartsWith("--")) return Values.AreHarmless(word) ? null : (0, word.Length);
        if (was == Awaited.UserAndSecret) return AfterColon(word, 0);
        if (word.IsEmpty || word[0] != '-')
        {
            Program(word);
            return null;
        }

        return word.StartsWith("--") || word.Length != 2 && word.Length > 1 && word[1] != flag ? LongFlag(word) : ShortFlag(word);
    }

    void Program(ReadOnlySpan<char> word)
    {
        if (word is "|" or "||" or "&&" or ";")
        {
            flag = default;
            return;
        }

        var name = word[(word.LastIndexOf('/') + 1)..];
        if (name.Length > 16 || !PasswordFlags.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out var found)) return;
        flag = found;
        flagHoldsUser = name is "curl" or "wget" or "http" or "https" or "ab" or "lftp";
    }

    (int Start, int End)? LongFlag(ReadOnlySpan<char> word)
    {
        var name = word.TrimStart('-');
        if (name.IndexOf('=') >= 0)
        {
            if (flagHoldsUser && IsUserFlag(name[..name.IndexOf('=')])) return AfterColon(word, word.IndexOf('=') + 1);
            return null;
        }

        if (flagHoldsUser && IsUserFlag(name)) awaited = Awaited.UserAndSecret;
        else if (SecretNames.Of(name) == NameKind.Secret) awaited = Awaited.Secret;
        return null;
    }

    static bool IsUserFlag(ReadOnlySpan<char> name) => name is "user" or "proxy-user" or "auth";

    (int Start, int End)? ShortFlag(ReadOnlySpan<char> word)
    {
        if (word.Length < 2 || flag == default || word[1] != flag) return null;
        if (word.Length == 2)
        {
            awaited = flagHoldsUser ? Awaited.UserAndSecret : Awaited.Secret;
            return null;
        }

        if (flagHoldsUser) return AfterColon(word, 2);
        return Values.AreHarmless(word[2..]) ? null : (2, word.Length);
    }

    static (int Start, int End)? AfterColon(ReadOnlySpan<char> word, int from)
    {
        var colon = word[from..].IndexOfAny(':', ',');
        if (colon < 0) return null;
        return Values.AreHarmless(word[(from + colon + 1)..]) ? null : (from + colon + 1, word.Length);
    }
}
