using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using SlackAudit.Cli.Import;
using SlackAudit.Receive;
using SlackAudit.Receive.CloudTrail;
using SlackAudit.Tests.Receive.CloudTrail;

namespace SlackAudit.Tests.Cli.Import;

/// <summary>Log files of CloudTrail, as they lie in the bucket.</summary>
public sealed class TrailFileTests
{
    static string Log(IEnumerable<string> records) => $$"""{"Records":[{{string.Join(',', records)}}]}""";

    [Theory]
    [InlineData("trail.json", false)]
    [InlineData("trail.json.gz", true)]
    public async Task EveryRecordOfAFileIsReadByItself(string name, bool zipped)
    {
        var items = await Read(name, Encoding.UTF8.GetBytes(Log(Trail.Samples)), zipped);

        Assert.Equal(Trail.Lines("samples.expected.txt"), items.Select(item => Trail.Line(Assert.Single(item.Events))));
        Assert.Equal(Trail.Samples.Select(sample => JsonNode.Parse(sample)!.ToJsonString()), items.Select(item => JsonNode.Parse(item.Payload.Span)!.ToJsonString()));
        Assert.Equal(Enumerable.Range(1, items.Count).Select(number => (long?)number), items.Select(item => item.First));
    }

    [Fact]
    public async Task AFileMayBeLargerThanAnyDelivery()
    {
        var padding = new string('x', 100_000);
        var records = Enumerable.Range(0, 300).Select(i => $$$"""{"eventName":"CreateQueue","eventID":"{{{i}}}","requestParameters":{"note":"{{{padding}}}]}\"{[\\"}}""");

        var items = await Read("trail.json", Encoding.UTF8.GetBytes(Log(records)));

        Assert.Equal(Enumerable.Range(0, 300).Select(i => $"{i}"), items.Select(item => Assert.Single(item.Events).SourceEventId));
    }

    [Theory]
    [InlineData("{\"Records\":[]}", 0, 0)]
    [InlineData(" {\r\n \"Records\" : [\n {\"eventName\":\"A\"} ,\n {\"eventName\":\"B\"} ] , \"more\": [1] }\n", 2, 0)]
    [InlineData("\uFEFF{\"Records\":[{\"eventName\":\"A\"}]}", 1, 0)]
    [InlineData("{\"Records\":[{\"eventName\":\"A\"},7,null,{\"eventName\":\"B\"}]}", 2, 2)]
    [InlineData("{\"Records\":[{\"eventName\":\"A\"},{\"eventName\":\"B", 1, 1)]
    [InlineData("{\"Records\":[{\"eventName\":\"A\"}", 1, 0)]
    [InlineData("{\"Records\":[", 0, 0)]
    [InlineData("{\"Records\":7}", 0, 1)]
    public async Task WhatIsBrokenIsNamedAndTheRestGoesOn(string text, int read, int broken)
    {
        var items = await Read("trail.json", Encoding.UTF8.GetBytes(text));

        Assert.Equal((read, broken), (items.Sum(item => item.Events.Count), items.Count(item => item.Problem is not null)));
    }

    [Fact]
    public async Task ADigestIsSkippedWithAWord()
    {
        var item = Assert.Single(await Read("digest.json.gz", """{"awsAccountId":"1","digestStartTime":"2026-03-02T13:03:00Z","digestS3Bucket":"b","logFiles":[]}"""u8.ToArray(), zipped: true));

        Assert.Contains("digest", item.Skipped, StringComparison.Ordinal);
        Assert.Null(item.Problem);
        Assert.Empty(item.Events);
    }

    [Fact]
    public async Task RoutineReadsAreLeftOutUnlessTheSettingsSayOtherwise()
    {
        var file = Encoding.UTF8.GetBytes(Log(["""{"eventName":"ListQueues","eventID":"1","readOnly":true}""", """{"eventName":"CreateQueue","eventID":"2","readOnly":false}"""]));

        Assert.Equal(["2"], (await Read("trail.json", file, reads: false)).SelectMany(item => item.Events).Select(read => read.SourceEventId));
        Assert.Equal(["1", "2"], (await Read("trail.json", file)).SelectMany(item => item.Events).Select(read => read.SourceEventId));
    }

    static async Task<List<ImportItem>> Read(string name, byte[] content, bool zipped = false, bool reads = true)
    {
        var folder = Directory.CreateTempSubdirectory("slackaudit-trail-").FullName;
        try
        {
            var path = Path.Combine(folder, name);
            await using (var file = File.Create(path))
            await using (var stream = zipped ? new GZipStream(file, CompressionLevel.Fastest) : (Stream)file)
                await stream.WriteAsync(content);
            var type = new CloudTrailSource();
            var reading = new ImportReading("cloudtrail", type, new SourceSettings { Name = "cloudtrail", Type = "cloudtrail", RecordReads = reads });
            await using var import = ImportFile.Open(path, Some.Now);
            var items = new List<ImportItem>();
            await foreach (var text in import.ReadAsync(type.MaxBodyBytes, default)) items.Add(reading.Read(import, text));
            return items;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
