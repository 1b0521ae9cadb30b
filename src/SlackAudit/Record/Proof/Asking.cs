using System.Data.Common;

namespace SlackAudit.Record.Proof;

/// <summary>Plain SQL that every engine takes.</summary>
static class Asking
{
    public static DbCommand Command(this DbConnection connection, string sql, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        // Some look at every row there is, however many there are.
        command.CommandTimeout = 0;
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = "@" + name;
            parameter.Value = value;
            command.Parameters.Add(parameter);
        }
        return command;
    }

    /// <summary>The number that a statement answers; null for none.</summary>
    public static long? Ask(this DbConnection connection, string sql, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        using var command = connection.Command(sql, parameters);
        using var reader = command.ExecuteReader();
        return reader.Read() && StoredRow.Of(reader).TryNumber(0, out var number) ? number : null;
    }

    /// <summary>The stored hash of an event; null when there is none of that id.</summary>
    public static byte[]? HashOf(this DbConnection connection, long id)
    {
        using var command = connection.Command("SELECT hash FROM events WHERE id = @id", ("id", id));
        using var reader = command.ExecuteReader();
        if (!reader.Read()) return null;
        try
        {
            return StoredRow.Of(reader).TryBytes(0, out var hash) ? hash.ToArray() : [];
        }
        catch (WrongStorageException)
        {
            return [];
        }
    }
}
