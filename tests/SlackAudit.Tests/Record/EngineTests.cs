using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using SlackAudit.Record;
using SlackAudit.Record.SqlServer;

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
        return await TestLog.Open(new DatabaseSettings { Provider = DatabaseProvider.SqlServer, ConnectionString = database.ToString() }, async () =>
        {
            await using var context = new SqlServerAuditDbContext(new DbContextOptionsBuilder<SqlServerAuditDbContext>().UseSqlServer(database.ToString()).Options);
            await context.Database.EnsureDeletedAsync();
        });
    }
}
