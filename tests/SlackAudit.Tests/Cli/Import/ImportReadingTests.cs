using System.Text;
using System.Text.Json;
using SlackAudit.Cli.Import;
using SlackAudit.Events;
using SlackAudit.Receive;
using SlackAudit.Tests.Receive.GitHub;

namespace SlackAudit.Tests.Cli.Import;

public sealed class ImportReadingTests
{
    [Fact]
    public async Task AnExportedEventComesBackAsItWasButForItsPlace()
    {
        var told = Some.Event("env.change") with
        {
            Id = 41,
            Source = "github",
            SourceEventId = "0b3f",
            SourceAction = "release:promote",
            ActorTrust = ActorTrust.Verified,
            Target = "prod-db",
            TargetType = "database",
            Scope = "production",
            Outcome = Outcome.Failure,
            Sensitive = true,
            OccurredAt = Some.Now.AddTicks(12340),
            RecordedAt = Some.Now,
            ClientAddress = "203.0.113.7",
            Url = "http://example.com/x",
            Correlation = "release:production/myapp/RABC run:1",
            Hash = new byte[32],
        };

        var read = Assert.Single(await Read("generic", "export.ndjson", EventJson.ToLine(told)));

        var e = Assert.Single(read.Events);
        Assert.Equal(told with { Id = 0, RecordedAt = default, Hash = e.Hash }, e);
        Assert.True(read.Payload.IsEmpty);
    }

    [Fact]
    public async Task AnExportedEventIsNotTakenForADeliveryOfAnotherSource()
    {
        var read = Assert.Single(await Read("github", "export.ndjson", EventJson.ToLine(Some.Event() with { Hash = new byte[32] })));

        Assert.Contains("import generic", read.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"action\":\"deploy\"", "\"action\":7.5e1000x")]
    [InlineData("\"action\":\"deploy\"", "\"action\":null")]
    [InlineData("\"occurred_at\":\"2026", "\"occurred_at\":\"yesterday 2026")]
    public async Task ABrokenLineOfAnExportIsRefusedWithASentence(string part, string instead)
    {
        var line = EventJson.ToLine(Some.Event() with { Hash = new byte[32] });
        Assert.Contains(part, line, StringComparison.Ordinal);

        var read = Assert.Single(await Read("generic", "export.ndjson", line.Replace(part, instead, StringComparison.Ordinal)));

        Assert.NotNull(read.Problem);
        Assert.Empty(read.Events);
    }

