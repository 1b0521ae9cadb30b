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
