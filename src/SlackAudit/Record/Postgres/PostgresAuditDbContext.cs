using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace SlackAudit.Record.Postgres;

/// <summary>The tables on PostgreSQL, where times are <c>timestamptz</c> and names compare by code point, whatever the database's own language.</summary>
public sealed class PostgresAuditDbContext(DbContextOptions<PostgresAuditDbContext> options) : AuditDbContext(options)
{
    /// <inheritdoc/>
    protected override string? ExactCollation => "C";

    internal override string SizeSql => "SELECT pg_database_size(current_database()) AS \"Value\"";

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.HasDbFunction(PostgresLower.Method).HasTranslation(PostgresLower.Translate);
    }

    sealed class DesignTimeFactory : IDesignTimeDbContextFactory<PostgresAuditDbContext>
    {
        public PostgresAuditDbContext CreateDbContext(string[] args) =>
            new(new DbContextOptionsBuilder<PostgresAuditDbContext>().UseNpgsql("Host=none").Options);
    }
}
