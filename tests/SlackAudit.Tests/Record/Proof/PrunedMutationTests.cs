using Microsoft.EntityFrameworkCore;
using SlackAudit.Events;
using SlackAudit.Record;
using SlackAudit.Record.Retention;
using SlackAudit.Tests.Record.Retention;

namespace SlackAudit.Tests.Record.Proof;

/// <summary>The proof of a log of which something was pruned: whatever plain SQL does to what is left, verify finds it, every time.</summary>
public sealed class PrunedMutationTests
{
    // So many that change something: many columns hold nothing that could be changed in most of the rows.
    const int Edited = 25;
    const int Tries = 40 * Edited;

    // Of each round of six: 1, 2 and 6 are pruned (6 later), the payload of 5 is, 3 and 4 stay as they are.
    const string Kept = "SELECT id FROM events WHERE id > 0";
    const string OfKeptPayload = "SELECT id FROM events WHERE payload_id IN (SELECT id FROM payloads) OR payload_id IS NULL";
    const string Accounts = "SELECT id FROM events WHERE action = 'delete.prune'";

    static readonly int Seed = Environment.TickCount;

    public static TheoryData<string> EventColumns { get; } = [.. LogRows.EventColumns];

    public static TheoryData<string> RangeColumns { get; } = ["first_id", "last_id", "hash", "newest_at", "pruned_at"];

    [Fact]
    public async Task AnUntouchedLogIsIntactWithWhatIsLeft()
    {
        await using var log = await New();

        var verdict = await log.Verify(await log.Claim(4), await log.Claim(64));

        Assert.Empty(verdict.Faults);
        Assert.Empty(verdict.Unknown);
        Assert.Equal(30, verdict.Pruned);
        Assert.Equal(11L, Scalar(log, "SELECT count(*) FROM pruned_ranges"));
        Assert.Equal(3L, Scalar(log, "SELECT last_id - first_id + 1 FROM pruned_ranges WHERE first_id = 6"));
        Assert.Equal(0L, Scalar(log, "SELECT count(*) FROM payloads WHERE id IN (5, 11, 17)"));
    }

    // One that is given the number of another place may be found there first. An event whose payload was pruned may name any payload that was pruned, or the very same one of the event before: nothing changes.
    [Theory, MemberData(nameof(EventColumns))]
    public Task AnEditOfAnyColumnIsFoundAtItsEvent(string column) =>
        AssertFound(log => (random => Edits.OfColumn(random, "events", column, Edits.TypeOf(column), Draw(log, random, column == "payload_id" ? OfKeptPayload : Kept))), atIt: column != "id");

    [Theory, MemberData(nameof(EventColumns))]
    public Task AnEditOfTheEventThatSaysWhatWasPrunedIsFound(string column) =>
        AssertFound(log => (random => Edits.OfColumn(random, "events", column, Edits.TypeOf(column), Draw(log, random, Accounts))), atIt: column != "id");

    [Theory]
    [InlineData("id")]
    [InlineData("body")]
    [InlineData("length")]
    public Task AnEditOfThePayloadThatSaysWhatWasPrunedIsFound(string column) =>
        AssertFound(log => (random => Edits.OfColumn(random, "payloads", column, Edits.TypeOf(column), Draw(log, random, Accounts))));

    [Theory, MemberData(nameof(RangeColumns))]
    public Task AnEditOfARangeIsFound(string column) =>
        AssertFound(log => (random => Edits.OfColumn(random, "pruned_ranges", column, Edits.TypeOf(column), Draw(log, random, "SELECT first_id FROM pruned_ranges"))), atIt: false);

    [Fact]
    public Task ARemovalIsFound() => AssertFound(log => (random =>
    {
        var first = Draw(log, random, Kept);
        return ($"DELETE FROM events WHERE id BETWEEN {first} AND {first + random.Next(6)}", first);
    }));

    [Fact]
    public Task ARemovalWithARangeMadeForItIsFound() => AssertFound(log => (random =>
    {
        var id = Draw(log, random, $"{Kept} AND id < 61");
        return ($"INSERT INTO pruned_ranges SELECT id, id, hash, occurred_at, recorded_at FROM events WHERE id = {id}; DELETE FROM payloads WHERE id = {id}; DELETE FROM events WHERE id = {id}", 0);
    }));

    [Theory]
    [InlineData("last_id = 9, hash = (SELECT hash FROM events WHERE id = 9)", 9)]
    [InlineData("first_id = 5", 5)]
    public async Task AnEventBesideARangeThatWasRemovedWithTheRangeMadeLongerIsFound(string longer, long gone)
    {
        await using var log = await New();

        Assert.True(log.Edit($"UPDATE pruned_ranges SET {longer} WHERE first_id = 6; DELETE FROM payloads WHERE id = {gone}; DELETE FROM events WHERE id = {gone}"));

        Assert.Contains((await log.Verify()).Faults, fault => fault.Sentence.Contains($"{gone}", StringComparison.Ordinal));
    }

    [Fact]
    public Task ARangeThatWasRemovedIsFound() => AssertFound(log => (random =>
    {
        var first = Draw(log, random, "SELECT first_id FROM pruned_ranges");
        return ($"DELETE FROM pruned_ranges WHERE first_id = {first}", first);
    }));

    [Fact]
    public Task ARangeThatWasSplitOrMovedIsFound() => AssertFound(log => (random =>
    {
        var first = Draw(log, random, "SELECT first_id FROM pruned_ranges WHERE last_id > first_id");
        return random.Next(2) == 0
            ? ($"UPDATE pruned_ranges SET first_id = first_id + 1 WHERE first_id = {first}", 0)
            : ($"INSERT INTO pruned_ranges SELECT last_id, last_id, hash, newest_at, pruned_at FROM pruned_ranges WHERE first_id = {first}; UPDATE pruned_ranges SET last_id = last_id - 1 WHERE first_id = {first}", 0);
    }));

