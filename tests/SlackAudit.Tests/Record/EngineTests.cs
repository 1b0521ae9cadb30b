using Microsoft.Data.SqlClient;
using SlackAudit.Record;

namespace SlackAudit.Tests.Record;

public sealed class SqliteLogTests : LogContract
{
    internal override Task<TestLog> NewLog() => TestLog.OnSqlite();
}

public sealed class SqlServerLogTests : LogContract
{
    internal override async Task<TestLog> NewLog()
    {
        var server = Environment.GetEnvironmentVariable("SLACKAUDIT_TEST_SQLSERVER");
        Assert.SkipWhen(string.IsNullOrEmpty(server), "Needs a SQL Server: set SLACKAUDIT_TEST_SQLSERVER to a connection string that may create databases.");
        var database = new SqlConnectionStringBuilder(server) { InitialCatalog = $"slackaudit_test_{Guid.NewGuid():N}" };
        return await TestLog.Open(new DatabaseSettings { Provider = DatabaseProvider.SqlServer, ConnectionString = database.ToString() });
    }
}
