using System.Collections.Frozen;

namespace SlackAudit.Record.Redaction;

/// <summary>The one-letter flags of a program behind which stands a password, or a user and a password.</summary>
readonly record struct SecretFlags(string Secret, string User = "");

/// <summary>What a word, or two of them, says about the words behind it.</summary>
enum Opening : byte
{
    None,

    /// <summary>Every <c>NAME=VALUE</c> sets a variable.</summary>
    Variables,

    /// <summary>Every <c>NAME=VALUE</c> sets a variable, up to the first word that is none.</summary>
    LeadingVariables,

    /// <summary>The next word is secret.</summary>
    Next,

    /// <summary>The word after the next is secret.</summary>
    Second,

    /// <summary>If the next word is a secret's name, the word behind it is secret.</summary>
    Named,

    /// <summary><c>-p</c> takes what is secret.</summary>
    Patch,

    /// <summary><c>--value</c>, <c>--body</c> and <c>-b</c> take what is secret.</summary>
    Value,
}

/// <summary>What is known of commands that take secrets.</summary>
static class CommandTables
{
    static readonly Dictionary<string, SecretFlags> FlagsOfPrograms = new()
    {
        ["mysql"] = new("p"),
        ["mysqldump"] = new("p"),
        ["mysqladmin"] = new("p"),
        ["mysqlimport"] = new("p"),
        ["mysqlsh"] = new("p"),
        ["mariadb"] = new("p"),
        ["mariadb-dump"] = new("p"),
        ["sshpass"] = new("p"),
        ["login"] = new("p"),
        ["mongo"] = new("p"),
        ["mongosh"] = new("p"),
        ["mongodump"] = new("p"),
        ["mongorestore"] = new("p"),
        ["mongoexport"] = new("p"),
        ["mongoimport"] = new("p"),
        ["cqlsh"] = new("p"),
        ["7z"] = new("p"),
        ["redis-cli"] = new("a"),
        ["sqlcmd"] = new("P"),
        ["bcp"] = new("P"),
        ["zip"] = new("P"),
        ["unzip"] = new("P"),
        ["mosquitto_pub"] = new("P"),
        ["mosquitto_sub"] = new("P"),
        ["ldapsearch"] = new("w"),
        ["ldapmodify"] = new("w"),
        ["ldapadd"] = new("w"),
        ["ldapwhoami"] = new("w"),
        ["ldappasswd"] = new("w"),
        ["curl"] = new("b", "uU"),
        ["wget"] = new("", "u"),
        ["http"] = new("", "a"),
        ["https"] = new("", "a"),
        ["ab"] = new("", "A"),
        ["lftp"] = new("", "u"),
        ["twine"] = new("p"),
        ["rabbitmqadmin"] = new("p"),
        ["usermod"] = new("p"),
        ["useradd"] = new("p"),
        ["doctl"] = new("t"),
        ["openssl"] = new("k"),
        ["nuget"] = new("k"),
    };

    /// <summary>What programs and subcommands may have; the first is nothing. Told by their place, so that words that are read stay small.</summary>
    public static readonly SecretFlags[] Flags = [new("", ""), new("p", ""), new("b", ""), .. FlagsOfPrograms.Values.Distinct()];

    /// <summary>Where among <see cref="Flags"/> those of a program are.</summary>
    public static readonly FrozenDictionary<string, byte> Programs =
        FlagsOfPrograms.ToFrozenDictionary(p => p.Key, p => (byte)Array.IndexOf(Flags, p.Value));

    /// <summary>Where among <see cref="Flags"/> <c>-p</c> and <c>-b</c> stand alone.</summary>
    public const byte PatchFlags = 1;
    public const byte ValueFlags = 2;

    public static readonly FrozenDictionary<string, Opening> Openings = new Dictionary<string, Opening>
    {
        ["env"] = Opening.LeadingVariables,
        ["export"] = Opening.LeadingVariables,
        ["env set"] = Opening.Variables,
        ["env add"] = Opening.Variables,
        ["env:set"] = Opening.Variables,
        ["config:set"] = Opening.Variables,
        ["config:add"] = Opening.Variables,
        ["secrets set"] = Opening.Variables,
        ["variables set"] = Opening.Variables,
        ["appsettings set"] = Opening.Variables,
        ["set env"] = Opening.Variables,
        ["eb setenv"] = Opening.Variables,
        ["kv put"] = Opening.Variables,
        ["vault write"] = Opening.Variables,
        ["vault login"] = Opening.Next,
        ["cargo login"] = Opening.Next,
        ["snyk auth"] = Opening.Next,
        ["requirepass"] = Opening.Next,
        ["masterauth"] = Opening.Next,
        ["rabbitmqctl add_user"] = Opening.Second,
        ["rabbitmqctl change_password"] = Opening.Second,
        ["user-secrets set"] = Opening.Second,
        ["set"] = Opening.Named,
        ["setx"] = Opening.Named,
        ["setenv"] = Opening.Named,
        ["ENV"] = Opening.Named,
        ["patch secret"] = Opening.Patch,
        ["patch secrets"] = Opening.Patch,
        ["secret set"] = Opening.Value,
        ["variable set"] = Opening.Value,
        ["ssm put-parameter"] = Opening.Value,
    }.ToFrozenDictionary();

    /// <summary>The words that the openings of two words begin with; the first is none.</summary>
    public static readonly string[] FirstWords =
        ["", .. Openings.Keys.Where(k => k.Contains(' ', StringComparison.Ordinal)).Select(k => k[..k.IndexOf(' ', StringComparison.Ordinal)]).Distinct()];

    /// <summary>Where among <see cref="FirstWords"/> a word is.</summary>
    public static readonly FrozenDictionary<string, byte> FirstWord = FirstWords.Skip(1).ToFrozenDictionary(w => w, w => (byte)Array.IndexOf(FirstWords, w));

    /// <summary>What a text without any flag has in it if one of the openings is.</summary>
    public static readonly FragmentSearch Signs = new(["env ", "export ", "env:set", "config:", "s set ", "kv put", "vault ", " login ", "snyk ", "requirepass", "masterauth", "rabbitmqctl", " set ", "set ", "setx ", "setenv "]);

    /// <summary>Flags that take <c>NAME=VALUE</c>.</summary>
    public static readonly FrozenSet<string> VariableFlags = FrozenSet.Create(
        "env", "build-arg", "from-literal", "env-add", "set-env-vars", "update-env-vars", "settings", "environment");
}
