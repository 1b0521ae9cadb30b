using CsCheck;

namespace SlackAudit.Tests.Record.Redaction;

/// <summary>
/// Made-up secrets in the shapes that issuers give theirs. They are put together here from halves, so that no scanner takes this file
/// for a leak.
/// </summary>
internal static class FakeSecrets
{
    const string Capitals = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    const string Hex = "0123456789abcdef";
    const string Alphanumeric = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    const string Url = Alphanumeric + "_-";

    static Gen<string> Of(string beginning, string characters, int length, string end = "") =>
        Gen.Char[characters].Array[length].Select(c => beginning + new string(c) + end);

    /// <summary>Each by its issuer.</summary>
    public static IReadOnlyDictionary<string, Gen<string>> ByIssuer { get; } = new Dictionary<string, Gen<string>>
    {
        ["AWS access key id"] = Of("AK" + "IA", Capitals + "234567", 16),
        ["AWS temporary access key id"] = Of("AS" + "IA", Capitals + "234567", 16),
        ["AWS session token"] = Of("IQoJb3Jp" + "Z2luX2Vj", Alphanumeric + "+/", 300, "=="),
        ["GitHub personal"] = Of("gh" + "p_", Alphanumeric, 36),
        ["GitHub OAuth"] = Of("gh" + "o_", Alphanumeric, 36),
        ["GitHub user to server"] = Of("gh" + "u_", Alphanumeric, 36),
        ["GitHub server to server"] = Of("gh" + "s_", Alphanumeric, 36),
        ["GitHub refresh"] = Of("gh" + "r_", Alphanumeric, 76),
        ["GitHub fine-grained"] = Of("github" + "_pat_", Alphanumeric + "_", 82),
        ["GitLab personal"] = Of("glp" + "at-", Url, 20),
        ["Slack bot"] = Of("xox" + "b-123456789012-", Alphanumeric, 24),
        ["Slack user"] = Of("xox" + "p-123456789012-", Alphanumeric, 32),
        ["Slack app"] = Of("xap" + "p-1-A0123456789-", Hex, 64),
        ["Slack refresh"] = Of("xox" + "e-1-", Alphanumeric, 40),
        ["Stripe live"] = Of("sk_" + "live_", Alphanumeric, 24),
        ["Stripe restricted"] = Of("rk_" + "live_", Alphanumeric, 24),
        ["Google API key"] = Of("AI" + "za", Url, 35),
        ["npm"] = Of("np" + "m_", Alphanumeric, 36),
        ["PyPI"] = Of("py" + "pi-AgEIcHlwaS5vcmc", Url, 120),
        ["SendGrid"] = Gen.Select(Of("S" + "G.", Url, 22), Of(".", Url, 43), (a, b) => a + b),
        ["Twilio"] = Of("S" + "K", Hex, 32),
        ["DigitalOcean"] = Of("dop" + "_v1_", Hex, 64),
        ["Standard Webhooks"] = Of("wh" + "sec_", Alphanumeric + "+/", 32),
        ["JSON web token"] = Gen.Select(Of("ey" + "JhbGciOiJIUzI1NiJ9.ey" + "J", Url, 60), Of(".", Url, 43), (a, b) => a + b),
        ["private key"] = Gen.Char[Alphanumeric + "+/"].Array[64].Array[4].Select(lines =>
            "-----BEGIN RSA PRIV" + "ATE KEY-----\n" + string.Join('\n', lines.Select(l => new string(l))) + "\n-----END RSA PRIV" + "ATE KEY-----"),
        ["Slack webhook"] = Of("https://hooks.sl" + "ack.com/services/T01234567/B01234567/", Alphanumeric, 24),
    };

    /// <summary>A password, which has no shape: only its surroundings tell.</summary>
    public static Gen<string> Password { get; } = Of("Zq", Alphanumeric + "!*~^.-_", 14, "9x");

    /// <summary>The part of a secret that opens something, which must not be found anywhere.</summary>
    public static string Core(string secret)
    {
        if (secret.StartsWith("-----", StringComparison.Ordinal)) return secret.Split('\n')[2];
        return secret.StartsWith("https://", StringComparison.Ordinal) ? secret[(secret.LastIndexOf('/') + 1)..] : secret;
    }
}
