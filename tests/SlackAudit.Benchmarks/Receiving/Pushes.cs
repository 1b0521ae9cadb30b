using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SlackAudit.Benchmarks.Receiving;

/// <summary>GitHub pushes of 10 KB each, signed once: a load that leaves the processors to whoever receives it.</summary>
sealed class Pushes
{
    /// <summary>What they are signed with.</summary>
    public const string Secret = "a-secret-that-only-this-benchmark-knows";

    const int Size = 10_052;
    const int Repositories = 40;
    const int People = 60;

    readonly byte[][] requests;

    /// <param name="different">How many different ones: 1 is the same push over and over, but for its id.</param>
    public Pushes(int different)
    {
        var recorded = JsonNode.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "push.json")))!.AsObject();
        var random = new Random(1);
        Bodies = [.. Enumerable.Range(0, different).Select(i => Body(recorded.DeepClone().AsObject(), i, random))];
        requests = [.. Bodies.Select(Request)];
    }

    /// <summary>The bodies alone.</summary>
    public IReadOnlyList<byte[]> Bodies { get; }

    /// <summary>Copies a request into a buffer and gives it an id that no other has.</summary>
    /// <returns>Its length.</returns>
    public int Write(int which, Span<byte> buffer)
    {
        var request = requests[which % requests.Length];
        request.CopyTo(buffer);
        Guid.NewGuid().TryFormat(buffer[IdStart..], out _);
        return request.Length;
    }

    /// <summary>What GitHub would send with a body.</summary>
    public static string Signature(byte[] body) => "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), body));

    const string UntilId = "POST /hooks/github HTTP/1.1\r\nHost: localhost\r\nX-GitHub-Delivery: ";

    static int IdStart => UntilId.Length;

    static byte[] Request(byte[] body)
    {
        return
        [
            .. Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"""
                {UntilId}{Guid.Empty}
                X-GitHub-Event: push
                X-Hub-Signature-256: {Signature(body)}
                Content-Type: application/json
                User-Agent: GitHub-Hookshot/044aadd
                Content-Length: {body.Length}


                """).ReplaceLineEndings("\r\n")),
            .. body,
        ];
    }

    static byte[] Body(JsonObject push, int which, Random random)
    {
        var name = $"service-{which % Repositories}";
        var person = $"person-{which % People}";
        push["ref"] = which % 4 == 0 ? "refs/heads/main" : $"refs/heads/topic/{which}";
        push["after"] = Hex(random);
        push["repository"]!["name"] = name;
        push["repository"]!["full_name"] = $"acme/{name}";
        push["sender"]!["login"] = person;
        push["created"] = false;
        push["repository"]!["pushed_at"] = 1_780_000_000 + which;
        var commits = push["commits"]!.AsArray();
        while (Encoding.UTF8.GetByteCount(push.ToJsonString()) is var size && size < Size)
        {
            if (Size - size > 1200) commits.Add(Commit(random, name, person));
            else push["head_commit"]!["message"] = push["head_commit"]!["message"] + " " + string.Join(' ', Enumerable.Range(0, (Size - size) / 9 + 1).Select(_ => Word(random)))[..(Size - size - 1)];
        }
        return JsonSerializer.SerializeToUtf8Bytes(push);
    }

    static JsonObject Commit(Random random, string repository, string person)
    {
        var id = Hex(random);
        return new JsonObject
        {
            ["id"] = id,
            ["tree_id"] = Hex(random),
            ["distinct"] = true,
            ["message"] = string.Join(' ', Enumerable.Range(0, 12).Select(_ => Word(random))),
            ["timestamp"] = "2026-05-15T15:20:41Z",
            ["url"] = $"https://github.com/acme/{repository}/commit/{id}",
            ["author"] = new JsonObject { ["name"] = person, ["email"] = $"{person}@example.com", ["username"] = person },
            ["committer"] = new JsonObject { ["name"] = person, ["email"] = $"{person}@example.com", ["username"] = person },
            ["added"] = new JsonArray($"src/{Word(random)}/{Word(random)}.cs"),
            ["removed"] = new JsonArray(),
            ["modified"] = new JsonArray($"src/{Word(random)}/{Word(random)}.cs", $"docs/{Word(random)}.md"),
        };
    }

    static string Hex(Random random)
    {
        var bytes = new byte[20];
        random.NextBytes(bytes);
        return Convert.ToHexStringLower(bytes);
    }

    static string Word(Random random) => string.Concat(Enumerable.Range(0, 8).Select(i => (i % 2 == 0 ? "bcdfglmnprst" : "aeiou")[random.Next(i % 2 == 0 ? 12 : 5)]));
}
