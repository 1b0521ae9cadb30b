using System.Data.Common;
using SlackAudit.Events;
using SlackAudit.Record;

namespace SlackAudit.Tests.Record;

internal enum Fault
{
    /// <summary>A deadlock, say: the transaction is rolled back.</summary>
    BeforeCommit,

    /// <summary>The connection breaks: it is committed, and nobody is told.</summary>
    AfterCommit,
}

/// <summary>A real engine whose transactions fail as told.</summary>
internal sealed class FaultyEngine(ILogEngine engine, Queue<Fault> faults) : ILogEngine, IAsyncDisposable
{
    public async Task<LogSession> BeginAsync(CancellationToken cancellationToken) => new Session(await engine.BeginAsync(cancellationToken), faults);

    public bool IsUnavailable(Exception exception) => exception is FaultException || engine.IsUnavailable(exception);

    public bool IsTransient(Exception exception) => exception is FaultException || engine.IsTransient(exception);

    public async ValueTask DisposeAsync()
    {
        if (engine is IAsyncDisposable open) await open.DisposeAsync();
        (engine as IDisposable)?.Dispose();
    }

    sealed class FaultException : Exception;

    sealed class Session(LogSession session, Queue<Fault> faults) : LogSession
    {
        public override Task<LogState> LockAsync(IReadOnlyList<AuditEvent> events) => session.LockAsync(events);

        public override async Task<IReadOnlyList<bool>> WriteAsync(LogBatch batch, bool commit)
        {
            var faulty = faults.TryDequeue(out var fault);
            var applied = await session.WriteAsync(batch, commit: !faulty || fault == Fault.AfterCommit);
            return faulty ? throw new FaultException() : applied;
        }

        public override DbCommand Command(string sql, params IReadOnlyList<object> values) => session.Command(sql, values);

        public override ValueTask DisposeAsync() => session.DisposeAsync();
    }
}
