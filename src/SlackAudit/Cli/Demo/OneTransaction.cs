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

    public Task CommitAsync(CancellationToken cancellationToken) => whole?.CommitAsync(cancellationToken) ?? Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (whole is not null) await whole.DisposeAsync();
        (engine as IDisposable)?.Dispose();
    }

    sealed class Part(LogSession whole) : LogSession
    {
        public override Task<ChainHead> LockHeadAsync(CancellationToken cancellationToken) => whole.LockHeadAsync(cancellationToken);

        public override Task<HashSet<(string Source, string SourceEventId)>> FindRecordedAsync(IReadOnlyList<AuditEvent> events, CancellationToken cancellationToken) =>
            whole.FindRecordedAsync(events, cancellationToken);

        public override Task WriteAsync(LogBatch batch, CancellationToken cancellationToken) => whole.WriteAsync(batch, cancellationToken);

        public override Task<int> ApplyAsync(IReadOnlyList<NotificationChange> changes, CancellationToken cancellationToken) => whole.ApplyAsync(changes, cancellationToken);

        public override Task CommitAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
