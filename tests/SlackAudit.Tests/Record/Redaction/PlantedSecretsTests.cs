using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using SlackAudit.Record.Redaction;

namespace SlackAudit.Tests.Record.Redaction;

/// <summary>A secret is planted at a random place of a recorded payload; nothing of it may be left, and everything else must be.</summary>
public sealed class PlantedSecretsTests
{
    static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Places for a secret that its own shape gives away, inside a text.</summary>
    static readonly Func<string, string>[] Anywhere =
    [
        s => s,
        s => $"see {s} for more",
        s => $"({s})",
        s => $"https://x.example/path/{Uri.EscapeDataString(s)}?a=1",
        s => $"https://x.example/path?a=1&b={Uri.EscapeDataString(s)}&c=2",
        s => $"https://{Uri.EscapeDataString(s)}@x.example/path",
        s => $"a=1&b={Uri.EscapeDataString(s)}&c=2",
        s => $"run --verbose '{s}' now",
        s => $"FOO={s} BAR=1 make",
        s => $"X-Custom: {s}",
        s => new JsonObject { ["a"] = new JsonArray(s, 1) }.ToJsonString(),
        s => $"log: {JsonSerializer.Serialize(new { a = s }, Relaxed)} end",
        s => JsonSerializer.Serialize(new { a = JsonSerializer.Serialize(new { b = s }) }),
    ];

    /// <summary>Places that make anything in them a secret.</summary>
    static readonly Func<string, string>[] Telling =
    [
        s => $"PASSWORD={s}",
        s => $"password: {s}",
        s => $"run --password {s} --now",
        s => $"PGPASSWORD='{s}' psql",
        s => $"mysql -uroot -p{s} app",
        s => $"curl -u me:{s} https://x.example",
        s => $"Authorization: Bearer {s}",
        s => $"postgres://app:{Uri.EscapeDataString(s)}@db:5432/app",
        s => $"Server=x;Password={s};Database=y",
        s => $"https://x.example/?access_token={Uri.EscapeDataString(s)}&a=1",
        s => $"a=1&password={Uri.EscapeDataString(s)}",
        s => new JsonObject { ["password"] = s }.ToJsonString(),
        s => new JsonObject { ["env"] = new JsonObject { ["A"] = s } }.ToJsonString(),
        s => new JsonObject { ["kind"] = "Secret", ["data"] = new JsonObject { ["a"] = s } }.ToJsonString(),
        s => JsonSerializer.Serialize(new { a = new JsonObject { ["value"] = s, ["name"] = "API_TOKEN" }.ToJsonString() }),
    ];

    static readonly Gen<(string Secret, string Text)> Planted = Gen.OneOf(
        Gen.Select(Gen.OneOf([.. FakeSecrets.ByIssuer.Values]), Gen.Int[0, Anywhere.Length - 1], (s, i) => (s, Anywhere[i](s))),
        Gen.Select(FakeSecrets.Password, Gen.Int[0, Telling.Length - 1], (s, i) => (s, Telling[i](s))));

    static readonly Gen<(string Secret, string Json)> Payload = Gen.Select(
        Planted, Gen.Int[0, Recorded.Names.Count - 1], Gen.Int[0, 10_000], Gen.Int[0, 3],
        (planted, payload, place, way) => (planted.Secret, Plant(Recorded.Text(Recorded.Names[payload]), planted.Text, place, way)));

    [Fact]
    public void NothingOfItIsLeft() => Payload.Sample((secret, json) =>
    {
        var left = Told.Json(json);
        foreach (var form in Forms(FakeSecrets.Core(secret))) Assert.DoesNotContain(form, left, StringComparison.Ordinal);
    }, iter: 3000);

    [Fact]
    public void TheShapeStays() => Payload.Sample((_, json) => AssertSameShape(JsonDocument.Parse(json).RootElement, JsonDocument.Parse(Told.Json(json)).RootElement), iter: 1000);

    [Fact]
    public void ASecondTimeChangesNothing() => Payload.Sample((_, json) =>
    {
        var once = Redact.Json(Encoding.UTF8.GetBytes(json));
        Assert.True(Redact.Json(once).Equals(once));
    }, iter: 1000);

    [Fact]
    public void JsonThatWasCutOffKeepsNoSecretOfAKnownShape() =>
        Gen.Select(Gen.OneOf([FakeSecrets.ByIssuer["GitHub personal"], FakeSecrets.ByIssuer["AWS access key id"], FakeSecrets.ByIssuer["private key"]]), Gen.Int[0, Recorded.Names.Count - 1], Gen.Int[0, 10_000], Gen.Int[0, 3], Gen.Int[1, 40])
            .Sample((secret, payload, place, way, cut) =>
                Assert.DoesNotContain(FakeSecrets.Core(secret), Told.Json(Plant(Recorded.Text(Recorded.Names[payload]), secret, place, way)[..^cut]), StringComparison.Ordinal), iter: 1000);

    static IEnumerable<string> Forms(string secret) =>
        [secret, Uri.EscapeDataString(secret), JsonEncodedText.Encode(secret).ToString(), JsonEncodedText.Encode(secret).ToString().Replace("\\", "\\\\", StringComparison.Ordinal)];

    static string Plant(string payload, string text, int place, int way)
    {
        var root = JsonNode.Parse(payload)!;
        var containers = Containers(root).ToList();
        var container = containers[place % containers.Count];
        if (container is JsonArray array) array.Insert(place % (array.Count + 1), way == 1 ? new JsonObject { ["x"] = text } : text);
        else if (container is JsonObject o) o.Insert(place % (o.Count + 1), way == 0 ? text : "planted", way == 0 ? 1 : way == 1 ? new JsonArray(text) : text);
        return root.ToJsonString(way == 2 ? Relaxed : null);
    }

    static IEnumerable<JsonNode> Containers(JsonNode? node) => node switch
    {
        JsonObject o => o.SelectMany(m => Containers(m.Value)).Prepend(o),
        JsonArray a => a.SelectMany(Containers).Prepend(a),
        _ => [],
    };

    static void AssertSameShape(JsonElement before, JsonElement after)
    {
        if (before.ValueKind == JsonValueKind.Object)
        {
            Assert.Equal(before.EnumerateObject().Count(), after.EnumerateObject().Count());
            foreach (var (a, b) in before.EnumerateObject().Zip(after.EnumerateObject()))
            {
                Assert.True(a.Name == b.Name || b.Name.Contains("redacted", StringComparison.Ordinal));
                AssertSameShape(a.Value, b.Value);
            }
        }
        else if (before.ValueKind == JsonValueKind.Array)
        {
            Assert.Equal(before.GetArrayLength(), after.GetArrayLength());
            foreach (var (a, b) in before.EnumerateArray().Zip(after.EnumerateArray())) AssertSameShape(a, b);
        }
        else
        {
            Assert.True(before.ValueKind == after.ValueKind || after.ValueKind == JsonValueKind.String);
        }
    }
}
