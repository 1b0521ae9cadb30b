using Microsoft.Data.Sqlite;
using SlackAudit.Record;

namespace SlackAudit.Tests.Record;

public sealed class SqlitePlaceTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("slackaudit-place-").FullName;

    string File => Path.Combine(folder, "log.db");

    DatabaseSettings Settings => new() { ConnectionString = $"Data Source={File};Pooling=False" };

    [Fact]
    public async Task AMigrationWhoseProcessDiedHoldsUpNobody()
    {
        await using (var connection = new SqliteConnection(Settings.ConnectionString))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            // What EF leaves behind.
            command.CommandText = """
                CREATE TABLE "__EFMigrationsLock" ("Id" INTEGER NOT NULL CONSTRAINT "PK___EFMigrationsLock" PRIMARY KEY, "Timestamp" TEXT NOT NULL);
                INSERT INTO "__EFMigrationsLock" VALUES (1, '2026-01-01 00:00:00+00:00');
                """;
            await command.ExecuteNonQueryAsync();
        }

        await using var log = await TestLog.Open(Settings).WaitAsync(TimeSpan.FromSeconds(20));

        Assert.Equal(new AppendResult(1, 0), await log.Append(Some.Event()));
    }

    [Fact]
    public async Task ManyProcessesThatStartAtOnceMakeOneLog()
    {
        var logs = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => TestLog.Open(Settings))));

        foreach (var log in logs) await log.Append(Some.Event());

        Assert.Equal(6, (await logs[0].Database.HeadAsync(default)).Sequence);
        foreach (var log in logs) await log.DisposeAsync();
        Assert.Equal(["log.db"], Directory.GetFiles(folder, "log.db*").Select(Path.GetFileName));
    }

    [Fact]
    public async Task ALogWhoseFileIsGoneIsNotBegunAnewBesideWhatIsLeftOfIt()
    {
        await System.IO.File.WriteAllTextAsync(File + "-wal", "events that were acknowledged");

        var missing = await Assert.ThrowsAsync<MovedDatabaseException>(() => TestLog.Open(Settings));

        Assert.Contains("log.db-wal", missing.Message, StringComparison.Ordinal);
        Assert.False(System.IO.File.Exists(File));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
