using Microsoft.EntityFrameworkCore;
using SlackAudit.Record;
using SlackAudit.Record.Sources;

namespace SlackAudit.Tests.Record.Sources;

public sealed class HourCountsTests
{
    [Fact]
    public async Task WhateverKeepsThemFromBeingWrittenTheyAreKept()
    {
        await using var log = await TestLog.OnSqlite();
        log.Of<HourCounts>().Delivered("github", new AppendResult(1, 0), [Some.Event()], Some.Now);

        // A fault that no database has by itself: the writer does not know it.
        await Execute("ALTER TABLE source_hours RENAME COLUMN events TO others");
        await log.Of<HourCounts>().FlushAsync(default);
        await Execute("ALTER TABLE source_hours RENAME COLUMN others TO events");
        await log.Of<HourCounts>().FlushAsync(default);

        await using var db = await log.Contexts.CreateDbContextAsync();
        Assert.Equal(1, (await db.SourceHours.SingleAsync(hour => hour.Source == "github")).Deliveries);

        async Task Execute(string sql)
        {
            await using var raw = await log.Contexts.CreateDbContextAsync();
            await raw.Database.ExecuteSqlRawAsync(sql);
        }
    }
}
