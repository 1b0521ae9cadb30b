using System.Data;
using Microsoft.Data.SqlClient;

namespace SlackAudit.Record.SqlServer;

/// <summary>Writing the log on SQL Server: a pooled connection and one transaction a batch, whose first statement locks the chain's head row.</summary>
sealed class SqlServerLogEngine(string connectionString) : ILogEngine
{
    public async Task<LogSession> BeginAsync(CancellationToken cancellationToken)
    {
        var connection = new SqlConnection(connectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            var transaction = (SqlTransaction)await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken);
            return new SqlServerLogSession(connection, transaction);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    // 2601 and 2627 are unique-key errors, 515 a null where none may be, 547 a constraint, 2628 and 8152 a text too long: the work
    // itself is wrong. Anything else (network, log in, deadlock 1205, full, read-only) is the database's state.
    public bool IsUnavailable(Exception exception) =>
        exception is SqlException { Number: not (515 or 547 or 2601 or 2627 or 2628 or 8152) } or TimeoutException
        || exception is InvalidOperationException { Source: "Microsoft.Data.SqlClient" or "Core Microsoft SqlClient Data Provider" };

    // 1205: chosen as a deadlock's victim. 1222: waited too long for a lock. 3960, 3961: the snapshot is out of date. 2601, 2627: somebody
    // else has just recorded it. 596, 6005: the session or server is going down. The others: the connection broke or was refused, as while
    // a server restarts or fails over.
    public bool IsTransient(Exception exception) => exception is SqlException
    {
        Number: 1205 or 1222 or 3960 or 3961 or 2601 or 2627 or 596 or 6005
            or -1 or 2 or 20 or 53 or 64 or 121 or 232 or 233 or 4060 or 4221 or 10053 or 10054 or 10060 or 10061 or 10928 or 10929
            or 40143 or 40197 or 40501 or 40613 or 49918 or 49919 or 49920
    };
}
