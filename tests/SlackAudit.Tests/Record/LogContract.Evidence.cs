using System.IO.Compression;
using SlackAudit.Events;
using SlackAudit.Record.Evidence;

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
            var pack = await log.Of<EvidencePacks>().MakeAsync(question, Path.Combine(folder.FullName, "pack.zip"), null, ActorTrust.None, null, default);

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
}
