using System.Buffers;

namespace SlackAudit.Record.Redaction;

/// <summary>Secrets that can be told by their own shape: those whose issuers gave them a beginning of their own.</summary>
static class SecretTokens
{
    const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    const string Digits = "0123456789";

    static readonly SearchValues<char> Capitals = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ" + Digits);
    static readonly SearchValues<char> Hex = SearchValues.Create("abcdefABCDEF" + Digits);
    static readonly SearchValues<char> Alphanumeric = SearchValues.Create(Letters + Digits);
    static readonly SearchValues<char> Word = SearchValues.Create(Letters + Digits + "_-");
    static readonly SearchValues<char> Dotted = SearchValues.Create(Letters + Digits + "_-.");
    static readonly SearchValues<char> AmazonSecret = SearchValues.Create(Letters + Digits + "+/=");
    static readonly SearchValues<char> Base64 = SearchValues.Create(Letters + Digits + "+/=_-");
    static readonly SearchValues<char> Path = SearchValues.Create(Letters + Digits + "+/=_-.:~@%");

    /// <param name="Prefix">What it begins with, case and all.</param>
    /// <param name="Rest">The characters that it goes on with.</param>
    /// <param name="Shortest">How many of those it has at least.</param>
    /// <param name="AtWord">Whether it begins only where a word begins, because the prefix alone is ordinary.</param>
    /// <param name="Keep">Whether the prefix says where and may stay.</param>
    readonly record struct Shape(string Prefix, SearchValues<char> Rest, int Shortest, bool AtWord = false, bool Keep = false);

