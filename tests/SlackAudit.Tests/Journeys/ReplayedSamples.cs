using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using SlackAudit.Tests.Receive.Generic;

namespace SlackAudit.Tests.Journeys;

/// <summary>Every recorded payload of the tests as its sender would post it, well signed, with credentials planted in it.</summary>
internal static class ReplayedSamples
{
    const string Secret = "a-secret-of-every-sender";
    const string StandardSecret = "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    const string Structured = """{"specversion":"1.0","id":"42","source":"/ci/shop","type":"com.example.deployment.succeeded","subject":"shop","authid":"alice","data":{"message":"done"}}""";

    // What people write into by hand.
    static readonly string[] FreeTexts = ["title", "message", "body", "description", "subject", "reason", "errorMessage", "summary"];

    public static Dictionary<string, string> Settings => new(Senders.Settings)
    {
        ["Sources:circleci:Secrets:0"] = Secret,
        ["Sources:cloudtrail:Secrets:0"] = Secret,
        ["Sources:cloudtrail:RecordReads"] = "true",
        ["Sources:kubernetes:Secrets:0"] = Secret,
        ["Sources:kubernetes:RecordReads"] = "true",
        ["Sources:cloudevents:Secrets:0"] = Secret,
        ["Sources:standardwebhooks:Secrets:0"] = "whsec_" + StandardSecret,
        ["Rules:2:Name"] = "everything",
        ["Rules:2:When"] = "everything",
        ["Rules:2:Channel"] = "#all",
        ["Api:Tokens:0"] = Secret + Secret,
    };

    public static string ApiToken => Secret + Secret;

    /// <summary>What must be found nowhere afterwards; put together from halves, so that no scanner takes this file for a leak.</summary>
    public static IReadOnlyList<string> Planted { get; } =
    [
        "gh" + "p_pL4nT3dpL4nT3dpL4nT3dpL4nT3dpL4nT3d0", "AK" + "IAPLANTEDPLANTED77", "xox" + "b-123456789012-pL4nT3dpL4nT3dpL4nT3d99", "sk_" + "live_pL4nT3dpL4nT3dpL4nT3d99",
        "Zq8-planted-password.9x", "Zq8-planted-in-address.9x",
    ];

    public static IEnumerable<(string Name, HttpRequestMessage Request)> All() =>
    [
        .. Files("GitHub").Select(file => (file.Name, Senders.GitHub(file.Name.Split('.')[0], Bytes(file.Text)))),
        .. Files("CircleCI").Select(file => (file.Name, Bearing("circleci", file.Text, ("circleci-signature", "v1=" + Wire.Mac(Secret, With(file.Text)))))),
        .. Files("CloudTrail").Concat(Lines("CloudTrail", "made-up.ndjson")).Select(file => (file.Name, Bearing("cloudtrail", file.Text, ("X-Api-Key", Secret)))),
        .. Files("Kubernetes").Select(file => (file.Name, Bearing("kubernetes", file.Text, ("X-Api-Key", Secret)))),
        .. Files("Convox").Concat(Lines("Convox", "v3.ndjson")).Concat(Lines("Convox", "elsewhere.ndjson")).Select(file => (file.Name, Senders.ConvoxV3(With(file.Text), DateTimeOffset.UtcNow))),
        .. Lines("Convox", "v2.ndjson").Select(file => (file.Name, Senders.ConvoxV2(With(file.Text)))),
        ("our own", Senders.Generic(With(GenericCases.Whole))),
        ("CloudEvents", Bearing("cloudevents", Structured, ("X-Api-Key", Secret))),
        ("Standard Webhooks", Standard("""{"type":"deployment.failed","timestamp":"2026-03-01T10:00:00Z","data":{"app":"shop","message":"no"}}""")),
    ];

    static HttpRequestMessage Bearing(string source, string text, (string Name, string Value) proof) => Wire.Post(source, With(text), "application/json", proof);

    static HttpRequestMessage Standard(string text)
    {
        var at = DateTimeOffset.UtcNow.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var signature = Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(StandardSecret), Encoding.UTF8.GetBytes($"msg_1.{at}.{With(text)}")));
        return Wire.Post("standardwebhooks", With(text), "application/json", ("webhook-id", "msg_1"), ("webhook-timestamp", at), ("webhook-signature", "v1," + signature));
    }

    static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(With(text));

    static string With(string text)
    {
        var root = JsonNode.Parse(text)!;
        Plant(root);
        return root.ToJsonString();
    }

    static void Plant(JsonNode? node)
    {
        if (node is JsonArray array)
        {
            foreach (var item in array) Plant(item);
        }

        if (node is not JsonObject container) return;
        foreach (var (name, value) in container.ToList())
        {
            if (value is JsonValue said && said.TryGetValue(out string? written) && FreeTexts.Contains(name)) container[name] = $"{written} {Planted[0]} {Planted[1]} password={Planted[4]}";
            else Plant(value);
        }

        container["planted"] = new JsonObject
        {
            ["password"] = Planted[4],
            ["note"] = $"use {Planted[2]} or https://ci:{Planted[5]}@example.com/x",
            ["list"] = new JsonArray(Planted[3], Planted[0]),
        };
    }

    static IEnumerable<(string Name, string Text)> Files(string source) => Directory.EnumerateFiles(Folder(source), "*.json").Select(file => (Path.GetFileNameWithoutExtension(file), File.ReadAllText(file)));

    static IEnumerable<(string Name, string Text)> Lines(string source, string file) =>
        File.ReadAllLines(Path.Combine(Folder(source), file)).Where(line => line.Length > 0).Select((line, number) => ($"{file}:{number + 1}", line));

    static string Folder(string source) => Path.Combine(AppContext.BaseDirectory, "Receive", source, "Payloads");
}
