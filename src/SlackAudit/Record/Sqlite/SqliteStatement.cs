using Microsoft.Data.Sqlite;
using SlackAudit.Events;

namespace SlackAudit.Record.Sqlite;

/// <summary>One prepared statement whose parameters are set by position.</summary>
sealed class SqliteStatement : IDisposable
{
    readonly SqliteCommand command;

    public SqliteStatement(SqliteConnection connection, string sql, params string[] parameters)
    {
        command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var name in parameters) command.Parameters.Add(new SqliteParameter { ParameterName = "@" + name });
        command.Prepare();
    }

    public int Execute(params ReadOnlySpan<object?> values) => Bind(values).ExecuteNonQuery();

    public object? Scalar(params ReadOnlySpan<object?> values) => Bind(values).ExecuteScalar();

    public SqliteDataReader Read(params ReadOnlySpan<object?> values) => Bind(values).ExecuteReader();

    public void Dispose() => command.Dispose();

    SqliteCommand Bind(ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i] switch
            {
                null => DBNull.Value,
                DateTimeOffset instant => Instants.ToMicroseconds(instant),
                var value => value,
            };
        }
        return command;
    }
}
