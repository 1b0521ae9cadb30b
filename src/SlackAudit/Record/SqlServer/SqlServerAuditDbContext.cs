using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace SlackAudit.Record.SqlServer;

/// <summary>The tables on SQL Server, where times are <c>datetime2(6)</c> in UTC and names compare by code point as on every engine.</summary>
public sealed class SqlServerAuditDbContext(DbContextOptions<SqlServerAuditDbContext> options) : AuditDbContext(options)
{
    /// <inheritdoc/>
    protected override string? ExactCollation => "Latin1_General_100_BIN2";

    internal override string SizeSql => "SELECT SUM(CAST(size AS bigint)) * 8192 AS [Value] FROM sys.database_files";

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcConverter>().HaveColumnType("datetime2(6)");
    }

    sealed class UtcConverter() : ValueConverter<DateTimeOffset, DateTime>(
        instant => instant.UtcDateTime, utc => new DateTimeOffset(DateTime.SpecifyKind(utc, DateTimeKind.Utc)));

    sealed class DesignTimeFactory : IDesignTimeDbContextFactory<SqlServerAuditDbContext>
    {
        public SqlServerAuditDbContext CreateDbContext(string[] args) =>
            new(new DbContextOptionsBuilder<SqlServerAuditDbContext>().UseSqlServer("Server=(none)").Options);
    }
}
