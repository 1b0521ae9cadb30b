using SlackAudit.Events;
using SlackAudit.Record;
using SlackAudit.Record.Proof;

namespace SlackAudit.Tests.Record;

public sealed class LogImportTests
{
    [Fact]
    public async Task HistoryIsRecordedInItsOrderAndOwesNobodyAnything()
    {
        await using var log = await TestLog.OnSqlite();
        log.Owes = _ => [new OwedNotification("all", "#all")];
        var past = Enumerable.Range(0, 200).Select(_ => Some.Event()).ToList();

        var results = await log.Of<LogImport>().RecordAsync([.. past.Select((e, i) => log.Of<LogImport>().Prepare([e], i % 2 == 0 ? "{\"token\":\"ghp_k3Vw9QzT7mB2xN5cR8yL1pF6hJ4dG0sA3eUo\"}"u8.ToArray() : default))]);

        Assert.All(results, result => Assert.Equal(new PastResult(1, 0, null), result));
        var all = await log.All();
        Assert.Equal(past.Select(e => e.SourceEventId), all.Select(e => e.SourceEventId));
        Assert.Equal("{\"token\":\"[redacted]\"}"u8.ToArray(), await log.Questions.PayloadAsync(all[0], default));
        Assert.Null(all[1].PayloadId);
        Assert.Empty(await log.Outbox.NewestAsync(10, default));
        Assert.Equal(0, log.Wakes);
        Assert.Empty(await log.Questions.SourcesAsync(default));
        Assert.Empty((await log.Of<LogVerifier>().VerifyAsync([], payloads: true, null, default)).Faults);
    }

    [Fact]
    public async Task WhatIsThereAlreadyIsLeftAsItIs()
    {
        await using var log = await TestLog.OnSqlite();
        var told = Some.Event();
        await log.Append(told);
        var past = log.Of<LogImport>().Prepare([told with { Summary = "another story" }, Some.Event()], default);

        Assert.Equal(new PastResult(1, 1, null), Assert.Single(await log.Of<LogImport>().RecordAsync([past])));
        Assert.Equal(new PastResult(0, 2, null), Assert.Single(await log.Of<LogImport>().RecordAsync([past])));
        Assert.Equal(told.Summary, (await log.All())[0].Summary);
    }

    [Fact]
    public async Task ALockedDatabaseMakesItWaitAndNotLose()
    {
        await using var log = await TestLog.OnSqlite();
        await using var other = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={log.File};Pooling=False");
        await other.OpenAsync();
        await using var lockIt = other.CreateCommand();
        lockIt.CommandText = "BEGIN IMMEDIATE";
        await lockIt.ExecuteNonQueryAsync();

        Assert.Null(Assert.Single(await log.Of<LogImport>().RecordAsync([log.Of<LogImport>().Prepare([Some.Event(Actions.Push)], default)])));
    }
}
