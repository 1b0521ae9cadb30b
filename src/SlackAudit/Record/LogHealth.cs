using Microsoft.EntityFrameworkCore;

namespace SlackAudit.Record;

/// <summary>Whether the log can be read and takes what is written. Both are tried: a full disk answers questions as ever.</summary>
public sealed class LogHealth
{
    // Whoever may ask for it must not make the disk busy.
    static readonly TimeSpan Good = TimeSpan.FromSeconds(1);

    // The writer waits two seconds for a lock, for a batch before ours perhaps and then for ours: only then does it say why.
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(6);

    readonly AuditDatabase database;
    readonly IDbContextFactory<AuditDbContext> contexts;
    readonly LogWriter writer;
    readonly TimeProvider time;
    readonly Lock gate = new();
    Task<string?>? look;
    long begun;

    internal LogHealth(AuditDatabase database, IDbContextFactory<AuditDbContext> contexts, LogWriter writer, TimeProvider time) =>
        (this.database, this.contexts, this.writer, this.time) = (database, contexts, writer, time);

    /// <summary>Why the log does not work now, a sentence; null when it does. Tried once a second at most.</summary>
    public Task<string?> ProblemAsync(CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (look is null || (look.IsCompleted && time.GetElapsedTime(begun) >= Good))
            {
                begun = time.GetTimestamp();
                look = LookAsync();
            }
            return look.WaitAsync(cancellationToken);
        }
    }

    async Task<string?> LookAsync()
    {
        try
        {
            return await database.ProblemAsync(CancellationToken.None) ?? await WritingProblemAsync().WaitAsync(Patience, time);
        }
        catch (Exception exception)
        {
            return DatabaseTrouble.Sentence(exception);
        }
    }

    async Task<string?> WritingProblemAsync()
    {
        await using var db = await contexts.CreateDbContextAsync();
        if (await db.SourceHealth.Select(s => s.Source).OrderBy(source => source).FirstOrDefaultAsync() is { } source)
            await writer.CommitAsync(new LogWork { Tried = source }, CancellationToken.None);
        return null;
    }
}
