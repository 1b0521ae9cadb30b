using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using SlackAudit.Events;

namespace SlackAudit.Record.Sqlite;

/// <summary>The tables on SQLite, where times are whole microseconds since 1970 (a number sorts and compares; a text would not always).</summary>
public sealed class SqliteAuditDbContext(DbContextOptions<SqliteAuditDbContext> options) : AuditDbContext(options)
{
    /// <inheritdoc/>
    protected override string? ExactCollation => null;

    internal override string SizeSql => "SELECT page_count * page_size AS Value FROM pragma_page_count(), pragma_page_size()";

    // Without statistics SQLite believes that any name or word meets ten events, and would sort a million to find the newest.
    internal override Expression<Func<AuditEvent, bool>> Aside(Expression<Func<AuditEvent, bool>> condition) =>
        Expression.Lambda<Func<AuditEvent, bool>>(
            Expression.Equal(Expression.Condition(condition.Body, Expression.Constant(1), Expression.Constant(0)), Expression.Constant(1)), condition.Parameters);

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<MicrosecondsConverter>();
    }

    sealed class MicrosecondsConverter() : ValueConverter<DateTimeOffset, long>(
        instant => Instants.ToMicroseconds(instant), microseconds => Instants.FromMicroseconds(microseconds));

    sealed class DesignTimeFactory : IDesignTimeDbContextFactory<SqliteAuditDbContext>
    {
        public SqliteAuditDbContext CreateDbContext(string[] args) =>
            new(new DbContextOptionsBuilder<SqliteAuditDbContext>().UseSqlite("Data Source=:memory:").Options);
    }
}
