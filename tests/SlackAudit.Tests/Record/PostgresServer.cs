using System.Diagnostics;
using Npgsql;
using SlackAudit.Record;

namespace SlackAudit.Tests.Record;

/// <summary>A PostgreSQL server to make databases on.</summary>
internal sealed class PostgresServer : IAsyncDisposable
{
    static readonly string Script = Documents.Repository.Path("tests/postgres.sh");

    readonly string server;
    readonly string? folder;

    PostgresServer(string server, string? folder)
    {
        this.server = server;
        this.folder = folder;
    }

    /// <summary>Whether it may be restarted, since nobody else uses it.</summary>
    public bool IsOurs => folder is not null;

    /// <summary>The server that was given; the test is skipped when none was.</summary>
    public static PostgresServer Given()
    {
        const string Reason = "Needs a PostgreSQL server: set SLACKAUDIT_TEST_POSTGRES to a connection string that may create databases (tests/postgres.sh start makes a server and prints its own)";
        var given = Environment.GetEnvironmentVariable("SLACKAUDIT_TEST_POSTGRES");
        if (!string.IsNullOrEmpty(given)) return new PostgresServer(given, null);
        if (Environment.GetEnvironmentVariable("SLACKAUDIT_TEST_NO_SKIP") == "1") Assert.Fail(Reason);
        Assert.Skip(Reason);
        return null;
    }

    /// <summary>A server of the test's own where PostgreSQL is installed, else the given one.</summary>
    public static async Task<PostgresServer> OwnOrGiven()
    {
        if (OperatingSystem.IsWindows()) return Given();
        var folder = Path.Combine(Path.GetTempPath(), $"slackaudit-postgres-{Guid.NewGuid():N}");
        var (code, output) = await Run("start", folder);
        return code == 0 ? new PostgresServer(output.Trim(), folder) : Given();
    }

    /// <summary>A name for a database that does not exist yet.</summary>
    public DatabaseSettings NewDatabase() => new()
    {
        Provider = DatabaseProvider.Postgres,
        ConnectionString = new NpgsqlConnectionStringBuilder(server) { Database = $"slackaudit_test_{Guid.NewGuid():N}" }.ToString(),
    };

    public async Task Execute(string sql)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(server) { Pooling = false }.ToString());
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    public Task Remove(DatabaseSettings database) =>
        Execute($"DROP DATABASE IF EXISTS {new NpgsqlConnectionStringBuilder(database.ConnectionString).Database} WITH (FORCE)");

    /// <summary>Stops the server as a crash would, and starts it again.</summary>
    public async Task Crash()
    {
        var (code, output) = await Run("restart", folder!, "immediate");
        Assert.True(code == 0, output);
    }

    /// <summary>Stops the server until it is started again.</summary>
    public async Task Halt()
    {
        var (code, output) = await Run("halt", folder!);
        Assert.True(code == 0, output);
    }

    /// <summary>Starts it again.</summary>
    public async Task Resume()
    {
        var (code, output) = await Run("resume", folder!);
        Assert.True(code == 0, output);
    }

    public async ValueTask DisposeAsync()
    {
        if (folder is not null) await Run("stop", folder);
    }

    static async Task<(int Code, string Output)> Run(params string[] arguments)
    {
        // The server outlives the script and keeps its error stream.
        using var process = Process.Start(new ProcessStartInfo(Script, arguments) { RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output);
    }
}
