using Npgsql;
using SlackAudit.Record;
using SlackAudit.Tests.Record;
using SlackAudit.Tests.Slack;

namespace SlackAudit.Tests.Journeys;

/// <summary>Three processes on one PostgreSQL database, any of which may die, and so may the server.</summary>
public sealed class SeveralInstancesTests
{
    [Fact]
    public async Task ThreeInstancesKeepOneLogAndTellEverythingOnceWhoeverDies()
    {
        await using var server = await PostgresServer.OwnOrGiven();
        var database = await New(server);
        await using var slack = await SlackStandIn.Start();
        var instances = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => RunningService.Start(slack, Settings(database))));
        try
        {
            var load = new Load(instances, senders: 9);
            foreach (var instance in instances)
            {
                await Task.Delay(500);
                await instance.Kill();
                await instance.StartAgain();
            }
            if (server.IsOurs)
            {
                await server.Crash();
                await Task.Delay(1_000);
            }
            await load.Stop();

            Assert.True(load.Acknowledged.Count > 200, $"Only {load.Acknowledged.Count} were acknowledged, which proves little.");
            await LogProof.Of(database, load, slack);
        }
        finally
        {
            foreach (var instance in instances) await instance.DisposeAsync();
            await server.Remove(database);
        }
    }

    static async Task<DatabaseSettings> New(PostgresServer server)
    {
        var database = server.NewDatabase();
        var name = new NpgsqlConnectionStringBuilder(database.ConnectionString).Database;
        await server.Execute($"CREATE DATABASE {name}");
        // A server that would answer a commit before it is on disk, and keep it in memory for seconds: what a crash takes then, we would notice.
        await server.Execute($"ALTER DATABASE {name} SET synchronous_commit = off");
        if (server.IsOurs) await server.Execute("ALTER SYSTEM SET wal_writer_delay = '10s'");
        await server.Execute("SELECT pg_reload_conf()");
        return database;
    }

    static Dictionary<string, string> Settings(DatabaseSettings database)
    {
        var settings = Load.Settings;
        settings["Database:Provider"] = "Postgres";
        settings["Database:ConnectionString"] = database.ConnectionString;
        return settings;
    }
}
