namespace SlackAudit.Record.Redaction;

/// <summary>
/// The cheap question asked of everything: could there be a secret in it at all? Most texts stop here: every secret or its name
/// contains one of these fragments, in either case, or the text has a shape that may hide one.
/// </summary>
static class Suspicion
{
    static readonly FragmentSearch Fragments = new(
    [
        .. SecretTokens.Beginnings,

        // Names of secrets, see SecretNames.
        "pass", "pwd", "secret", "token", "key", "cred", "auth", "cookie", "env", "config_v", "config-v", "configv", "input", "build-arg", "build_arg", "buildarg", "conn", "dsn", "data", "jwt", "otp",
        "bearer", "assertion", "saml", "stream", "verifier", "variable", "shared", "vars", "appsetting", "webhook", "mfa", "recovery", "backupcode", "backup_code", "backup-code", "devicecode", "device_code", "device-code", "kubeconf", "dockercfg",
        "dockerconf", "id_rsa", "idrsa", "id_ed25519", "cvv", "mnemonic", "sessid", "sessionid", "kennwort", "wachtwoord", "sonar.login", "masterauth",

        // Hooks with a secret in their path, see Addresses.
        "/hooks/",

        // Texts with secrets in them: commands, keys, schemes, addresses.
        " -p", " -a", " -u", "-----begin", "ssh-", "ecdsa-", "basic ", "sig=", "signature=", "code=", "command=", "curl", "wget", "ldap", "identified by", "private-lines", "begin ssh2", "export ", "env ", "config:", "%22", "%3a", "@tcp(", " -e", " -b", " -k", "kv put", "vault ", "rabbitmqctl", "cargo login", "put-parameter", "from-literal", "doctl", " set ",
    ]);

    /// <summary>Whether a name may say that its value is secret.</summary>
    public static bool OfName(ReadOnlySpan<char> name) => Fragments.IsIn(name);

    /// <summary>Whether a text may hold a secret, or be JSON or a form that may.</summary>
    public static bool Of(ReadOnlySpan<char> text) =>
        text.Length >= 6 && (Fragments.IsIn(text) || IsTwilio(text) || TextRedaction.IsJson(text) || IsAddress(text) || IsForm(text));

    /// <summary>The same of the raw bytes of a JSON string or name, as good as if it were decoded.</summary>
    public static bool OfRaw(ReadOnlySpan<byte> text, bool isEscaped)
    {
        if (isEscaped || Fragments.IsIn(text)) return true;
        if (text.Length < 6) return false;
        if (text[0] is (byte)'{' or (byte)'[' or <= (byte)' ') return true;
        if (text.ContainsAny("@?#%"u8) && text.ContainsAny("/="u8)) return true;
        return text.Length >= 34 && text.IndexOf("SK"u8) >= 0;
    }

    static bool IsAddress(ReadOnlySpan<char> text) => text.ContainsAny('@', '?', '#') && text.Contains('/');

    static bool IsForm(ReadOnlySpan<char> text) => text.Contains('%') && text.Contains('=');

    /// <summary>A Twilio key's beginning is too short to be looked for together with the others.</summary>
    static bool IsTwilio(ReadOnlySpan<char> text) => text.Length >= 34 && text.Contains("SK", StringComparison.Ordinal);
}
