using System.Text;
using System.Text.Json;
using CsCheck;
using SlackAudit.Record.Redaction;

namespace SlackAudit.Tests.Record.Redaction;

/// <summary>Whatever is sent, it ends, does not throw, and a second time changes nothing.</summary>
public sealed class HostileTextTests
{
    const int Size = 5_000_000;

    static readonly string[] Fragments =
    [
        "a", " ", "\n", "=", ":", "://", "@", "?", "&", "#", "%61", "%", "\"", "'", "\\", "\\\"", "{", "[", "{\"a\":", "[{\"data\":{", "}", "]", "{\"kind\":\"Secret\",\"data\":",
        "password", "password=", "password=a;", "password: ", "\"token\":\"", "token=\\\"", "cookie: a ", "authorization: Bearer ", "Bearer ", "Basic dXNlcjpw",
        "ey" + "J", "eyJhbGciOiJIUzI1NiJ9.", "sk-", "S" + "K", "SG.", "AK" + "IA", "AK" + "IAEXAMPLEEXAMPLE7 ", "gh" + "p_", "xoxb-", "pypi-", "-----BEGIN ", "-----BEGIN PRIVATE KEY-----", "-----END ",
        "ssh-rsa ", "ssh-rsa AAAA", "arn:", "secret:", " -p ", " -u", "mysql -p", "curl -u a:", "--password ", "command=a&", "?command=", "a=b&c=%25", "env=A%3D", "/hooks/a/", "hooks.slack.com/",
        "https://a:b@", "https://u:p/", "[redacted]", "[redacted:3f9a2c4d81b0]", "[redac…", "%2522", "%25", "export A=b ", "env A=", "-e A=", "set a_token b ", "password: |\n ", "Private-Lines: ", "---- BEGIN SSH2 ", "a@b:1 ", "eyJhIjoxfQ==", "$", "${A}", "*", "\0", "\uD800", "\uDC00", "\u200B", "é", "🎉",
    ];

    public static TheoryData<int> Each => [.. Enumerable.Range(0, Fragments.Length)];

    [Theory, MemberData(nameof(Each))]
    public void FiveMegabytesOfAnythingAreDone(int index)
    {
        var fragment = Fragments[index];
        var text = string.Concat(Enumerable.Repeat(fragment, Size / fragment.Length));
        var shorter = text[..(Size / 50)];

        Assert.NotEqual(0, Redact.Json(JsonSerializer.SerializeToUtf8Bytes(new { a = text })).Length);
        Assert.NotEqual(0, Redact.Json(Encoding.UTF8.GetBytes(shorter)).Length);
        Assert.NotEqual(0, Redact.Json(JsonSerializer.SerializeToUtf8Bytes(Enumerable.Repeat(fragment, Size / 200 / fragment.Length))).Length);
    }

    [Fact]
    public void MixturesOfAnythingAreDoneAndStayDone() => Gen.Int[0, Fragments.Length - 1].Array[0, 25].Select(parts => string.Concat(parts.Select(i => Fragments[i]))).Sample(text =>
    {
        var once = Redact.Line(text);
        Assert.Equal(once, Redact.Line(once));

        var json = Redact.Json(JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object> { [text] = text, ["env"] = text, ["token"] = new[] { text } }));
        Assert.True(Redact.Json(json).Equals(json), Encoding.UTF8.GetString(json.Span));
        Assert.Equal(JsonValueKind.Object, JsonDocument.Parse(json).RootElement.ValueKind);

        var raw = Redact.Json(Encoding.UTF8.GetBytes(text));
        Assert.True(Redact.Json(raw).Equals(raw), Encoding.UTF8.GetString(raw.Span));
    }, iter: 10_000);

    [Fact]
    public void AnyBytesAreDone() => Gen.Byte.Array[0, 200].Sample(bytes =>
    {
        _ = Redact.Json(bytes);
        _ = Redact.Text(bytes);
        _ = Redact.Json((byte[])[.. "{\"password=\":\""u8, .. bytes.Where(b => b is not ((byte)'"' or (byte)'\\' or < 32)), .. "\"}"u8]);
    }, iter: 5000);
}
