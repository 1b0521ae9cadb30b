using System.Data.Common;
using SlackAudit.Events;
using SlackAudit.Record;

namespace SlackAudit.Cli.Demo;

/// <summary>
/// Makes one transaction of everything that is written, since a demo's history may be lost but not keep anybody waiting. What was written
/// is there after <see cref="CommitAsync"/>, all of it or nothing.
/// </summary>
sealed class OneTransaction(ILogEngine engine) : ILogEngine, IAsyncDisposable
{
    LogSession? whole;

    public async Task<LogSession> BeginAsync(CancellationToken cancellationToken) =>
        new Part(whole ??= await engine.BeginAsync(cancellationToken));

    public bool IsUnavailable(Exception exception) => engine.IsUnavailable(exception);

    public bool IsTransient(Exception exception) => engine.IsTransient(exception);

    public Task CommitAsync() => whole?.WriteAsync(new LogBatch(), commit: true) ?? Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (whole is not null) await whole.DisposeAsync();
        (engine as IDisposable)?.Dispose();
    }

    sealed class Part(LogSession whole) : LogSession
    {
        public override Task<LogState> LockAsync(IReadOnlyList<AuditEvent> events) => whole.LockAsync(events);

        public override Task<IReadOnlyList<bool>> WriteAsync(LogBatch batch, bool commit) => whole.WriteAsync(batch, commit: false);

        public override DbCommand Command(string sql, params IReadOnlyList<object> values) => whole.Command(sql, values);

        public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
