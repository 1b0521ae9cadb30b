using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using SlackAudit.Record;
using SlackAudit.Record.Postgres;

namespace SlackAudit.Tests.Record;

public sealed class PostgresLogTests : LogContract
{
    internal override Task<TestLog> NewLog() => NewLog(PostgresServer.Given());

    [Fact]
    public async Task SeveralInstancesMigrateOneEmptyDatabaseAtOnce()
    {
        var server = PostgresServer.Given();
        var database = server.NewDatabase();
        await server.Execute($"CREATE DATABASE {new NpgsqlConnectionStringBuilder(database.ConnectionString).Database}");

        var logs = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => TestLog.Open(database))));
        await Task.WhenAll(logs.Select(log => log.Append(Some.Event())));

        Assert.Equal(3, (await logs[0].All()).Count);
        foreach (var log in logs) await log.DisposeAsync();
        await server.Remove(database);
    }

    [Fact]
    public async Task AnInstanceThatVanishesWithTheHeadLockedDoesNotStopTheOthers()
    {
        await using var log = await NewLog();
        await using var vanishing = new PostgresLogEngine(log.Settings.ConnectionString);
        await using var session = await vanishing.BeginAsync(default);
        await session.LockAsync([]);

        Assert.Equal(new AppendResult(1, 0), await log.Append(Some.Event()));
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => session.WriteAsync(new LogBatch(), commit: true));
    }

    [Fact]
    public async Task ConnectionsThatDiedInTheirPoolAreNotNoticed()
    {
        var server = PostgresServer.Given();
        await using var log = await NewLog(server);
        await log.Append(Some.Event());

        await server.Execute($"""
            SELECT pg_terminate_backend(pid) FROM pg_stat_activity
            WHERE datname = '{new NpgsqlConnectionStringBuilder(log.Settings.ConnectionString).Database}'
            """);

        Assert.Equal(new AppendResult(1, 0), await log.Append(Some.Event()));
    }

    [Fact]
    public async Task ACommitWhoseAnswerTheNetworkLosesDoublesNothing()
    {
        await using var log = await NewLog();
        await using var network = new LossyNetwork(new NpgsqlConnectionStringBuilder(log.Settings.ConnectionString).Port);
        var through = new NpgsqlConnectionStringBuilder(log.Settings.ConnectionString) { Port = network.Port, SslMode = SslMode.Disable, GssEncryptionMode = GssEncryptionMode.Disable };
        await using var other = await TestLog.Open(log.Settings with { ConnectionString = through.ToString() });
        other.Owes = _ => [new OwedNotification("all", "#all")];
        await other.Append(Some.Event());

        network.LoseTheNextAnswerWith("COMMIT\0"u8.ToArray());
        var result = await other.Append(Some.Event(), Some.Event());

        Assert.Equal(1, network.Lost);
        Assert.Equal(new AppendResult(0, 2), result);
        Assert.Equal([1L, 2L, 3L], (await log.All()).Select(e => e.Id));
        Assert.Equal(3, (await log.Outbox.NewestAsync(10, default)).Count);
    }

    [Fact]
    public async Task TextsAreLoweredAsInMemory()
    {
        await using var log = await NewLog();
        // Every script with two cases: Latin to Armenian, Georgian, Cherokee, Latin additional and Greek extended, letterlike, Glagolitic and
        // Coptic, Latin extended D, full width, Deseret, Warang Citi.
        (int From, int To)[] scripts =
        [
            (0x20, 0x58F), (0x10A0, 0x10FF), (0x13A0, 0x13FD), (0x1C90, 0x1CBF), (0x1E00, 0x1FFF), (0x2100, 0x218B), (0x2C00, 0x2CF3),
            (0xA640, 0xA7BF), (0xFF21, 0xFF5A), (0x10400, 0x1044F), (0x118A0, 0x118DF),
        ];
        var words = scripts.SelectMany(script => Enumerable.Range(script.From, script.To - script.From + 1))
            .Select(letter => $"A{new Rune(letter)} {new Rune(letter)} a{new Rune(letter)}b").Chunk(50).Select(chunk => string.Join(' ', chunk));
        await log.Append([.. words.Select(word => Some.Event() with { Summary = word })]);

        await using var db = await log.Contexts.CreateDbContextAsync();
        // The culture is the database's affair here.
#pragma warning disable CA1304, CA1311
        var lowered = await db.Events.Select(e => new { e.Summary, Lower = e.Summary.ToLower() }).ToListAsync();
#pragma warning restore CA1304, CA1311

        Assert.True(lowered.Count > 50, string.Create(CultureInfo.InvariantCulture, $"Only {lowered.Count} were compared."));
        Assert.All(lowered, each => Assert.Equal(each.Summary.ToLowerInvariant(), each.Lower));
    }

    [Theory]
    [InlineData("40001", true, true)]
    [InlineData("40P01", true, true)]
    [InlineData("57P01", true, true)]
    [InlineData("57P03", true, true)]
    [InlineData("08006", true, true)]
    [InlineData("53300", true, true)]
    [InlineData("53100", false, true)]
    [InlineData("42P01", false, true)]
    [InlineData("28P01", false, true)]
    [InlineData("25006", false, true)]
    [InlineData("23505", true, false)]
    [InlineData("22001", false, false)]
    public async Task EveryRefusalIsTakenForWhatItIs(string state, bool worthRepeating, bool databasesFault)
    {
        await using var engine = new PostgresLogEngine("Host=none");
        var refused = new PostgresException("", "ERROR", "ERROR", state);

        Assert.Equal((worthRepeating, databasesFault), (engine.IsTransient(refused), engine.IsUnavailable(refused)));
    }

    static Task<TestLog> NewLog(PostgresServer server)
    {
        var database = server.NewDatabase();
        return TestLog.Open(database, () => server.Remove(database));
    }
}
