using Microsoft.EntityFrameworkCore;
using Microsoft.SqlServer.TransactSql.ScriptDom;
using SlackAudit.Events;
using SlackAudit.Record;
using SlackAudit.Record.Sqlite;
using SlackAudit.Record.SqlServer;

namespace SlackAudit.Tests.Record;

public sealed class SchemaTests
{
    static AuditDbContext[] Contexts() =>
    [
        new SqliteAuditDbContext(new DbContextOptionsBuilder<SqliteAuditDbContext>().UseSqlite("Data Source=:memory:").Options),
        new SqlServerAuditDbContext(new DbContextOptionsBuilder<SqlServerAuditDbContext>().UseSqlServer("Server=none").Options),
    ];

    [Fact]
    public void EveryEnginesMigrationsMatchTheModel() =>
        Assert.All(Contexts(), context => Assert.False(context.Database.HasPendingModelChanges(), context.GetType().Name));

    [Fact]
    public void EveryColumnThatIsWrittenExistsAndNoneIsForgotten()
    {
        foreach (var context in Contexts())
        {
            Assert.Equal(Columns(context, typeof(AuditEvent)), LogRows.EventColumns.Order());
            Assert.Equal(Columns(context, typeof(KeptPayload)), LogRows.PayloadColumns.Order());
            Assert.Equal(Columns(context, typeof(SourceHealth)), LogRows.HealthColumns.Order());
            Assert.Subset(Columns(context, typeof(Notification)).ToHashSet(), LogRows.NotificationColumns.ToHashSet());
            Assert.Subset(Columns(context, typeof(Notification)).Append("seen_attempts").ToHashSet(), LogRows.ChangeColumns.ToHashSet());
        }
    }

    [Fact]
    public void TheTSqlOfMigrationsAndOfTheWriterParses()
    {
        using var context = Contexts()[1];
        string[] statements =
        [
            context.Database.GenerateCreateScript(),
            SqlServerStatements.LockHead,
            SqlServerStatements.MoveHead,
            SqlServerStatements.Hear,
            SqlServerStatements.AddNotification,
            SqlServerStatements.ChangeNotification,
            SqlServerStatements.FindEvents(3),
            SqlServerStatements.InsertRows("events", LogRows.EventColumns, SqlServerStatements.MostRows(LogRows.EventColumns.Length)),
            SqlServerStatements.InsertRows("payloads", LogRows.PayloadColumns, 2),
        ];

        Assert.All(statements, AssertParses);
    }

    internal static void AssertParses(string sql)
    {
        using var reader = new StringReader(sql);
        new TSql160Parser(initialQuotedIdentifiers: true).Parse(reader, out var errors);
        Assert.True(errors.Count == 0, $"{string.Join("; ", errors.Select(error => $"{error.Line}: {error.Message}"))}\n{sql}");
    }

    static IEnumerable<string> Columns(AuditDbContext context, Type entity) =>
        context.Model.FindEntityType(entity)!.GetProperties().Select(property => property.GetColumnName()).Order();
}
