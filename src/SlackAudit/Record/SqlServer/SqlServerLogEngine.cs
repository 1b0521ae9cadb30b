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
}