    static readonly Shape[] Shapes =
    [
        new("AKIA", Capitals, 16), new("ASIA", Capitals, 16),
        new("IQoJb3JpZ2lu", Base64, 40), new("FwoGZXIvYXdz", Base64, 40), new("FQoGZXIvYXdz", Base64, 40),
        new("ghp_", Word, 16), new("gho_", Word, 16), new("ghu_", Word, 16), new("ghs_", Dotted, 16), new("ghr_", Word, 16),
        new("github_pat_", Word, 16),
        new("glpat-", Dotted, 16), new("gldt-", Word, 16), new("glptt-", Word, 16), new("glrt-", Dotted, 16), new("glcbt-", Word, 16), new("glft-", Word, 16),
        new("glsoat-", Word, 16), new("glimt-", Word, 16), new("glagent-", Word, 16), new("gloas-", Word, 16), new("GR1348941", Word, 16),
        new("xoxb-", Dotted, 8), new("xoxp-", Dotted, 8), new("xoxa-", Dotted, 8), new("xoxr-", Dotted, 8), new("xoxs-", Dotted, 8),
        new("xoxe-", Dotted, 8), new("xoxe.", Dotted, 8), new("xoxc-", Dotted, 8), new("xoxd-", Path, 8), new("xoxo-", Dotted, 8),
        new("xapp-", Dotted, 8),
        new("sk_live_", Word, 8), new("rk_live_", Word, 8), new("sk_test_", Word, 8), new("rk_test_", Word, 8), new("sk_org_", Word, 16),
        new("whsec_", Base64, 16), new("whsk_", Base64, 16), new("sq0atp-", Word, 20), new("sq0csp-", Word, 40), new("EAA", Alphanumeric, 60, AtWord: true),
        new("AIza", Word, 30), new("ya29.", Dotted, 20), new("GOCSPX-", Word, 16),
        new("npm_", Alphanumeric, 30), new("pypi-AgE", Word, 30), new("pypi-", Word, 40),
        new("dckr_pat_", Word, 16), new("dckr_oat_", Word, 16), new("hvs.", Dotted, 20), new("hvb.", Dotted, 20), new("hvr.", Dotted, 20),
        new("rubygems_", Hex, 40), new("PMAK-", Word, 40), new("pul-", Hex, 40, AtWord: true), new("pnu_", Alphanumeric, 30), new("tfp_", Alphanumeric, 40),
        new("dapi", Hex, 32, AtWord: true), new("lin_api_", Alphanumeric, 32), new("NRAK-", Capitals, 24),
        new("dop_v1_", Alphanumeric, 32), new("doo_v1_", Alphanumeric, 32), new("dor_v1_", Alphanumeric, 32),
        new("SG.", Dotted, 40), new("HRKU-", Word, 20), new("CCIPAT_", Word, 20), new("CCIPRJ_", Word, 20),
        new("shpat_", Hex, 32), new("shpss_", Hex, 32), new("shpca_", Hex, 32), new("shppa_", Hex, 32),
        new("glsa_", Word, 20), new("sntrys_", Base64, 20), new("sntryu_", Hex, 32),
        new("sk-ant-", Word, 20), new("sk-proj-", Word, 20), new("sk-", Word, 32, AtWord: true), new("hf_", Alphanumeric, 30, AtWord: true),
        new("ATATT3x", Base64, 40), new("ATCTT3x", Base64, 40), new("ATBB", Alphanumeric, 24, AtWord: true), new("AGE-SECRET-KEY-1", Capitals, 40),
        new("glc_", Base64, 32, AtWord: true), new("fo1_", Word, 32), new("fm2_", Base64, 40), new("dp.st.", Dotted, 32), new("dp.pt.", Dotted, 32), new("sbp_", Hex, 40, AtWord: true),
        new("amzn.mws.", Word, 30), new("ABSKQmVkcm9ja", Base64, 40), new("tskey-", Word, 20), new("xai-", Alphanumeric, 60), new("gsk_", Alphanumeric, 40),
        new("r8_", Alphanumeric, 36, AtWord: true), new("pplx-", Alphanumeric, 40), new("nfp_", Alphanumeric, 36), new("vercel_blob_", Word, 20),
        new("cfut_", Word, 36), new("ntn_", Alphanumeric, 40, AtWord: true), new("secret_", Alphanumeric, 40, AtWord: true), new("figd_", Word, 36),
        new("dt0c01.", Dotted, 60), new("rdme_", Alphanumeric, 60), new("PRVT_KEY_", Word, 20),
        new("eyJ", Dotted, 16),

        // Private keys without the lines around them, in base64, and whole files of them in base64.
        new("MIIEvQIBADAN", Base64, 40), new("MIIEvAIBADAN", Base64, 40), new("MIIEvgIBADAN", Base64, 40), new("MIIJQgIBADAN", Base64, 40), new("MIIJQwIBADAN", Base64, 40),
        new("MIIEpAIBAAKC", Base64, 40), new("MIIEpQIBAAKC", Base64, 40), new("MIIEowIBAAKC", Base64, 40), new("MIIJKAIBAAKC", Base64, 40), new("MIIJKQIBAAKC", Base64, 40),
        new("MHcCAQEEI", Base64, 40), new("MIGHAgEAMBMG", Base64, 40), new("MC4CAQAwBQYDK2Vw", Base64, 40), new("b3BlbnNzaC1rZXktdjE", Base64, 40),
        new("LS0tLS1CRUdJTiBSU0EgUFJJVkFURS", Base64, 40), new("LS0tLS1CRUdJTiBQUklWQVRFIEtFW", Base64, 40), new("LS0tLS1CRUdJTiBFQyBQUklWQVRF", Base64, 40),
        new("LS0tLS1CRUdJTiBPUEVOU1NI", Base64, 40), new("LS0tLS1CRUdJTiBFTkNSWVBURUQg", Base64, 40),

        new("hooks.slack.com/", Path, 8, Keep: true), new("discord.com/api/webhooks/", Path, 8, Keep: true),
        new("discordapp.com/api/webhooks/", Path, 8, Keep: true), new("webhook.office.com/", Path, 8, Keep: true), new("outlook.office.com/webhook/", Path, 8, Keep: true), new("maker.ifttt.com/trigger/", Path, 8, Keep: true),

        new("hooks.zapier.com/", Path, 8, Keep: true), new("api.telegram.org/bot", Path, 8, Keep: true),
        new("events.pagerduty.com/integration/", Path, 8, Keep: true),
    ];

