using System.Data;
using System.Globalization;
using System.Text;
using Microsoft.Data.SqlClient;

namespace SlackAudit.Record.SqlServer;

/// <summary>Packs statements into as few commands, and so round trips, as the server's limit of parameters allows.</summary>
static class SqlServerCommand
{
    public static IEnumerable<SqlCommand> Pack(IEnumerable<SqlServerStatement> statements, SqlConnection connection, SqlTransaction transaction)
    {
        var sql = new StringBuilder();
        var command = new SqlCommand { Connection = connection, Transaction = transaction };
        foreach (var (text, values) in statements)
        {
            if (command.Parameters.Count > 0 && command.Parameters.Count + values.Count > SqlServerStatements.MostParameters)
            {
                command.CommandText = sql.ToString();
                yield return command;
                sql.Clear();
                command = new SqlCommand { Connection = connection, Transaction = transaction };
            }
            var names = new object[values.Count];
            for (var i = 0; i < names.Length; i++) names[i] = Add(command, values[i].Column, values[i].Value);
            sql.AppendFormat(CultureInfo.InvariantCulture, text, names).AppendLine();
        }
        command.CommandText = sql.ToString();
        if (sql.Length > 0) yield return command;
    }

    // Types are said outright: a null without a type goes as nvarchar, which no binary column takes.
    static string Add(SqlCommand command, string column, object? value)
    {
        var parameter = command.Parameters.Add($"@p{command.Parameters.Count}", TypeOf(column));
        parameter.Value = value is DateTimeOffset instant ? instant.UtcDateTime : value ?? DBNull.Value;
        return parameter.ParameterName;
    }

    static SqlDbType TypeOf(string column) => LogRows.TypeOf(column) switch
    {
        var type when type == typeof(long) => SqlDbType.BigInt,
        var type when type == typeof(int) => SqlDbType.Int,
        var type when type == typeof(bool) => SqlDbType.Bit,
        var type when type == typeof(DateTimeOffset) => SqlDbType.DateTime2,
        var type when type == typeof(byte[]) => SqlDbType.VarBinary,
        _ => SqlDbType.NVarChar,
    };
}
