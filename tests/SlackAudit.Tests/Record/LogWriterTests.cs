using System.Data.Common;
using Microsoft.Extensions.Logging.Abstractions;
using SlackAudit.Events;
using SlackAudit.Record;

namespace SlackAudit.Tests.Record;

public sealed class LogWriterTests
{
    [Fact]
    public async Task WhoeverComesWhenTooManyWaitIsTurnedAwayAndNobodyElseIs()
    {
        var database = new HeldDatabase();
        await using var writer = Writer(database);
        var first = Task.Run(() => writer.CommitAsync(Work(), default));
        await database.Reached;
        var waiting = Enumerable.Range(0, LogWriter.Capacity).Select(_ => writer.CommitAsync(Work(), default)).ToList();

        var turnedAway = await Assert.ThrowsAsync<LogUnavailableException>(() => writer.CommitAsync(Work(), default));
        database.Release();
        await Task.WhenAll([first, .. waiting]);

        Assert.Contains("Repeat", turnedAway.Message, StringComparison.Ordinal);
        Assert.Equal(LogWriter.Capacity + 1, database.Committed);
        Assert.Equal(1, (await writer.CommitAsync(Work(), default)).Recorded);
    }

    [Fact]
    public async Task WhatIsQueuedWhenTheServiceStopsIsCommittedAndWhatComesLaterIsRefused()
    {
        var database = new HeldDatabase();
        var writer = Writer(database);
        var first = Task.Run(() => writer.CommitAsync(Work(), default));
        await database.Reached;
        var queued = Enumerable.Range(0, 200).Select(_ => writer.CommitAsync(Work(), default)).ToList();

        var stopping = writer.DisposeAsync().AsTask();
        await Assert.ThrowsAsync<LogUnavailableException>(() => writer.CommitAsync(Work(), default));
        Assert.False(stopping.IsCompleted);
        database.Release();
        await stopping;

        Assert.Equal(201, database.Committed);
        Assert.All(await Task.WhenAll([first, .. queued]), result => Assert.Equal(1, result.Recorded));
    }

    [Fact]
    public async Task ALoneCallerIsCommittedAloneAndThoseWhoQueuedMeanwhileTogether()
    {
        var database = new HeldDatabase();
        await using var writer = Writer(database);
        var first = Task.Run(() => writer.CommitAsync(Work(), default));
        await database.Reached;
        var queued = Enumerable.Range(0, 40).Select(_ => writer.CommitAsync(Work(), default)).ToList();

        database.Release();
        await Task.WhenAll([first, .. queued]);

        Assert.Equal([1, 40], database.Batches);
    }

    static LogWork Work() => new() { Source = "generic", Events = [Some.Event()] };

    static LogWriter Writer(ILogEngine engine)
    {
        var nobody = new Moq.Mock<INotificationRouter>();
        nobody.Setup(router => router.Route(Moq.It.IsAny<AuditEvent>())).Returns([]);
        return new LogWriter(engine, new LogBatcher(nobody.Object, TimeProvider.System), nobody.Object, NullLogger<LogWriter>.Instance);
    }

    /// <summary>A database that takes its first batch only when it is told to.</summary>
    sealed class HeldDatabase : ILogEngine
    {
        readonly TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
        readonly TaskCompletionSource released = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Reached => reached.Task;

        public List<int> Batches { get; } = [];

        public int Committed => Batches.Sum();

        public void Release() => released.SetResult();

        public async Task<LogSession> BeginAsync(CancellationToken cancellationToken)
        {
            reached.TrySetResult();
            await released.Task;
            return new Session(this);
        }

        public bool IsUnavailable(Exception exception) => false;

        public bool IsTransient(Exception exception) => false;

        sealed class Session(HeldDatabase database) : LogSession
        {
            public override Task<LogState> LockAsync(IReadOnlyList<AuditEvent> events) => Task.FromResult(new LogState(new ChainHead(), []));

            public override Task<IReadOnlyList<bool>> WriteAsync(LogBatch batch, bool commit)
            {
                database.Batches.Add(batch.Events.Count);
                return Task.FromResult<IReadOnlyList<bool>>([]);
            }

            public override DbCommand Command(string sql, params IReadOnlyList<object> values) => throw new InvalidOperationException("Nobody prunes here.");

            public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
        }
    }
}
