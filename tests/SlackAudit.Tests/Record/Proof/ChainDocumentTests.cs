using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using SlackAudit.Events;
using SlackAudit.Record;
using SlackAudit.Record.Proof;
using SlackAudit.Record.Retention;
using SlackAudit.Tests.Documents;

namespace SlackAudit.Tests.Record.Proof;

/// <summary>Reads the document of the chain as a stranger would, and comes to the same bytes.</summary>
public sealed partial class ChainDocumentTests
{
    static readonly string Document = Repository.Read("src/SlackAudit/Record/Chain.md");
    static readonly JsonElement Example = JsonDocument.Parse(Block("json")).RootElement;
    static readonly List<(string Name, string Kind)> Fields = [.. FieldRow().Matches(Document).Select(row => (row.Groups["name"].Value, row.Groups["kind"].Value))];

    [Fact]
    public void WhatItSaysOfTheFieldsGivesTheBytesOfItsExample()
    {
        var bytes = new List<byte> { 1 };
        foreach (var (name, kind) in Fields.SkipLast(1)) bytes.AddRange(Encode(Example.GetProperty(name), kind));

        Assert.Equal(("correlation", "text"), Fields[^1]);
        Assert.Equal(Example.EnumerateObject().Select(field => field.Name), Fields.Select(field => field.Name));
        Assert.Equal(string.Concat(Block("hex").Split('\n')), Convert.ToHexStringLower(bytes.ToArray()));
        Assert.Equal(Block("hash"), Convert.ToHexStringLower(SHA256.HashData([.. new byte[32], .. bytes])));
        bytes[0] = 2;
        bytes.AddRange(WithLength(Encoding.UTF8.GetBytes(Correlation().Match(Document).Groups["text"].Value)));
        Assert.EndsWith(Block("hex-02"), Convert.ToHexStringLower(bytes.ToArray()), StringComparison.Ordinal);
        Assert.Equal(Block("hash-02"), Convert.ToHexStringLower(SHA256.HashData([.. new byte[32], .. bytes])));
    }

    [Fact]
    public void TheLogMakesTheSameBytesAndHashOfItsExample()
    {
        var told = new AuditEvent
        {
            Id = Example.GetProperty("id").GetInt64(),
            Source = Text("source")!,
            SourceEventId = Text("source_event_id")!,
            Action = Text("action")!,
            SourceAction = Text("source_action"),
            Actor = Text("actor"),
            ActorTrust = Words.ToTrust(Text("actor_trust")!),
            App = Text("app"),
            Target = Text("target"),
            TargetType = Text("target_type"),
            Scope = Text("scope"),
            Outcome = Words.ToOutcome(Text("outcome")!),
            Sensitive = Example.GetProperty("sensitive").GetBoolean(),
            OccurredAt = Instants.FromMicroseconds(Example.GetProperty("occurred_at").GetInt64()),
            RecordedAt = Instants.FromMicroseconds(Example.GetProperty("recorded_at").GetInt64()),
            ClientAddress = Text("client_address"),
            Summary = Text("summary")!,
            Url = Text("url"),
            PayloadDigest = SHA256.HashData(Encoding.UTF8.GetBytes(Payload().Match(Document).Groups["payload"].Value)),
        };
        var written = new ArrayBufferWriter<byte>();
        Chain.Write(written, told);

        Assert.Equal(Text("payload_digest"), Convert.ToHexStringLower(told.PayloadDigest));
        Assert.Equal(string.Concat(Block("hex").Split('\n')), Convert.ToHexStringLower(written.WrittenSpan));
        Assert.Equal(Block("hash"), Convert.ToHexStringLower(Chain.Link(new byte[32], told)));
        Assert.Equal(Block("hash-02"), Convert.ToHexStringLower(Chain.Link(new byte[32], told with { Correlation = Correlation().Match(Document).Groups["text"].Value })));
    }

    [Fact]
    public void VerifyReadsTheFieldsThatItNamesInItsOrder() =>
        Assert.Equal(Fields, ChainColumns.Canonical.Select(column => (column.Name, column.Kind.ToString().ToLowerInvariant())));

    [Fact]
    public void ItNamesEveryColumnThatIsNotHashed()
    {
        var rest = LogRows.EventColumns.Except(Fields.Select(field => field.Name)).Except(["hash"]);
        var named = Section("What is not hashed, and what holds it");

        Assert.All(rest, column => Assert.True(
            named.Contains($"`{column}`", StringComparison.Ordinal) || column.EndsWith("_key", StringComparison.Ordinal) || column.EndsWith("_path", StringComparison.Ordinal), column));
    }

    [Fact]
    public void WhatItSaysOfPrunedEventsIsWhatVerifyReads()
    {
        var account = PruneAccount.TryRead(Encoding.UTF8.GetBytes(Block("prune")))!;

        var stretch = Assert.Single(account.Events);
        Assert.Equal((1L, 2L, Block("hash")), (stretch.First, stretch.Last, Convert.ToHexStringLower(stretch.Hash)));
        Assert.Equal(new IdRange(7, 9), Assert.Single(account.Payloads));
        Assert.Equal(string.Concat(Block("prune").Split('\n').Select(line => line.Trim())), Encoding.UTF8.GetString(account.ToJson()));
        Assert.Contains($"source `{OwnSource.Name}` and the\naction `{PruneEvent.Action}`", Section("What was pruned"), StringComparison.Ordinal);
    }

    static byte[] Encode(JsonElement value, string kind) => kind switch
    {
        "number" or "time" => BigEndian(value.GetInt64()),
        "flag" => [value.GetBoolean() ? (byte)1 : (byte)0],
        _ when value.ValueKind == JsonValueKind.Null => [0xFF, 0xFF, 0xFF, 0xFF],
        "text" => WithLength(Encoding.UTF8.GetBytes(value.GetString()!)),
        _ => WithLength(Convert.FromHexString(value.GetString()!)),
    };

    static byte[] BigEndian(long value)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bytes, value);
        return bytes;
    }

    static byte[] WithLength(byte[] bytes) => [.. BigEndian(bytes.Length)[4..], .. bytes];

    static string? Text(string name) => Example.GetProperty(name).GetString();

    static string Block(string language)
    {
        var start = Document.IndexOf($"```{language}\n", StringComparison.Ordinal) + language.Length + 4;
        return Document[start..Document.IndexOf("\n```", start, StringComparison.Ordinal)];
    }

    static string Section(string heading) => Document[Document.IndexOf($"## {heading}\n", StringComparison.Ordinal)..];

    [GeneratedRegex(@"^\| `(?<name>\w+)` \| (?<kind>number|text|flag|time|bytes) \|", RegexOptions.Multiline)]
    private static partial Regex FieldRow();

    [GeneratedRegex("the `correlation` `(?<text>[^`]+)`")]
    private static partial Regex Correlation();

    [GeneratedRegex("Its payload was `(?<payload>[^`]+)`")]
    private static partial Regex Payload();
}
