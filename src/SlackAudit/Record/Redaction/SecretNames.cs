using System.Collections.Frozen;
using System.Text;

namespace SlackAudit.Record.Redaction;

/// <summary>What a name (a JSON key, a variable, a flag, a header) says about its value.</summary>
enum NameKind : byte
{
    Plain,
    Secret,
    Variables,
    Key,
}

/// <summary>
/// Decides by the end of a name, which is where English puts what a thing is: <c>db_password</c> is a password, <c>password_policy</c>
/// a policy, <c>secretId</c> an id. Case, separators and camel humps do not matter.
/// </summary>
static class SecretNames
{
    const int Longest = 128;

    static readonly string[] SecretEndings =
    [
        "password", "passwd", "passphrase", "passcode", "pwd", "secret", "token", "credential", "cred", "authorization", "cookie",
        "apikey", "accesskey", "privatekey", "secretkey", "signingkey", "encryptionkey", "masterkey", "accountkey", "sharedkey",
        "authkey", "hmackey", "sessionkey", "applicationkey", "integrationkey", "licensekey", "decryptionkey", "serviceaccountkey",
        "keymaterial", "connectionstring", "connstring", "connstr", "userdata", "samlassertion", "samlresponse", "clientassertion",
        "codeverifier", "streamurl", "sharedaccesssignature", "passin", "passout", "passwort", "kennwort", "wachtwoord", "webhookurl", "webhookuri", "slackwebhook",
        "tokencode", "authenticationcode", "mfacode", "recoverycode", "backupcode", "devicecode", "clientkeydata", "subscriptionkey", "instrumentationkey", "sonarlogin",
    ];

    static readonly FrozenSet<string> SecretWords = FrozenSet.Create("pass", "passe", "jwt", "otp", "totp", "dsn", "bearer");

    static readonly FrozenSet<string> SecretNamesWhole = FrozenSet.Create(
        "auth", "basicauth", "httpauth", "proxyauth", "npmauth", "pgpass", "dbpass", "userpass", "rootpass", "adminpass", "smtppass",
        "keypass", "storepass", "mysqlpass", "redispass", "mailpass", "requirepass", "masterauth", "rediscliauth", "jsessionid", "phpsessid", "kubeconfig",
        "dockerconfigjson", "dockercfg", "tlskey", "idrsa", "ided25519", "cvv", "mnemonic");

    /// <summary>Tokens that page or make a call repeatable: they open nothing and tell calls apart.</summary>
    static readonly FrozenSet<string> HarmlessTokens = FrozenSet.Create(
        "clienttoken", "clientrequesttoken", "idempotencytoken", "nexttoken", "nextpagetoken", "pagetoken", "continuationtoken",
        "continuetoken", "changetoken", "paginationtoken");

    /// <summary>Words after which the value is still the secret: <c>password_hash</c>, <c>secretString</c>, <c>tokenValue</c>.</summary>
    static readonly FrozenSet<string> FillWords = FrozenSet.Create(
        "value", "text", "string", "plaintext", "plain", "hash", "hashed", "base64", "b64", "data", "binary", "base", "raw", "old",
        "new", "current", "previous", "before", "after", "override", "confirm", "confirmation", "encrypted", "pem", "json", "header");

    static readonly FrozenSet<string> VariableMaps = FrozenSet.Create(
        "env", "environment", "environmentvariable", "envvar", "configvar", "variable", "var", "appsetting", "dotenv", "envfile", "buildarg", "input", "stringdata", "binarydata");

    static readonly FrozenSet<string> EvidenceWords = FrozenSet.Create(
        "id", "ids", "uid", "uuid", "guid", "arn", "arns", "name", "names", "username", "login", "user", "email", "type", "kind",
        "status", "state", "version", "apiversion", "at", "date", "time", "timestamp", "expiration", "expires", "expiry", "count",
        "size", "path", "region", "account", "scope", "scopes", "fingerprint", "algorithm", "reason", "title", "namespace", "op",
        "role", "number", "issuer", "provider");

    static readonly FrozenSet<string> VariableNames = FrozenSet.Create("name", "id", "slug", "type", "image", "computetype");

