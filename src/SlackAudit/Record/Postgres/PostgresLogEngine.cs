using System.Net.Sockets;
using Npgsql;

namespace SlackAudit.Record.Postgres;

/// <summary>Writing the log on PostgreSQL: a pooled connection and one transaction a batch, whose first statement locks the chain's head row.</summary>
sealed class PostgresLogEngine(string connectionString) : ILogEngine, IAsyncDisposable
{
    readonly NpgsqlDataSource connections = NpgsqlDataSource.Create(Writing(connectionString));

    public async Task<LogSession> BeginAsync(CancellationToken cancellationToken) =>
        new PostgresLogSession(await connections.OpenConnectionAsync(cancellationToken));

    // Classes 22 (a text too long), 23 (a constraint) and 54 (a limit): the work itself is wrong. Anything else is the database's state.
    public bool IsUnavailable(Exception exception) => exception switch
    {
        PostgresException refused => refused.SqlState[..2] is not ("22" or "23" or "54"),
        NpgsqlException or SocketException or IOException or TimeoutException => true,
        _ => false,
    };

    // 23505: somebody else has just recorded it. 25P03: this machine was too slow. 40001, 40P01: a conflict, a deadlock. 53300: every
    // connection is taken. 57P01 to 57P03: the server stops or starts. 08 and everything that is not the server's answer: the connection broke.
    public bool IsTransient(Exception exception) => exception switch
    {
        PostgresException refused => refused.SqlState is "23505" or "25P03" or "40001" or "40P01" or "53300" or "57P01" or "57P02" or "57P03"
            || refused.SqlState.StartsWith("08", StringComparison.Ordinal),
        NpgsqlException broken => broken.InnerException is not TimeoutException,
        _ => exception is SocketException or IOException,
    };

    public ValueTask DisposeAsync() => connections.DisposeAsync();

    // A sender waits ten seconds at most. Nothing that the writer sets outlives its transaction, so nothing has to be reset.
    static string Writing(string connectionString)
    {
        var said = new NpgsqlConnectionStringBuilder(connectionString);
        var writing = new NpgsqlConnectionStringBuilder { Timeout = 5, CommandTimeout = 8, MaxAutoPrepare = 20, AutoPrepareMinUsages = 2, NoResetOnClose = true };
        foreach (var key in said.Keys) writing[key] = said[key];
        return writing.ToString();
    }
}
