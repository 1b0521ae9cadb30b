using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SlackAudit.Record.Redaction;

namespace SlackAudit.Tests.Record.Redaction;

public sealed partial class RecordedPayloadsTests
{
    public static TheoryData<string> Names => [.. Recorded.Names];

    [Theory, MemberData(nameof(Names))]
    public void NoAccessKeyOrSessionTokenIsLeft(string name)
    {
        var left = Encoding.UTF8.GetString(Redact.Json(Recorded.Bytes(name)).Span);

        Assert.DoesNotMatch("A[KS]IA[A-Z0-9]{16}", left);
        Assert.DoesNotContain("SESSIONTOKENEXAMPLE", left, StringComparison.Ordinal);
        Assert.DoesNotContain("EXAMPLEsecretEXAMPLE", left, StringComparison.Ordinal);
        Assert.DoesNotContain("data-channel", left, StringComparison.Ordinal);
        Assert.DoesNotContain("color.good", left, StringComparison.Ordinal);
        Assert.DoesNotContain("AAAAB3NzaC1", left, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Names))]
    public void EveryIdHashArnAddressAndNameIsLeft(string name)
    {
        var before = Recorded.Text(name);
        var left = Encoding.UTF8.GetString(Redact.Json(Recorded.Bytes(name)).Span);

        Assert.Equal(Evidence().Matches(before).Select(m => m.Value), Evidence().Matches(left).Select(m => m.Value));
    }

    [Theory, MemberData(nameof(Names))]
    public void OnlyWhatIsKnownToBeSecretChanges(string name)
    {
        var changed = Changes(JsonNode.Parse(Recorded.Text(name)), JsonNode.Parse(Redact.Json(Recorded.Bytes(name)).Span), "").ToList();

        Assert.All(changed, path => Assert.Matches("accessKeyId$|sessionToken$|tokenValue$|streamUrl$|sSHPublicKey$|^.key.key$|Object.data.ui.properties$", path));
        Assert.Equal(name.StartsWith("cloudtrail", StringComparison.Ordinal) && !name.Contains("ConsoleLogin", StringComparison.Ordinal), changed.Any(c => c.EndsWith("accessKeyId", StringComparison.Ordinal)));
    }

    static IEnumerable<string> Changes(JsonNode? before, JsonNode? after, string path) => (before, after) switch
    {
        (JsonObject a, JsonObject b) => a.SelectMany(m => Changes(m.Value, b[m.Key], $"{path}.{m.Key}")),
        (JsonArray a, JsonArray b) => a.SelectMany((m, i) => Changes(m, b[i], $"{path}.{i}")),
        _ => JsonNode.DeepEquals(before, after) ? [] : [path],
    };

    /// <summary>GUIDs, hashes, ARNs, times, IP addresses, instance ids, e-mail addresses and whatever is called a name, login or ref.</summary>
    [GeneratedRegex("""\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}\b|\b[0-9a-f]{40}\b|arn:aws:[^" ]+|\d{4}-\d\d-\d\dT[^"]+|\b\d+\.\d+\.\d+\.\d+\b|\bi-\w{17}|[\w.+-]+@[\w.-]+|"(name|full_name|login|title|ref|userName|username|eventName|principalId)": *"[^"]*" """)]
    private static partial Regex Evidence();
}