    public static NameKind Of(ReadOnlySpan<char> name)
    {
        if (!Ascii.IsValid(name)) name = Lookalikes.Plain(name);
        if (!Suspicion.OfName(name)) return NameKind.Plain;
        Span<char> folded = stackalloc char[Longest];
        var whole = Fold(name, folded, out var lastWord);
        if (Within(HarmlessTokens, whole)) return NameKind.Plain;
        if (IsVariables(whole, lastWord)) return NameKind.Variables;
        if (IsSecret(whole, lastWord)) return NameKind.Secret;

        // "password_hash_new": the words after the noun are looked past, at most two of them.
        for (var i = 0; i < 2 && lastWord > 0 && Within(FillWords, Singular(whole[lastWord..].TrimEnd("0123456789"))); i++)
        {
            name = BeforeLastWord(name);
            whole = Fold(name, folded, out lastWord);
            if (IsSecret(whole, lastWord)) return NameKind.Secret;
            if (IsVariables(whole, lastWord)) return NameKind.Variables;
        }

        return Singular(whole[lastWord..]) is "key" ? NameKind.Key : NameKind.Plain;
    }

    /// <summary>Whether a value beside secrets is a name, an id, a date or the like.</summary>
    public static bool IsEvidence(ReadOnlySpan<char> name)
    {
        Span<char> folded = stackalloc char[Longest];
        var whole = Fold(name, folded, out var lastWord);
        return Within(EvidenceWords, whole[lastWord..]);
    }

    /// <summary>Whether a member of an environment says which variable or environment it is rather than what is in it.</summary>
    public static bool IsVariableName(ReadOnlySpan<char> name)
    {
        Span<char> folded = stackalloc char[Longest];
        return Within(VariableNames, Fold(name, folded, out _));
    }

    /// <summary>Whether a name is in the plural, so that a number under it counts rather than opens something.</summary>
    public static bool IsPlural(ReadOnlySpan<char> name) => name.EndsWith("s", StringComparison.OrdinalIgnoreCase);

    static bool IsVariables(ReadOnlySpan<char> whole, int lastWord) =>
        Within(VariableMaps, Singular(whole)) || Singular(whole[lastWord..]) is "env" or "variable";

    static bool IsSecret(ReadOnlySpan<char> whole, int lastWord)
    {
        var trimmed = whole.TrimEnd("0123456789");
        if (trimmed.Length > lastWord && Within(SecretWords, trimmed[lastWord..])) return true;
        if (Within(SecretNamesWhole, trimmed)) return true;
        var singular = Singular(trimmed);
        foreach (var ending in SecretEndings)
            if (singular.EndsWith(ending))
                return true;
        return singular.StartsWith("srccreds");
    }

    static ReadOnlySpan<char> Singular(ReadOnlySpan<char> word) => word.EndsWith("s") && !word.EndsWith("ss") ? word[..^1] : word;

    static bool Within(FrozenSet<string> set, ReadOnlySpan<char> word) =>
        set.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word);

    /// <summary>The name in lower case without separators, and where its last word begins.</summary>
    static ReadOnlySpan<char> Fold(ReadOnlySpan<char> name, Span<char> folded, out int lastWord)
    {
        if (name.Length > folded.Length) name = name[^folded.Length..];
        var length = 0;
        lastWord = 0;
        for (var i = 0; i < name.Length; i++)
        {
            if (!char.IsAsciiLetterOrDigit(name[i])) continue;
            if (BeginsWord(name, i)) lastWord = length;
            folded[length++] = char.ToLowerInvariant(name[i]);
        }

        return folded[..length];
    }

    static ReadOnlySpan<char> BeforeLastWord(ReadOnlySpan<char> name)
    {
        for (var i = name.Length - 1; i > 0; i--)
            if (char.IsAsciiLetterOrDigit(name[i]) && BeginsWord(name, i))
                return name[..i];
        return [];
    }

    static bool BeginsWord(ReadOnlySpan<char> name, int i)
    {
        if (i == 0 || !char.IsAsciiLetterOrDigit(name[i - 1])) return true;
        if (!char.IsAsciiLetterUpper(name[i])) return false;
        return !char.IsAsciiLetterUpper(name[i - 1]) || (i + 1 < name.Length && char.IsAsciiLetterLower(name[i + 1]));
    }
}
