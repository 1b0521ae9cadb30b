using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using CsCheck;
using SlackAudit.Record.Redaction;

namespace SlackAudit.Tests.Record.Redaction;

/// <summary>Whether a variable's value changed can be told, the value cannot.</summary>
public sealed partial class FingerprintsTests
{
    static readonly Fingerprints Ours = Fingerprints.Under("an installation's key, 32 of them");
    static readonly Fingerprints Others = Fingerprints.Under("another installation's key, 32 of");

    static string Json(string json, Fingerprints? fingerprints) => Encoding.UTF8.GetString(Redact.Json(Encoding.UTF8.GetBytes(json), fingerprints).Span);

    [Fact]
    public void AFingerprintIsWhatItsDescriptionSays()
    {
        var hash = System.Security.Cryptography.HMACSHA256.HashData("an installation's key, 32 of them"u8, "A\nö x"u8);

        Assert.Equal($"[redacted:{Convert.ToHexStringLower(hash)[..12]}]", Ours.Marker("A", "ö x"));
    }

    [Fact]
    public void ItTellsValuesNamesAndInstallationsApart()
    {
        var marker = Ours.Marker("A", "x");

        Assert.Equal(marker, Ours.Marker("A", "x"));
        Assert.NotEqual(marker, Ours.Marker("A", "y"));
        Assert.NotEqual(marker, Ours.Marker("B", "x"));
        Assert.NotEqual(marker, Others.Marker("A", "x"));
        Assert.NotEqual(Ours.Marker("A", new string('x', 5000)), Ours.Marker("A", new string('x', 5001)));
    }

    [Theory]
    [InlineData("""{"env":{"B":"y","A":"x","C":"z"}}""")]
    [InlineData("""{"environment":{"variables":{"A":"\u0078"}}}""")]
    [InlineData("""{"\u0065nv":{"\u0041":"x"}}""")]
    [InlineData("""{"config_vars":{"A":"x"}}""")]
    [InlineData("""{"environmentVariables":[{"name":"A","type":"PLAINTEXT","value":"x"}]}""")]
    [InlineData("""{"env":[{"value":"x","name":"A"}]}""")]
    [InlineData("""{"variables":[{"key":"A","value":"x"}]}""")]
    [InlineData("""{"Env":["B=y","A=x"]}""")]
    [InlineData("""{"env":"B=1\nA='x'\n"}""")]
    [InlineData("""{"env":"# all of them\nexport A=\"x\"\nexport B=1"}""")]
    [InlineData("""{"env":"{\"A\":\"x\"}"}""")]
    [InlineData("env=B%3D2%0AA%3Dx&release=1")]
    public void TheSameVariableIsMarkedAlikeHoweverItIsWritten(string body) =>
        Assert.Contains(Ours.Marker("A", "x"), Uri.UnescapeDataString(Json(body, Ours)), StringComparison.Ordinal);

    [Fact]
    public void SoIsASecretVariableOfACommand()
    {
        Assert.Equal($$"""{"command":"API_TOKEN={{Ours.Marker("API_TOKEN", "x y")}} ./deploy --now"}""", Json("""{"command":"API_TOKEN='x y' ./deploy --now"}""", Ours).Replace("'", "", StringComparison.Ordinal));
        Assert.Equal($$$"""{"env":{"PORT":"{{{Ours.Marker("PORT", "80")}}}"}}""", Json("""{"env":{"PORT":80}}""", Ours));
    }

    [Theory]
    [InlineData("""{"password":"x"}""", """{"password":"[redacted]"}""")]
    [InlineData("""{"a":"password: hunter2"}""", """{"a":"password: [redacted]"}""")]
    [InlineData("""{"kind":"Secret","data":{"a":"x"}}""", """{"kind":"Secret","data":{"a":"[redacted]"}}""")]
    [InlineData("""{"a":"postgres://u:hunter2@db/x"}""", """{"a":"postgres://u:[redacted]@db/x"}""")]
    [InlineData("""{"env":{"A":"","B":true,"C":null}}""", """{"env":{"A":"","B":true,"C":null}}""")]
    public void OtherSecretsAndEmptyValuesHaveNone(string json, string left) => Assert.Equal(left, Json(json, Ours));

    [Fact]
    public void WithoutAKeyThereAreNone() => Assert.Equal("""{"env":{"A":"[redacted]"}}""", Json("""{"env":{"A":"x"}}""", Fingerprints.None));

    [Theory]
    [InlineData("""{"env":{"A":"MARK"}}""")]
    [InlineData("""{"env":[{"name":"A","value":"MARK"},{"value":"MARK","name":"A"}]}""")]
    [InlineData("""{"env":"A=MARK"}""")]
    [InlineData("""{"env":["A=MARK"]}""")]
    [InlineData("""{"a":"API_TOKEN=MARK"}""")]
    [InlineData("""{"env":{"A":"x","A":"MARK"}}""")]
    [InlineData("API_TOKEN=MARK and more")]
    [InlineData("env=A%3DMARK&b=1")]
    public void ASenderCannotPassOffAFingerprint(string body)
    {
        foreach (var forged in new[] { Ours.Marker("A", "old"), Ours.Marker("API_TOKEN", "old") })
            foreach (var fingerprints in new[] { Ours, Fingerprints.None })
                Assert.DoesNotContain(forged, Uri.UnescapeDataString(Json(body.Replace("MARK", forged, StringComparison.Ordinal), fingerprints)), StringComparison.Ordinal);
    }

    static readonly string[] Parts =
    [
        "env=", "A=", "x", " ", "\n", "&", "export ", "#", "API_TOKEN=", "'", "\"", "[redacted:", "[redacted]", "[redacted:3f9a2c4d81b0]", "%5Bredacted%3A3f9a2c4d81b0%5D", "[redacted:3f9a…",
        "{\"env\":{\"A\":\"x\"}}", "{\"A\":\"x\"}", "=", "%", "?", "https://a:b@c/", "-e ", "docker run ", "password", ":", "\\",
    ];

    [Fact]
    public void RedactingWhatIsRedactedChangesNothing() => Gen.Int[0, Parts.Length - 1].Array[0, 15].Select(parts => string.Concat(parts.Select(i => Parts[i]))).Sample(text =>
    {
        foreach (var body in new[] { Encoding.UTF8.GetBytes(text), JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object> { ["env"] = text, ["a"] = text, ["environment"] = new[] { new { value = text, name = "A" } }, ["b"] = new { env = new Dictionary<string, object> { ["A"] = text, [text] = 5 } } }) })
        {
            var once = Redact.Json(body, Ours);
            Assert.True(Redact.Json(once).Equals(once), Encoding.UTF8.GetString(once.Span));
        }
    }, iter: 10_000);

    [Theory, MemberData(nameof(RecordedPayloadsTests.Names), MemberType = typeof(RecordedPayloadsTests))]
    public void WithoutThemARecordedPayloadIsTheSame(string name)
    {
        var marked = Redact.Json(Recorded.Bytes(name), Ours);

        Assert.Equal(Encoding.UTF8.GetString(Redact.Json(Recorded.Bytes(name)).Span), Fingerprint().Replace(Encoding.UTF8.GetString(marked.Span), "[redacted]"));
    }

    [GeneratedRegex(@"\[redacted:[0-9a-f]{12}\]")]
    private static partial Regex Fingerprint();
}
