using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace SlackAudit.Record.Sqlite;

/// <summary>What SQLite cannot reckon itself and a migration needs.</summary>
static class SqliteFunctions
{
    /// <summary>The key of a reference: <see cref="Correlation.KeyOf(string)"/>.</summary>
    public const string ReferenceKey = "slackaudit_reference_key";

    /// <summary>Lends them to a connection.</summary>
    public static void Lend(DbConnection connection) =>
        ((SqliteConnection)connection).CreateFunction<string, long>(ReferenceKey, Correlation.KeyOf, isDeterministic: true);
}
