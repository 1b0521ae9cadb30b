using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using SlackAudit.Record.Sqlite;

namespace SlackAudit.Record;

/// <summary>The database behind the log: whether it is there, whether it has our tables.</summary>
public sealed class AuditDatabase
{
    const int MostAttempts = 4;

    readonly IDbContextFactory<AuditDbContext> contexts;
    readonly SqlitePlace? file;

    internal AuditDatabase(IDbContextFactory<AuditDbContext> contexts, SqlitePlace? file) => (this.contexts, this.file) = (contexts, file);

    /// <summary>Applies the migrations that are missing.</summary>
    /// <returns>The names of those applied.</returns>
    public async Task<IReadOnlyList<string>> MigrateAsync(CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                file?.Make();
                await using var db = await contexts.CreateDbContextAsync(cancellationToken);
                var missing = (await db.Database.GetPendingMigrationsAsync(cancellationToken)).ToList();
                if (missing.Count == 0) return missing;
                using var turn = file is null ? null : await SqliteMigrationTurn.TakeAsync(file, db, cancellationToken);
                missing = [.. await db.Database.GetPendingMigrationsAsync(cancellationToken)];
                if (file is not null) SqliteFunctions.Lend(db.Database.GetDbConnection());
                await db.Database.MigrateAsync(cancellationToken);
                return missing;
            }
            catch (DbException) when (attempt < MostAttempts)
            {
                // Another instance that started at the same time was faster with one of them: look again at what is missing.
                await Task.Delay(TimeSpan.FromMilliseconds(200 * attempt), cancellationToken);
            }
        }
    }

    /// <summary>Why the database cannot serve, a sentence; null when it can.</summary>
    public Task<string?> ProblemAsync(CancellationToken cancellationToken) =>
        ProblemAsync(db => db.ChainHead.AsNoTracking().SingleAsync(cancellationToken), cancellationToken);

    /// <summary>Why something that asked or told the log has failed, a sentence; null where that is not for the database.</summary>
    public async Task<string?> ProblemAsync(Exception failure, CancellationToken cancellationToken) =>
        failure is LogUnavailableException ? failure.Message : await ProblemAsync(cancellationToken);

    /// <summary>Why the log cannot even be looked at, a sentence; null when it can, whatever is in it.</summary>
    public Task<string?> SchemaProblemAsync(CancellationToken cancellationToken) => ProblemAsync(_ => Task.CompletedTask, cancellationToken);

    async Task<string?> ProblemAsync(Func<AuditDbContext, Task> further, CancellationToken cancellationToken)
    {
        try
        {
            await using var db = await contexts.CreateDbContextAsync(cancellationToken);
            var missing = (await db.Database.GetPendingMigrationsAsync(cancellationToken)).ToList();
            if (missing.Count > 0)
                return $"The database lacks {missing.Count} migration(s), first {missing[0]}: run `slackaudit migrate`.";
            await further(db);
            return null;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return DatabaseTrouble.Sentence(exception);
        }
    }

    /// <summary>The newest link of the chain.</summary>
    public async Task<ChainHead> HeadAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.ChainHead.AsNoTracking().SingleAsync(cancellationToken);
    }
}
