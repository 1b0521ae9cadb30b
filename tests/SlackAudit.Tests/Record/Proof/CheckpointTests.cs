using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SlackAudit.Record;
using SlackAudit.Record.Proof;

namespace SlackAudit.Tests.Record.Proof;

public sealed class CheckpointTests
{
    [Fact]
    public async Task ACheckpointIsTheNewestEventAndItsHash()
    {
        await using var log = await TestLog.OnSqlite();
        await log.Append(Some.Event(), Some.Event());

        var taken = await log.Of<Checkpoints>().TakeAsync(default);

        var newest = (await log.All())[^1];
        Assert.Equal((2L, Convert.ToHexString(newest.Hash), Some.Now), (taken.Sequence, Convert.ToHexString(taken.Hash), taken.TakenAt));
        Assert.Equal(2L, Assert.Single(await log.Of<Checkpoints>().NewestAsync(10, null, default)).Sequence);
    }

    [Fact]
    public async Task ALogThatHasNotGrownGetsNoSecondOneAndAnEmptyOneNone()
    {
        await using var log = await TestLog.OnSqlite();
        var checkpoints = log.Of<Checkpoints>();

        Assert.Equal(0, (await checkpoints.TakeAsync(default)).Sequence);
        Assert.Empty(await checkpoints.NewestAsync(10, null, default));
        await log.Append(Some.Event());
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => checkpoints.TakeAsync(default))));
        log.Time.Advance(TimeSpan.FromHours(1));
        await checkpoints.TakeAsync(default);
        Assert.Equal(Some.Now, Assert.Single(await checkpoints.NewestAsync(10, null, default)).TakenAt);
    }

    [Fact]
    public async Task TheyAreListedNewestFirstAPageAtATime()
    {
        await using var log = await TestLog.OnSqlite();
        for (var i = 0; i < 5; i++)
        {
            await log.Append(Some.Event());
            await log.Of<Checkpoints>().TakeAsync(default);
        }

        Assert.Equal([5L, 4L], (await log.Of<Checkpoints>().NewestAsync(2, null, default)).Select(c => c.Sequence));
        Assert.Equal([3L, 2L, 1L], (await log.Of<Checkpoints>().NewestAsync(9, 4, default)).Select(c => c.Sequence));
    }

    [Fact]
    public async Task OneThatCannotBeStoredIsGivenAllTheSame()
    {
        await using var log = await TestLog.OnSqlite();
        await log.Append(Some.Event());
        await using var other = new SqliteConnection($"Data Source={log.File};Pooling=False");
        await other.OpenAsync();
        await using var drop = other.CreateCommand();
        drop.CommandText = "CREATE TRIGGER full BEFORE INSERT ON checkpoints BEGIN SELECT RAISE(ABORT, 'no room'); END";
        await drop.ExecuteNonQueryAsync();

        Assert.Equal(1, (await log.Of<Checkpoints>().TakeAsync(default)).Sequence);
        Assert.Empty(await log.Of<Checkpoints>().NewestAsync(9, null, default));
    }

    [Fact]
    public async Task ACutEndWithTheHeadSetBackIsFoundByACheckpointAlone()
    {
        await using var log = await ProvenLog.New();
        var kept = await log.Claim(60);

        Assert.True(log.Edit("DELETE FROM checkpoints; DELETE FROM payloads WHERE id > 40; DELETE FROM events WHERE id > 40; UPDATE chain_head SET sequence = 40, hash = (SELECT hash FROM events WHERE id = 40)"));

        Assert.Empty((await log.Verify()).Faults);
        Assert.Contains("event 60 is missing", Assert.Single((await log.Verify(kept)).Faults).Sentence, StringComparison.Ordinal);
        Assert.Contains("No event has the hash", Assert.Single((await log.Verify(kept with { Sequence = null })).Faults).Sentence, StringComparison.Ordinal);
        Assert.Empty((await log.Verify(await log.Claim(40))).Faults);
    }

    [Fact]
    public async Task ACutEndIsFoundByAStoredCheckpointThatWasForgotten()
    {
        await using var log = await ProvenLog.New();

        Assert.True(log.Edit("DELETE FROM payloads WHERE id > 40; DELETE FROM events WHERE id > 40; UPDATE chain_head SET sequence = 40, hash = (SELECT hash FROM events WHERE id = 40)"));

        Assert.Equal(42, Assert.Single((await log.Verify()).Faults).EventId);
    }

    [Fact]
    public async Task AChainWrittenAnewFromSomeEventOnIsFoundByACheckpointAlone()
    {
        await using var log = await ProvenLog.New();
        var before = await log.Claim(29);
        var after = await log.Claim(31);
        Rewrite(log, from: 30);

        Assert.Empty((await log.Verify(before)).Faults);
        var found = Assert.Single((await log.Verify(before, after)).Faults);
        Assert.Equal(31, found.EventId);
        Assert.NotEmpty((await log.Verify(after with { Sequence = null })).Faults);
    }

    [Fact]
    public async Task TheCheckpointOfAnEmptyLogHoldsForEveryLog()
    {
        await using var log = await ProvenLog.New();

        Assert.Empty((await log.Verify(new CheckpointClaim(0, new byte[32]), new CheckpointClaim(null, new byte[32]))).Faults);
        Assert.NotEmpty((await log.Verify(new CheckpointClaim(0, [.. Enumerable.Repeat((byte)1, 32)]))).Faults);
    }

    [Theory]
    [InlineData("{0}", null)]
    [InlineData("  {0} ", null)]
    [InlineData("41 {0}", 41)]
    [InlineData("41:{0}", 41)]
    [InlineData("41: {0}", 41)]
    [InlineData("checkpoint `41 {0}`", 41)]
    public void ACheckpointIsReadAsItIsCopiedOutOfAMessage(string text, int? sequence)
    {
        var hash = string.Concat(Enumerable.Repeat("0aBc", 16));

        Assert.True(CheckpointClaim.TryParse(string.Format(null, text, hash), out var claim));
        Assert.Equal((sequence, hash.ToUpperInvariant()), ((int?)claim.Sequence, Convert.ToHexString(claim.Hash)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("41")]
    [InlineData("41 {0}0")]
    [InlineData("-41 {0}")]
    [InlineData("99999999999999999999 {0}")]
    [InlineData("{0} {0}")]
    public void AnythingElseIsNoCheckpoint(string text) =>
        Assert.False(CheckpointClaim.TryParse(string.Format(null, text, new string('a', 64)), out _));

    /// <summary>What somebody who knows how the chain is made would do after changing an event: link all that follows anew.</summary>
    static void Rewrite(ProvenLog log, long from)
    {
        Assert.True(log.Edit($"DELETE FROM checkpoints; UPDATE events SET actor = 'mallory', actor_key = 'mallory', actor_path = NULL WHERE id = {from}"));
        using var connection = log.Open();
        var options = new DbContextOptionsBuilder<SlackAudit.Record.Sqlite.SqliteAuditDbContext>().UseSqlite(connection).Options;
        using var db = new SlackAudit.Record.Sqlite.SqliteAuditDbContext(options);
        var hash = db.Events.AsNoTracking().Single(e => e.Id == from - 1).Hash;
        foreach (var e in db.Events.AsNoTracking().Where(e => e.Id >= from).OrderBy(e => e.Id).ToList())
        {
            hash = Chain.Link(hash, e);
            db.Database.ExecuteSql($"UPDATE events SET hash = {hash} WHERE id = {e.Id}");
        }
        db.Database.ExecuteSql($"UPDATE chain_head SET hash = {hash}");
    }
}
