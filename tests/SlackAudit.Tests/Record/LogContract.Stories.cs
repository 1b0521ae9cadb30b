using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using SlackAudit.Events;
using SlackAudit.Record;
using SlackAudit.Record.Stories;
using SlackAudit.Tests.Record.Retention;
using SlackAudit.Tests.Record.Stories;

namespace SlackAudit.Tests.Record;

/// <summary>What events refer to is found again, proven, and pruned with them.</summary>
public abstract partial class LogContract
{
    [Fact]
    public async Task AChangeIsToldWholeAndVerifies()
    {
        await using var log = await NewLog();
        await log.Append([.. Shipped.Noise(), .. Shipped.Change().Reverse()]);
        var deploy = (await log.All()).Last(e => e.Action == Actions.Deploy && e.Outcome == Outcome.Success && e.Scope == "production");

        Assert.Equal(Shipped.Told, Shipped.Lines(await log.Of<StoryReader>().OfAsync(deploy, default)));
        Assert.Empty((await log.Verify()).Faults);
    }

    [Fact]
    public async Task ASessionWhoseOtherEndIsNotInTheAnswerStillHasIt()
    {
        await using var log = await NewLog();
        await log.Append(
            Some.Event(Actions.Exec) with { Correlation = "session:a", Outcome = Outcome.Started },
            Some.Event(Actions.Exec) with { Correlation = "session:a", OccurredAt = Some.Now.AddMinutes(12) },
            Some.Event(Actions.Exec) with { Correlation = "session:b", Outcome = Outcome.Started });

        var answer = new Answer { Query = new AuditQuery(), Events = [.. (await log.All()).Where(e => e.Id != 2)] };
        var told = await log.Of<StoryReader>().TellAsync(answer, default);

        Assert.Equal([(1L, TimeSpan.FromMinutes(12)), (3L, null)], told.Lines.Select(line => (line.Event.Id, line.Session?.Duration)));
        Assert.All(told.Lines, line => Assert.Null(line.EndId));
    }

    [Fact]
    public async Task WhatAPrunedEventReferredToGoesWithIt()
    {
        await using var log = await NewLog();
        await log.Append(Some.Event() with { Correlation = "release:a/R1 run:1" });
        log.Age(31);
        await log.Append(Some.Event() with { Correlation = "release:a/R1" });

        await log.Prune(Old.Days(30));

        await using var db = await log.Contexts.CreateDbContextAsync();
        Assert.Equal((2L, Correlation.KeyOf("release:a/R1")), (await db.Correlations.AsNoTracking().ToListAsync()) is [var kept] ? (kept.EventId, kept.ReferenceKey) : default);
        Assert.Null(await log.Of<StoryReader>().OfAsync((await log.All()).Single(e => e.Id == 2), default));
        Assert.Empty((await log.Verify()).Faults);
    }

    [Fact]
    public async Task AReferenceLeadsOnlyToEventsThatHaveIt()
    {
        await using var log = await NewLog();
        await log.Append(Some.Event() with { Correlation = "release:a/R1" }, Some.Event("exec"), Some.Event() with { Correlation = "release:a/r1" });
        await using (var db = await log.Contexts.CreateDbContextAsync())
        {
            db.Add(new Correlation { ReferenceKey = Correlation.KeyOf("release:a/R1"), OccurredAt = Some.Now, EventId = 2 });
            await db.SaveChangesAsync();
        }

        Assert.Null(await log.Of<StoryReader>().OfAsync((await log.All())[0], default));
    }

    [Fact]
    public async Task ReferencesThatAnOlderVersionKeptWholeLeadToTheirStoryAsBefore()
    {
        await using var log = await NewLog();
        await log.Append(Some.Event() with { Correlation = "release:a/R1 run:語" }, Some.Event() with { Correlation = "release:a/R1" });
        await using (var db = await log.Contexts.CreateDbContextAsync())
        {
            var before = db.Database.GetMigrations().TakeWhile(migration => !migration.EndsWith("_ReferenceKeys", StringComparison.Ordinal)).Last();
            await db.GetService<IMigrator>().MigrateAsync(before);
            await db.Database.ExecuteSqlRawAsync("INSERT INTO correlations SELECT 'release:a/R1', occurred_at, id FROM events");
            await db.Database.ExecuteSqlAsync($"INSERT INTO correlations SELECT {"run:語"}, occurred_at, id FROM events WHERE id = 1");
        }

        await log.Database.MigrateAsync(default);

        Assert.Empty((await log.Verify()).Faults);
        Assert.Equal(2, (await log.Of<StoryReader>().OfAsync((await log.All())[0], default))?.Events.Count);
    }

    [Fact]
    public async Task HostileReferencesAreBoundedBeforeTheyAreRecorded()
    {
        await using var log = await NewLog();
        var many = string.Join(' ', Enumerable.Range(0, 10_000).Select(i => $"run:{i}"));

        await log.Append(
            Some.Event() with { Correlation = many }, Some.Event() with { Correlation = "run:" + new string('x', 1_000_000) },
            Some.Event() with { Correlation = "\0 : :: a: \u202e:x run:a\u202eb  " }, Some.Event() with { Correlation = "token:AKIAIOSFODNN7EXAMPLE run:1" },
            Some.Event() with { Correlation = string.Join(' ', Enumerable.Range(0, 8).Select(i => $"k{i}:{i}{new string('語', 190)}")) });

        Assert.Equal(["run:0 run:1 run:2 run:3 run:4 run:5 run:6 run:7", null, null, "run:1"], (await log.All()).Take(4).Select(e => e.Correlation));
        Assert.Equal($"k0:0{new string('語', 190)} k1:1{new string('語', 190)}", (await log.All())[4].Correlation);
        Assert.Empty((await log.Verify()).Faults);
    }
}
