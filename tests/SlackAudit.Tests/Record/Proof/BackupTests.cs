using System.Diagnostics;
using Microsoft.Data.Sqlite;
using SlackAudit.Record;
using SlackAudit.Record.Proof;

namespace SlackAudit.Tests.Record.Proof;

/// <summary>What the README says of backups: taken while the service writes, put in place elsewhere, and proved.</summary>
public sealed class BackupTests
{
    [Theory]
    [InlineData("VACUUM INTO")]
    [InlineData(".backup")]
    public async Task ABackupTakenWhileTheLogIsWrittenIsAWholeLogThatGoesOn(string how)
    {
        if (how == ".backup" && !HasTool()) Assert.Skip("The program sqlite3 is not installed.");
        await using var log = await TestLog.OnSqlite();
        await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Task.Run(() => log.Append(Some.Event(), Some.Event()))));
        var folder = Directory.CreateTempSubdirectory("slackaudit-backup-").FullName;
        var file = Path.Combine(folder, "restored.db");

        using var enough = new CancellationTokenSource();
        var writing = Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            while (!enough.IsCancellationRequested) await log.Append(Some.Event());
        })).ToList();
        var before = (await log.Database.HeadAsync(default)).Sequence;
        if (how == ".backup") await Tool(log.File, $".backup {file}");
        else await Statement(log.File, $"VACUUM INTO '{file}'");
        var after = (await log.Database.HeadAsync(default)).Sequence;
        await enough.CancelAsync();
        await Task.WhenAll(writing);

        await using (var restored = await TestLog.Open(new DatabaseSettings { ConnectionString = $"Data Source={file}" }))
        {
            var verdict = await Verify(restored);
            Assert.Empty(verdict.Faults);
            Assert.InRange(verdict.Events, before, after);
            await restored.Append(Some.Event());
            Assert.Empty((await Verify(restored)).Faults);
        }
        Assert.Empty((await Verify(log)).Faults);
        Directory.Delete(folder, recursive: true);
    }

    static Task<Verdict> Verify(TestLog log) => log.Of<LogVerifier>().VerifyAsync([], payloads: true, null, default);

    static async Task Statement(string file, string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    static async Task Tool(string file, string command)
    {
        using var process = Process.Start(new ProcessStartInfo("sqlite3", [file, command]) { RedirectStandardError = true })!;
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, error);
    }

    static bool HasTool() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => System.IO.File.Exists(Path.Combine(folder, "sqlite3")));
}