    [Fact]
    public async Task EveryRecordedPayloadOfGitHubIsReadByItsFilesName()
    {
        foreach (var name in Delivered.PayloadNames)
        {
            var read = Assert.Single(await ReadFile("github", Path.Combine(Delivered.PayloadsFolder, name + ".json")));

            var expected = Delivered.GitHub.Read(Delivered.Delivery(Delivered.Kind(name), Delivered.Payload(name))).Events;
            Assert.Null(read.Problem);
            Assert.Equal(expected.Select(e => (e.Action, e.SourceAction, e.App)), read.Events.Select(e => (e.Action, e.SourceAction, e.App)));
            Assert.All(read.Events, e => Assert.StartsWith("sha256:", e.SourceEventId, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task AWrappedDeliveryBringsItsHeaders()
    {
        var body = Delivered.Payload("push");
        var wrapped = $$"""{"headers": {"x-github-event": ["push"], "X-GitHub-Delivery": "72d3162e"}, "received_at": "2026-03-02T14:03:00Z", "body": {{body}}}""";
        var asText = JsonSerializer.Serialize(new { headers = new Dictionary<string, string> { ["X-GitHub-Event"] = "push", ["X-GitHub-Delivery"] = "72d3162e" }, body });

        var read = Assert.Single(await Read("github", "delivery.json", wrapped));
        var text = Assert.Single(await Read("github", "delivery.json", asText));

        Assert.Equal(("72d3162e", Actions.Push), (Assert.Single(read.Events).SourceEventId, read.Events[0].Action));
        Assert.Equal(("72d3162e", Actions.Push), (Assert.Single(text.Events).SourceEventId, text.Events[0].Action));
    }

    [Fact]
    public async Task ADeliveryOfUnknownKindIsRefusedRatherThanRecordedForGood()
    {
        var read = Assert.Single(await Read("github", "2026-03-02.json", "{\"ref\":\"x\"}"));

        Assert.Contains("push.json", read.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WithoutAnIdTheBytesGiveOneThatLasts()
    {
        const string Lines = """
            {"action":"deploy","app":"myapp"}
            {"action":"deploy","app":"billing"}
            [{"action":"exec"},{"action":"exec"}]
            {"action":"deploy","id":"b7e3b8b0-3c5d-4a2e-8f2e-0d9c2f5a1b11"}
            """;

        var first = (await Read("generic", "events.ndjson", Lines)).SelectMany(read => read.Events.Select(e => e.SourceEventId)).ToList();
        var again = (await Read("generic", "other.jsonl", Lines)).SelectMany(read => read.Events.Select(e => e.SourceEventId)).ToList();

        Assert.Equal(first, again);
        Assert.Equal(5, first.Distinct().Count());
        Assert.Equal("b7e3b8b0-3c5d-4a2e-8f2e-0d9c2f5a1b11", first[4]);
    }

    [Fact]
    public async Task ADocumentIsOneDeliveryAndLinesAreMany()
    {
        const string Document = "{\n  \"action\": \"deploy\",\n  \"app\": \"myapp\"\n}\n";
        const string Lines = "{\"action\":\"deploy\"}\nnonsense\n\n{\"action\":\"exec\"}\n";

        var document = Assert.Single(await Read("generic", "one.json", Document));
        var lines = await Read("generic", "many.json", Lines);
        var named = await Read("generic", "many.ndjson", "nonsense\n" + Lines);

        Assert.Equal((null, "myapp"), (document.First, Assert.Single(document.Events).App));
        Assert.Equal([1L, 2L, 4L], lines.Select(read => read.First));
        Assert.Equal([null, "bad", null], lines.Select(read => read.Problem is null ? null : "bad"));
        Assert.Equal(2, named.Count(read => read.Problem is not null));
    }

    [Fact]
    public async Task WhatNoSourceMaySendIsRefusedAndTheRestGoesOn()
    {
        var read = await Read("convox", "rack.ndjson", $"{{\"action\":\"{new string('x', 27_000_000)}\"}}\n{{\"action\":\"app:create\"}}\n");

        Assert.Contains("26,214,400", read[0].Problem, StringComparison.Ordinal);
        Assert.Single(read[1].Events);
    }

    [Theory]
    [InlineData("{\"headers\":{\"\\ud800\":\"x\",\"a\":[1,null,{}]},\"body\":{}}")]
    [InlineData("{\"headers\":{},\"body\":\"\\ud800\"}")]
    [InlineData("{\"source\":1,\"source_event_id\":[],\"recorded_at\":{},\"hash\":null}")]
    [InlineData("[]")]
    [InlineData("\0\u0001")]
    public async Task NothingInAFileThrows(string line)
    {
        foreach (var type in ReceiveRoom.Types) Assert.NotNull(Assert.Single(await Read(type.Type, "push.ndjson", line)));
    }

    static async Task<List<ImportItem>> Read(string source, string name, string text)
    {
        var folder = Directory.CreateTempSubdirectory("slackaudit-import-").FullName;
        var path = Path.Combine(folder, name);
        await File.WriteAllTextAsync(path, text, new UTF8Encoding(false));
        try
        {
            return await ReadFile(source, path);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    static async Task<List<ImportItem>> ReadFile(string source, string path)
    {
        var type = ReceiveRoom.Types.First(type => type.Type == source);
        var reading = new ImportReading(source, type);
        await using var file = ImportFile.Open(path, Some.Now);
        var items = new List<ImportItem>();
        await foreach (var each in file.ReadAsync(type.MaxBodyBytes, default)) items.Add(reading.Read(file, each));
        return items;
    }
}
