using Microsoft.Data.Sqlite;
using SlackAudit.Record;

namespace SlackAudit.Tests.Journeys;

/// <summary>Somebody moves, replaces or deletes files of a SQLite log under the running service.</summary>
public sealed class MovedFileTests
{
    [Fact]
    public async Task AFileThatIsMovedAwayAndBackLosesNothing()
    {
        Unix();
        await using var service = await Start();
        var load = new Load([service], senders: 4);
        var aside = service.File + ".aside";

        var problem = await Ailing.Through(service, load, () => Move(service.File, aside), async () =>
        {
            // Questions that come meanwhile make no new file and break nothing.
            for (var i = 0; i < 4; i++) using (await service.Http.GetAsync("/api/events?q=deploys")) { }
            Assert.False(File.Exists(service.File));
            await LogProof.SoFar(At(aside), load.Acknowledged.Keys.ToHashSet());
            await Move(aside, service.File);
        });

        await load.Stop();
        Assert.Contains("not in its place", problem, StringComparison.Ordinal);
        await LogProof.SoFar(service.Database, load.Acknowledged.Keys.ToHashSet());
    }

    [Fact]
    public async Task AFolderThatIsMovedAwayAndBackLosesNothing()
    {
        Unix();
        await using var service = await Start();
        var load = new Load([service], senders: 4);
        var folder = Path.GetDirectoryName(service.File)!;

        await Ailing.Through(service, load, () => MoveFolder(folder, folder + ".aside"), () => MoveFolder(folder + ".aside", folder));

        await load.Stop();
        await service.Kill();
        await LogProof.SoFar(service.Database, load.Acknowledged.Keys.ToHashSet());
    }

    [Fact]
    public async Task AnotherFileInItsPlaceIsLeftAloneUntilARestart()
    {
        Unix();
        await using var service = await Start();
        var load = new Load([service], senders: 4);
        await Ailing.Until(() => load.Acknowledged.Count > 50);
        var (backup, aside) = (service.File + ".backup", service.File + ".aside");
        await BackUp(service.File, backup);
        var backedUp = await Events(backup);

        await Ailing.Until(() => load.Acknowledged.Count > 2 * backedUp);
        await Move(service.File, aside);
        await Move(backup, service.File);
        var refused = load.Refused;
        await Ailing.Until(() => load.Refused > refused);
        Assert.Contains("restart", await Ailing.Until(() => Ailing.Problem(service), problem => problem is not null), StringComparison.Ordinal);
        var before = load.Acknowledged.Keys.ToHashSet();
        await service.Kill();
        await LogProof.SoFar(At(aside), before);
        Assert.Equal(backedUp, await Events(service.File));

        await service.StartAgain();
        await Ailing.Until(() => load.Acknowledged.Count > before.Count + 50);
        await load.Stop();
        await LogProof.SoFar(service.Database, load.Acknowledged.Keys.Except(before).ToHashSet());
    }

    [Fact]
    public async Task AWriteAheadLogThatIsDeletedLosesNothing()
    {
        Unix();
        await using var service = await Start();
        var load = new Load([service], senders: 4);
        for (var times = 1; times <= 3; times++)
        {
            await Ailing.Until(() => load.Acknowledged.Count > 50 * times);
            File.Delete(service.File + "-wal");
        }
        var acknowledged = load.Acknowledged.Count;
        await Ailing.Until(() => load.Acknowledged.Count > acknowledged + 50);

        await service.Kill();
        Assert.Equal(0, load.Refused);
        await service.StartAgain();
        await load.Stop();

        await LogProof.SoFar(service.Database, load.Acknowledged.Keys.ToHashSet());
    }

    static void Unix() => Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows does not let a file in use be moved.");

    static Task<RunningService> Start() => RunningService.Start(null, new() { ["Sources:generic:Secrets:0"] = Senders.GenericSecret });

    static DatabaseSettings At(string file) => new() { ConnectionString = $"Data Source={file};Pooling=False" };

    static Task Move(string from, string to)
    {
        File.Move(from, to, overwrite: true);
        return Task.CompletedTask;
    }

    static Task MoveFolder(string from, string to)
    {
        Directory.Move(from, to);
        return Task.CompletedTask;
    }

    static async Task BackUp(string file, string backup)
    {
        await using var connection = new SqliteConnection(At(file).ConnectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = $"VACUUM INTO '{backup}'";
        await command.ExecuteNonQueryAsync();
    }

    static async Task<int> Events(string file)
    {
        await using var connection = new SqliteConnection(At(file).ConnectionString + ";Mode=ReadWrite");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM events";
        return Convert.ToInt32(await command.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture);
    }
}
