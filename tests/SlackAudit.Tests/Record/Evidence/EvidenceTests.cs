using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using SlackAudit.Events;
using SlackAudit.Record;
using SlackAudit.Record.Evidence;

namespace SlackAudit.Tests.Record.Evidence;

public sealed class EvidenceTests : IDisposable
{
    static readonly QuestionContext Context = new(Some.Now, TimeZoneInfo.Utc, ["alice"]);

    readonly string folder = Directory.CreateTempSubdirectory("slackaudit-evidence-").FullName;

    static AuditEvent At(string day, string action, string app = "myapp") => Some.Event(action, app) with { OccurredAt = DateTimeOffset.Parse(day, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal) };

    /// <summary>Seven events of which four are deploys of the first two months, over two sources.</summary>
    static async Task<TestLog> Quarter()
    {
        var log = await TestLog.OnSqlite();
        await log.Append(At("2025-12-31T23:59:59Z", "deploy"), At("2026-01-01T00:00:00Z", "deploy"), At("2026-01-15", "exec") with { Sensitive = true });
        await log.Of<Checkpoints>().TakeAsync(default);
        await log.Log.AppendAsync("github", [At("2026-01-20", "deploy") with { Source = "github", Summary = "=HYPERLINK(\"http://x\")", Correlation = "release:production/myapp/R1", Actor = null, ActorTrust = ActorTrust.None }], default, default);
        await log.Append(At("2026-02-01", "deploy.rollback", "Über") with { ClientAddress = "203.0.113.7", Url = "https://example.com/x", Scope = "production", Target = "R2", TargetType = "release" });
        await log.Log.RefusedAsync("convox", [Some.Refused("convox", 2, "the signature does not match")], null, default);
        log.Time.Advance(TimeSpan.FromHours(1));
        return log;
    }

    async Task<(EvidencePack Pack, Dictionary<string, string> Files)> Make(TestLog log, string text = "deploys 2026-Q1")
    {
        var (question, problem) = EvidenceQuestion.Read(text, Context);
        Assert.Null(problem);
        var path = Path.Combine(folder, $"{Guid.NewGuid():N}.zip");
        var pack = await log.Of<EvidencePacks>().MakeAsync(question!, path, new LogReader("alice", ActorTrust.Asserted), null, default);
        using var zip = ZipFile.OpenRead(path);
        return (pack, zip.Entries.ToDictionary(entry => entry.Name, entry => new StreamReader(entry.Open(), Encoding.UTF8).ReadToEnd()));
    }

