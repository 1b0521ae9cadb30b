using System.IO.Compression;
using System.Text;
using System.Text.Json;
using SlackAudit.Events;
using SlackAudit.Record;
using SlackAudit.Record.Evidence;
using SlackAudit.Record.Proof;
using SlackAudit.Record.Retention;
using SlackAudit.Tests.Record.Evidence;
using SlackAudit.Tests.Record.Retention;

namespace SlackAudit.Tests.Record;

/// <summary>Evidence packs, on every engine alike; what is in them is tested elsewhere.</summary>
public abstract partial class LogContract
{
    [Fact]
    public async Task AnEvidencePackIsMadeAndIsOfTheWholeTimeAsked()
    {
        await using var log = await NewLog();
        await log.Append(Some.Event("exec"), Some.Event(), Some.Event("exec"), Some.Event());
        await log.Log.RefusedAsync("convox", [Some.Refused("convox", 2, "the signature does not match")], null, default);
        var folder = Directory.CreateTempSubdirectory("slackaudit-evidence-");
        try
        {
            var question = EvidenceQuestion.Read("deploys 2026-Q1", new QuestionContext(Some.Now, TimeZoneInfo.Utc, [])).Question!;
            var pack = await log.Of<EvidencePacks>().MakeAsync(question, Path.Combine(folder.FullName, "pack.zip"), new LogReader(null, ActorTrust.None), null, default);

            Assert.Empty(pack.Faults);
            Assert.Equal(2, pack.Events);
            using var zip = ZipFile.OpenRead(pack.Path);
            Assert.Equal(9, zip.Entries.Count);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task APackAcrossWhatWasPrunedSaysSoAndStillProvesItself()
    {
        await using var log = await NewLog();
        foreach (var action in new[] { "deploy", "push", "push", "deploy", "push", "deploy" }) await log.Append(Some.Event(action));
        log.Age(31);
        await log.Append(Some.Event());
        await log.Prune(new RetentionSettings { Actions = new Dictionary<string, int?> { ["push"] = 10 } });
        var folder = Directory.CreateTempSubdirectory("slackaudit-evidence-");
        try
        {
            var question = EvidenceQuestion.Read("deploys 2026", new QuestionContext(Some.Now, TimeZoneInfo.Utc, [])).Question!;
            var pack = await log.Of<EvidencePacks>().MakeAsync(question, Path.Combine(folder.FullName, "pack.zip"), new LogReader(null, ActorTrust.None), null, default);
            using var zip = ZipFile.OpenRead(pack.Path);
            var files = zip.Entries.ToDictionary(entry => entry.Name, entry => new StreamReader(entry.Open(), Encoding.UTF8).ReadToEnd());

            Assert.Empty(pack.Faults);
            Assert.Equal(4, EvidenceTests.Recompute(files).Count);
            Assert.Contains("3 events were pruned of which some may have occurred in that time", files["coverage.txt"], StringComparison.Ordinal);
            Assert.Contains("events 2 to 3, ", files["coverage.txt"], StringComparison.Ordinal);
            Assert.Contains("events 5 to 5, ", files["coverage.txt"], StringComparison.Ordinal);
            Assert.Contains("of which 3 were pruned, as the log says", files["README.txt"], StringComparison.Ordinal);
            var (proof, coverage) = (JsonDocument.Parse(files["proof.json"]).RootElement, JsonDocument.Parse(files["coverage.json"]).RootElement);
            Assert.Equal(("intact", 3L), (proof.GetProperty("verify").GetProperty("result").GetString(), proof.GetProperty("verify").GetProperty("pruned").GetInt64()));
            Assert.Equal(3, coverage.GetProperty("left_out").GetProperty("pruned_perhaps").GetInt64());
            // As an auditor holds the pack against the log.
            var claims = proof.GetProperty("checkpoints").EnumerateArray().Select(c => new CheckpointClaim(c.GetProperty("sequence").GetInt64(), Convert.FromHexString(c.GetProperty("hash").GetString()!)));
            Assert.Empty((await log.Verify([.. claims])).Faults);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
