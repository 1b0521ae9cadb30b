using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Time.Testing;
using SlackAudit.Record;
using SlackAudit.Record.Postgres;
using SlackAudit.Record.Sqlite;
using SlackAudit.Record.SqlServer;

namespace SlackAudit.Tests.Record.Asking;

/// <summary>A database that is slow with some of the statements that it is given: so much of the clock passes before each of those.</summary>
sealed class SlowContexts(IDbContextFactory<AuditDbContext> contexts, FakeTimeProvider time, TimeSpan takes, int[] onStatements) : IDbContextFactory<AuditDbContext>
{
    readonly Passing passing = new(time, takes, onStatements);

    public AuditDbContext CreateDbContext()
    {
        using var template = contexts.CreateDbContext();
        var connection = template.Database.GetConnectionString()!;
        return template switch
        {
            SqliteAuditDbContext => new SqliteAuditDbContext(new DbContextOptionsBuilder<SqliteAuditDbContext>().UseSqlite(connection).AddInterceptors(new SqliteReading(new SqlitePlace(connection)), passing).Options),
            PostgresAuditDbContext => new PostgresAuditDbContext(new DbContextOptionsBuilder<PostgresAuditDbContext>().UseNpgsql(connection).AddInterceptors(PostgresLower.Instance, passing).Options),
            _ => new SqlServerAuditDbContext(new DbContextOptionsBuilder<SqlServerAuditDbContext>().UseSqlServer(connection).AddInterceptors(passing).Options),
        };
    }

    sealed class Passing(FakeTimeProvider time, TimeSpan takes, int[] onStatements) : DbCommandInterceptor
    {
        int statements;

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            if (onStatements.Contains(++statements)) time.Advance(takes);
            cancellationToken.ThrowIfCancellationRequested();
            return ValueTask.FromResult(result);
        }
    }
}