    [Fact]
    public async Task APackHoldsTheEventsOfItsTimeAsExportsWriteThem()
    {
        await using var log = await Quarter();

        var (pack, files) = await Make(log);

        var ids = files["events.ndjson"].Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("id").GetInt64());
        Assert.Equal([2L, 4, 5], ids);
        Assert.Equal(3, pack.Events);
        foreach (var told in (await log.All()).Where(e => e.Id is 2 or 4 or 5)) Assert.Contains(EventJson.ToLine(told) + "\n", files["events.ndjson"], StringComparison.Ordinal);
        Assert.Equal(4, files["events.csv"].Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains("\"'=HYPERLINK(\"\"http://x\"\")\"", files["events.csv"], StringComparison.Ordinal);
        Assert.Equal(["CHAIN.md", "README.txt", "chain.csv", "coverage.json", "coverage.txt", "events.csv", "events.ndjson", "manifest.sha256", "proof.json"], files.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(pack.Path))), pack.Sha256);
        Assert.Single(Directory.GetFiles(folder));
    }

    [Fact]
    public async Task EveryFileHasTheHashOfTheManifest()
    {
        await using var log = await Quarter();

        var (_, files) = await Make(log);

        var listed = files["manifest.sha256"].Split('\n', StringSplitOptions.RemoveEmptyEntries).ToDictionary(line => line[66..], line => line[..64]);
        Assert.Equal(files.Keys.Where(name => name != "manifest.sha256").Order(), listed.Keys.Order());
        Assert.All(listed, file => Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(files[file.Key]))), file.Value));
    }

    [Fact]
    public async Task AStrangerComesToTheSameHashesFromThePackAlone()
    {
        await using var log = await Quarter();

        var (_, files) = await Make(log);
        var (_, everything) = await Make(log, "since 2025-01-01");

        Assert.Equal(3, Recompute(files).Count);
        var whole = Recompute(everything);
        Assert.Equal(whole.Select(link => link.Hash).SkipLast(1), whole.Select(link => link.Before).Skip(1));
        Assert.Equal(new string('0', 64), whole[0].Before);
        var proof = JsonDocument.Parse(files["proof.json"]).RootElement;
        Assert.Equal((2L, whole[0].Hash, whole[1].Hash), (proof.GetProperty("first").GetProperty("sequence").GetInt64(), proof.GetProperty("first").GetProperty("hash_before").GetString(), proof.GetProperty("first").GetProperty("hash").GetString()));
        Assert.Equal("intact", proof.GetProperty("verify").GetProperty("result").GetString());
        var checkpoints = proof.GetProperty("checkpoints").EnumerateArray().Select(c => (c.GetProperty("sequence").GetInt64(), c.GetProperty("hash").GetString()!)).ToList();
        Assert.Equal((3L, whole[2].Hash), checkpoints[0]);
        Assert.All(checkpoints, c => Assert.True(c.Item1 > whole.Count || whole[(int)c.Item1 - 1].Hash == c.Item2));
        Assert.True(checkpoints[^1].Item1 >= 5);
    }

    [Fact]
    public async Task WhatTheLogMayLackIsSaid()
    {
        await using var log = await Quarter();

        var (_, files) = await Make(log);

        Assert.Contains("generic: 2 events, the first 2026-01-01 00:00:00 UTC, the last 2026-02-01 00:00:00 UTC; 1 others not asked for; last heard 2026-03-02 14:03:00 UTC", files["coverage.txt"], StringComparison.Ordinal);
        Assert.Contains("convox: no events; 0 others not asked for; never heard; 2 deliveries refused", files["coverage.txt"], StringComparison.Ordinal);
        Assert.Contains("convox: 2026-03-02 14:03:00 UTC until now, deliveries were refused", files["coverage.txt"], StringComparison.Ordinal);
        Assert.Contains("The time that was asked about is not over", files["coverage.txt"], StringComparison.Ordinal);
        Assert.Contains("Nothing of that time was pruned.", files["coverage.txt"], StringComparison.Ordinal);
        var coverage = JsonDocument.Parse(files["coverage.json"]).RootElement;
        Assert.Equal(("2026-01-01T00:00:00.000000Z", "2026-03-02T15:03:00.000000Z", true), (coverage.GetProperty("since").GetString(), coverage.GetProperty("until").GetString(), coverage.GetProperty("is_open").GetBoolean()));
        Assert.Equal(["convox", "generic", "github", "slackaudit"], coverage.GetProperty("sources").EnumerateArray().Select(source => source.GetProperty("source").GetString()));
        Assert.Contains("INTACT", files["README.txt"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnEditedEventMakesThePackSayThatTheLogIsBroken()
    {
        await using var log = await Quarter();
        await using (var db = await log.Contexts.CreateDbContextAsync()) await db.Database.ExecuteSqlRawAsync("UPDATE events SET actor = 'mallory' WHERE id = 4");

        var (pack, files) = await Make(log);

        Assert.Contains(pack.Faults, fault => fault.Contains("Event 4 was changed", StringComparison.Ordinal));
        Assert.Contains("Event 4 of this pack does not follow", files["README.txt"], StringComparison.Ordinal);
        Assert.Contains("BROKEN", files["README.txt"], StringComparison.Ordinal);
        Assert.Equal("broken", JsonDocument.Parse(files["proof.json"]).RootElement.GetProperty("verify").GetProperty("result").GetString());
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => Recompute(files));
    }

    [Fact]
    public async Task ThatAPackIsMadeIsAnEventAndWithoutItNoneIsMade()
    {
        await using var log = await Quarter();
        await Make(log);

        var said = (await log.All())[^1];
        Assert.Equal(("read", "log.evidence", "alice", "alice had an evidence pack made from the log: deploys 2026-Q1"), (said.Action, said.SourceAction, said.Actor, said.Summary));

        log.Time.Advance(TimeSpan.FromHours(1));
        for (var i = 0; i < 20; i++) log.Faults.Enqueue(Fault.BeforeCommit);
        await Assert.ThrowsAsync<LogUnavailableException>(() => Make(log));
        Assert.Single(Directory.GetFiles(folder));
    }

    [Theory]
    [InlineData("deploys 2026-Q1", "deploys since 2026-01-01 before 2026-04-01")]
    [InlineData("deploys in 2026-q2", "deploys since 2026-04-01 before 2026-07-01")]
    [InlineData("deploys 2026-02", "deploys since 2026-02-01 before 2026-03-01")]
    [InlineData("deploys myapp 2025", "deploys myapp since 2025-01-01 before 2026-01-01")]
    [InlineData("2026-Q1", "since 2026-01-01 before 2026-04-01")]
    [InlineData("exec, ssh in production last month", "exec, ssh in production since 2026-02-01 before 2026-03-01")]
    [InlineData("deploys since 2026-01-15", "deploys since 2026-01-15")]
    [InlineData("deploys until 2026-01-15", "deploys until 2026-01-15")]
    public void ATimeIsAQuarterAMonthAYearOrAnyOfTheGrammar(string text, string same)
    {
        var (question, problem) = EvidenceQuestion.Read(text, Context);

        Assert.Null(problem);
        Assert.Equal(Question.Parse(same, Context).Query, question!.Query);
    }

    [Fact]
    public void AQuarterBeginsAtMidnightOfWhoeverAsks() =>
        Assert.Equal(new DateTimeOffset(2026, 1, 1, 5, 0, 0, TimeSpan.Zero), EvidenceQuestion.Read("deploys 2026-Q1", Context with { Zone = TimeZoneInfo.FindSystemTimeZoneById("America/New_York") }).Question!.Query.Since);

    [Theory]
    [InlineData("deploys")]
    [InlineData("")]
    [InlineData("last 5 deploys 2026-Q1")]
    [InlineData("count deploys 2026")]
    [InlineData("who deployed 2026-Q1")]
    [InlineData("deploys 2026-Q5")]
    [InlineData("deploys 2026-13")]
    [InlineData("deploys 9999")]
    public void WhatHasNoTimeOrIsNoListIsExplained(string text) => Assert.NotNull(EvidenceQuestion.Read(text, Context).Problem);

    [Theory]
    [InlineData("deploys 2026-Q1", "evidence-deploys-2026-q1.zip")]
    [InlineData("../../etc/passwd 2026", "evidence-etc-passwd-2026.zip")]
    public void AFileHasANameThatIsOne(string text, string name) => Assert.Equal(name, EvidenceQuestion.Read(text, Context).Question!.FileName);

    public void Dispose() => Directory.Delete(folder, recursive: true);

    // By CHAIN.md alone: nothing here uses the log's own code.
    internal static List<(string Before, string Hash)> Recompute(Dictionary<string, string> files)
    {
        var links = files["chain.csv"].Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(',')).ToList();
        var events = files["events.ndjson"].Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(events.Count, links.Count);
        foreach (var (told, link) in events.Zip(links))
        {
            var bytes = new List<byte>(Convert.FromHexString(link[1])) { (byte)(told.GetProperty("correlation").ValueKind == JsonValueKind.Null ? 1 : 2) };
            Assert.Equal(told.GetProperty("id").GetInt64().ToString(CultureInfo.InvariantCulture), link[0]);
            Number(bytes, told.GetProperty("id").GetInt64());
            foreach (var name in (string[])["source", "source_event_id", "action", "source_action", "actor", "actor_trust", "app", "target", "target_type", "scope", "outcome"]) Text(bytes, told.GetProperty(name).GetString());
            bytes.Add((byte)(told.GetProperty("sensitive").GetBoolean() ? 1 : 0));
            foreach (var name in (string[])["occurred_at", "recorded_at"]) Number(bytes, (told.GetProperty(name).GetDateTimeOffset().UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / 10);
            foreach (var name in (string[])["client_address", "summary", "url"]) Text(bytes, told.GetProperty(name).GetString());
            Sized(bytes, link[2].Length == 0 ? null : Convert.FromHexString(link[2]));
            if (told.GetProperty("correlation").GetString() is { } correlation) Text(bytes, correlation);
            var hash = Convert.ToHexStringLower(SHA256.HashData([.. bytes]));
            Assert.Equal(link[3], hash);
            Assert.Equal(told.GetProperty("hash").GetString(), hash);
        }
        return [.. links.Select(link => (link[1], link[3]))];
    }

    static void Number(List<byte> bytes, long value)
    {
        var eight = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(eight, value);
        bytes.AddRange(eight);
    }

    static void Text(List<byte> bytes, string? text) => Sized(bytes, text is null ? null : Encoding.UTF8.GetBytes(text));

    static void Sized(List<byte> bytes, byte[]? value)
    {
        var four = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(four, value is null ? uint.MaxValue : (uint)value.Length);
        bytes.AddRange(four);
        if (value is not null) bytes.AddRange(value);
    }
}