    static readonly FragmentSearch Prefixes = new(Beginnings);

    /// <summary>What those begin with, case and all.</summary>
    public static IEnumerable<string> Beginnings => Shapes.Select(s => s.Prefix);

    public static void Find(ReadOnlySpan<char> text, ref TextEdits edits)
    {
        var amazon = false;
        var end = 0;
        for (int next = 0, at; (at = Prefixes.Next(text, ref next)) >= 0; next = Math.Max(next, end))
        {
            if (at < end) continue;
            foreach (var shape in Shapes)
            {
                if (!text[at..].StartsWith(shape.Prefix) || (shape.AtWord && at > 0 && char.IsAsciiLetterOrDigit(text[at - 1]))) continue;
                var rest = at + shape.Prefix.Length;
                if (!IsWhole(shape, text[rest..])) continue;
                var length = LengthOf(text[rest..], shape.Rest);
                edits.Redact(shape.Keep ? rest : at, rest + length);
                amazon |= shape.Rest == Capitals;
                end = Math.Max(end, rest + length);
            }
        }

        if (amazon) FindAmazonSecrets(text, ref edits);
        FindTwilioKeys(text, ref edits);
    }

    static int LengthOf(ReadOnlySpan<char> text, SearchValues<char> characters)
    {
        var length = text.IndexOfAnyExcept(characters);
        return length < 0 ? text.Length : length;
    }

    /// <summary>
    /// A JSON web token has dots, and so has a SendGrid key; base64 of any JSON begins alike and is judged by its name. Only the
    /// beginning is looked at, so that a text of nothing but prefixes costs no more than any other.
    /// </summary>
    static bool IsWhole(Shape shape, ReadOnlySpan<char> rest)
    {
        rest = rest[..Math.Min(rest.Length, 4096)];
        rest = rest[..LengthOf(rest, shape.Rest)];
        return rest.Length >= shape.Shortest && shape.Prefix switch
        {
            "eyJ" => rest.IndexOf('.') is var dot and >= 8 && rest.Length - dot > 8,
            "SG." => rest.IndexOf('.') >= 16,
            "sk-" or "pypi-" => Values.LooksRandom(rest, 32) && rest.IndexOfAnyInRange('A', 'Z') >= 0,
            _ => true,
        };
    }

    /// <summary>The secret key and session token that go with an access key id have no shape but their length, and stand near it.</summary>
    static void FindAmazonSecrets(ReadOnlySpan<char> text, ref TextEdits edits)
    {
        for (var at = 0; at < text.Length;)
        {
            var skip = text[at..].IndexOfAny(AmazonSecret);
            if (skip < 0) return;
            at += skip;
            var length = LengthOf(text[at..], AmazonSecret);
            var run = text.Slice(at, length);
            var name = run.LastIndexOf('=') is var equals && equals > 0 && equals < length - 2 ? equals + 1 : 0;
            if (length - name >= 40 && run[name..].ContainsAnyExcept(Hex) && run.IndexOfAnyInRange('0', '9') >= 0 && run.IndexOfAnyInRange('A', 'Z') >= 0)
                edits.Redact(at + name, at + length);
            at += length;
        }
    }

    /// <summary>"SK" and 32 hexadecimal digits.</summary>
    static void FindTwilioKeys(ReadOnlySpan<char> text, ref TextEdits edits)
    {
        for (var at = 0; text[at..].IndexOf("SK", StringComparison.Ordinal) is var next and >= 0;)
        {
            at += next + 2;
            var length = LengthOf(text[at..Math.Min(text.Length, at + 33)], Hex);
            if (length != 32 || (at > 2 && char.IsAsciiLetterOrDigit(text[at - 3]))) continue;
            edits.Redact(at - 2, at + length);
            at += length;
        }
    }
}
