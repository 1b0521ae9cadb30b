using Npgsql;
using SlackAudit.Tests.Record;

namespace SlackAudit.Tests.Journeys;

/// <summary>The PostgreSQL server is away for a while.</summary>
public sealed class AilingServerTests
{
    [Fact]
    public async Task AServerThatIsStoppedAndStartedLosesNothing()
    {
        await using var server = await PostgresServer.OwnOrGiven();
        Assert.SkipUnless(server.IsOurs, "Needs a PostgreSQL server that may be stopped: install PostgreSQL on this machine.");
        var database = server.NewDatabase();
        await server.Execute($"CREATE DATABASE {new NpgsqlConnectionStringBuilder(database.ConnectionString).Database}");
        await using var service = await RunningService.Start(null, new()
        {
            ["Sources:generic:Secrets:0"] = Senders.GenericSecret,
            ["Database:Provider"] = "Postgres",
            ["Database:ConnectionString"] = database.ConnectionString,
        });
        var load = new Load([service], senders: 4);

        var problem = await Ailing.Through(service, load, server.Halt, server.Resume);

        await load.Stop();
        Assert.Contains("The database", problem, StringComparison.Ordinal);
        await LogProof.SoFar(database, load.Acknowledged.Keys.ToHashSet());
    }
}
