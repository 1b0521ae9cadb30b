using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Moq;
using SlackAudit.Receive;
using SlackAudit.Record;
using SlackAudit.Record.Sources;
using SlackAudit.Tests.Record;

namespace SlackAudit.Tests.Receive;

public sealed class RefusalsTests
{
    [Fact]
    public async Task WhatTheLogCannotCountDoesNotEndTheService()
    {
        await using var log = await TestLog.OnSqlite();
        var counted = 0;
        var broken = new Mock<IAuditLog>();
        broken.Setup(each => each.RefusedAsync("github", It.IsAny<IReadOnlyList<RefusedDeliveries>>(), It.IsAny<string?>(), It.IsAny<CancellationToken>()))
            .Returns(() => Interlocked.Increment(ref counted) == 1 ? throw new InvalidOperationException("no such text") : Task.CompletedTask);
        using var refusals = new Refusals(broken.Object, log.Of<SourceWatch>(), log.Time, NullLogger<Refusals>.Instance);
        await refusals.StartAsync(default);

        for (var told = 1; told <= 2; told++)
        {
            refusals.Note("github", RefusalReasons.Unreadable, "The body is empty.", new DefaultHttpContext());
            while (Volatile.Read(ref counted) < told && refusals.ExecuteTask is { IsFaulted: false })
            {
                log.Time.Advance(TimeSpan.FromSeconds(1));
                await Task.Delay(5);
            }
        }
        await refusals.StopAsync(default);

        Assert.Equal((2, true), (counted, refusals.ExecuteTask!.IsCompletedSuccessfully));
    }
}
