using Microsoft.Data.Sqlite;
using SlackAudit.Tests.Slack;

namespace SlackAudit.Tests.Journeys;

/// <summary>The disk under a SQLite log is full, takes nothing, or its file is locked: for a while.</summary>
public sealed class AilingDiskTests
{
    [Fact]
    public async Task AFullDiskLosesNothingAndIsToldOnceThereIsRoom()
    {
        var disk = Directory.CreateTempSubdirectory("slackaudit-disk-").FullName;
        // Room for the write-ahead log at its longest, which grows to 32 MB before it begins anew.
        await Ailing.System("mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", disk);
        try
        {
            await using var slack = await SlackStandIn.Start();
            await using var service = await RunningService.Start(slack, Load.Settings, disk);
            var load = new Load([service], senders: 4);
            var filler = Path.Combine(disk, "filler");

            var problem = await Ailing.Through(service, load, () => Fill(filler), () =>
            {
                File.Delete(filler);
                return Task.CompletedTask;
            });

            await load.Stop();
            Assert.Contains("full", problem, StringComparison.Ordinal);
            await LogProof.Of(service.Database, load, slack);
        }
        finally
        {
            await Ailing.System("umount", "--lazy", disk);
            Directory.Delete(disk);
        }
    }

    [Fact]
    public async Task ADiskThatTakesNothingLosesNothing()
    {
        await using var service = await Start();
        var load = new Load([service], senders: 4);

        var problem = await Ailing.Through(service, load,
            () => Ailing.System("prlimit", "--pid", $"{service.ProcessId}", "--fsize=0:unlimited"),
            () => Ailing.System("prlimit", "--pid", $"{service.ProcessId}", "--fsize=unlimited:unlimited"));

        await load.Stop();
        Assert.Contains("lets nothing be written", problem, StringComparison.Ordinal);
        await LogProof.SoFar(service.Database, load.Acknowledged.Keys.ToHashSet());
    }

    [Fact]
    public async Task AFileThatMayNotBeChangedLosesNothing()
    {
        await using var service = await Start();
        var load = new Load([service], senders: 4);
        string[] files = [service.File, service.File + "-wal"];
        try
        {
            var problem = await Ailing.Through(service, load, async () =>
            {
                // A file that is open already may still be written.
                await service.Kill();
                await Ailing.System("chattr", ["+i", .. files]);
                await service.StartAgain(ailing: true);
            }, () => Ailing.System("chattr", ["-i", .. files]));
            Assert.Contains("read-only", problem, StringComparison.Ordinal);
        }
        finally
        {
            await Ailing.System("chattr", ["-i", .. files]);
        }

        await load.Stop();
        await LogProof.SoFar(service.Database, load.Acknowledged.Keys.ToHashSet());
    }

    [Fact]
    public async Task ALockThatSomebodyKeepsLosesNothing()
    {
        await using var service = await Start();
        var load = new Load([service], senders: 4);
        await using var other = new SqliteConnection(service.Database.ConnectionString);
        await other.OpenAsync();

        var problem = await Ailing.Through(service, load, () => Execute(other, "BEGIN IMMEDIATE"), () => Execute(other, "ROLLBACK"));

        await load.Stop();
        Assert.Contains("lock", problem, StringComparison.Ordinal);
        await LogProof.SoFar(service.Database, load.Acknowledged.Keys.ToHashSet());
    }

    static Task<RunningService> Start() => RunningService.Start(null, new() { ["Sources:generic:Secrets:0"] = Senders.GenericSecret });

    static async Task Fill(string file)
    {
        await using var filler = File.Create(file, bufferSize: 0);
        try
        {
            while (true) await filler.WriteAsync(new byte[4096]);
        }
        catch (IOException)
        {
            // Full.
        }
    }

    static async Task Execute(SqliteConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