    [Fact]
    public Task AnEventWithinARangeIsFound() => AssertFound(log => (random =>
    {
        var place = Draw(log, random, "SELECT first_id FROM pruned_ranges UNION SELECT last_id FROM pruned_ranges");
        return ($"UPDATE events SET id = {place} WHERE id = {Draw(log, random, Kept)}", 0);
    }));

    [Fact]
    public Task APayloadThatIsGoneWithoutTheLogSayingSoIsFound() => AssertFound(log => (random =>
    {
        var id = Draw(log, random, "SELECT id FROM payloads");
        return ($"DELETE FROM payloads WHERE id = {id}", id);
    }));

    [Fact]
    public Task APayloadThatCameBackOtherThanItWasIsFound() => AssertFound(log => (random =>
        ($"INSERT INTO payloads SELECT {Draw(log, random, "SELECT id FROM events WHERE payload_id = id AND id NOT IN (SELECT id FROM payloads) UNION SELECT first_id FROM pruned_ranges")}, body, length FROM payloads WHERE id = {Draw(log, random, Accounts)}", 0)));

    [Fact]
    public Task ACutEndIsFoundWithoutAnyCheckpointWhereWhatSaysWhatWasPrunedIsCutOff() => AssertFound(log => (random =>
    {
        var last = Draw(log, random, $"{Kept} AND id < 61");
        return ($"DELETE FROM checkpoints; DELETE FROM payloads WHERE id > {last}; DELETE FROM events WHERE id > {last}; DELETE FROM pruned_ranges WHERE first_id > {last}; UPDATE chain_head SET sequence = {last}, hash = (SELECT hash FROM events WHERE id = {last})", 0);
    }));

    [Fact]
    public async Task WhatStandsBetweenTwoGapsCannotBeWrittenAnew()
    {
        await using var log = await New();
        // Events 3, 4 and 5 stand alone between 1, 2 and 6, 7, 8: nothing behind them is linked to them any more, but by what was said.
        Assert.True(log.Edit("DELETE FROM checkpoints; UPDATE events SET actor = 'mallory', actor_key = 'mallory', actor_path = NULL WHERE id = 3"));
        Relink(log, 3, 5);

        var verdict = await log.Verify();

        Assert.Contains(verdict.Faults, fault => fault.EventId == 5 && fault.Sentence.Contains("pruned behind it followed from another hash", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("sequence")]
    [InlineData("hash")]
    public Task AnEditOfAStoredCheckpointIsFoundAlsoWhereItsEventWasPruned(string column) =>
        AssertFound(log => (random => Edits.OfColumn(random, "checkpoints", column, Edits.TypeOf(column), Draw(log, random, "SELECT sequence FROM checkpoints"))), atIt: false);

    static Task<ProvenLog> New() => ProvenLog.New(async log =>
    {
        await log.Of<Checkpoints>().TakeAsync(default);
        log.Age(40);
        await log.Append(Some.Event("approval"));
        RetentionSettings Only(params string[] actions) => new() { Actions = actions.ToDictionary(action => action, _ => (int?)30) };
        await log.Prune(Only("env", "deploy"));
        await log.Append(Some.Event("approval"));
        await log.Prune(Only("login"));
        await log.Prune(new RetentionSettings { PayloadDays = 30, Holds = [new LegalHold("odd", new AuditQuery { Texts = ["approval"] }), new LegalHold("even", new AuditQuery { Shape = QueryShape.List, Actions = ["exec"] })] });
        await log.Append(Some.Event("approval"));
        await log.Of<Checkpoints>().TakeAsync(default);
    });

    static void Relink(ProvenLog log, long first, long last)
    {
        using var connection = log.Open();
        using var db = new SlackAudit.Record.Sqlite.SqliteAuditDbContext(new DbContextOptionsBuilder<SlackAudit.Record.Sqlite.SqliteAuditDbContext>().UseSqlite(connection).Options);
        var hash = db.PrunedRanges.AsNoTracking().Single(range => range.LastId == first - 1).Hash;
        foreach (var e in db.Events.AsNoTracking().Where(e => e.Id >= first && e.Id <= last).OrderBy(e => e.Id).ToList())
        {
            hash = Chain.Link(hash, e);
            db.Database.ExecuteSql($"UPDATE events SET hash = {hash} WHERE id = {e.Id}");
        }
    }

    static async Task AssertFound(Func<ProvenLog, Func<Random, (string Sql, long Id)>> draws, bool atIt = true)
    {
        await using var log = await New();
        var draw = draws(log);
        var random = new Random(Seed);
        var found = 0;
        for (var i = 0; i < Tries && found < Edited; i++)
        {
            log.Restore();
            var (sql, id) = draw(random);
            if (!log.Edit(sql)) continue;
            var verdict = await log.Verify();
            Assert.True(verdict.Faults.Count > 0, $"Not found (seed {Seed}): {sql}");
            if (atIt && id > 0) Assert.True(verdict.Faults.Any(fault => fault.EventId == id), $"Found at {verdict.Faults[0]} instead of {id} (seed {Seed}): {sql}");
            found++;
        }
        Assert.True(found == Edited, $"Only {found} of {Tries} edits changed anything.");
    }

    static long Draw(ProvenLog log, Random random, string ids)
    {
        var count = Scalar(log, $"SELECT count(*) FROM ({ids})");
        return Scalar(log, $"SELECT * FROM ({ids}) ORDER BY 1 LIMIT 1 OFFSET {random.NextInt64(count)}");
    }

    static long Scalar(ProvenLog log, string sql)
    {
        using var connection = log.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }
}
