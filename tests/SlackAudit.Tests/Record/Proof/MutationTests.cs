using SlackAudit.Record;

namespace SlackAudit.Tests.Record.Proof;

/// <summary>The proof of the proof: whatever plain SQL does to the log, verify finds it, every time, and says where it begins.</summary>
public sealed class MutationTests
{
    // So many that change something: many columns hold nothing that could be changed in most of the rows.
    const int Edited = 30;
    const int Tries = 40 * Edited;

    // Random each time, so that the many runs of these tests try many edits; a failure says the number and the statement.
    static readonly int Seed = Environment.TickCount;

    public static TheoryData<string> Columns { get; } = [.. LogRows.EventColumns];

    [Fact]
    public async Task AnUntouchedLogIsIntact()
    {
        await using var log = await ProvenLog.New();

        var verdict = await log.Verify(await log.Claim(20), await log.Claim(60));

        Assert.Empty(verdict.Faults);
        Assert.Equal((60, 5, 40), (verdict.Events, verdict.Checkpoints, verdict.Payloads));
    }

    [Theory, MemberData(nameof(Columns))]
    public async Task AnEditOfAnyColumnIsFoundAtItsEvent(string column)
    {
        await AssertFound((random, _) => Edits.OfColumn(random, "events", column, Edits.TypeOf(column), random.Next(1, Edits.Events + 1)), atIt: true);
    }

    [Fact]
    public Task ARemovalIsFoundAtTheFirstThatIsGone() => AssertFound((random, _) => Edits.Removal(random), atIt: true);

    [Fact]
    public Task ASwapIsFoundAtTheFirstOfTheTwo() => AssertFound((random, _) => Edits.Swap(random), atIt: true, "out of order");

    [Fact]
    public Task AMovedEventIsFoundWhereItWas() => AssertFound((random, _) => Edits.Move(random), atIt: true);

    [Fact]
    public Task ARemovalWhoseGapWasClosedIsFound() => AssertFound((random, _) => Edits.Closing(random), atIt: true);

    [Fact]
    public Task AnInsertionIsFoundAtItsPlace() => AssertFound((random, _) => Edits.Insertion(random), atIt: true);

    [Fact]
    public Task AnInsertionOutsideOfTheChainIsFound() => AssertFound((random, _) => Edits.Outside(random), atIt: false, "inserted");

    [Theory]
    [InlineData("body", "BLOB")]
    [InlineData("length", "INTEGER")]
    [InlineData("id", "INTEGER")]
    public Task AnEditOfAKeptPayloadIsFound(string column, string type) =>
        AssertFound((random, log) => Edits.OfColumn(random, "payloads", column, type, PayloadId(random, log)), atIt: false);

    [Theory]
    [InlineData("id", "INTEGER")]
    [InlineData("sequence", "INTEGER")]
    [InlineData("hash", "BLOB")]
    public Task AnEditOfTheHeadIsFound(string column, string type) =>
        AssertFound((random, _) => Edits.OfColumn(random, "chain_head", column, type, 1), atIt: false);

    [Theory]
    [InlineData("DELETE FROM chain_head")]
    [InlineData("INSERT INTO chain_head SELECT 2, sequence, hash FROM chain_head")]
    [InlineData("INSERT INTO payloads SELECT 1000, body, length FROM payloads WHERE id = 1")]
    [InlineData("INSERT INTO payloads SELECT -1, body, length FROM payloads WHERE id = 1")]
    [InlineData("INSERT INTO payloads SELECT 2, body, length FROM payloads WHERE id = 1")]
    [InlineData("INSERT INTO payloads SELECT 3, body, length FROM payloads WHERE id = 1")]
    public async Task ARowThatIsMissingOrTooMuchBesideTheEventsIsFound(string sql)
    {
        await using var log = await ProvenLog.New();

        Assert.True(log.Edit(sql));
        Assert.NotEmpty((await log.Verify()).Faults);
    }

    [Theory]
    [InlineData("DELETE FROM correlations WHERE event_id = 13", 13)]
    [InlineData("DELETE FROM correlations WHERE reference_key = (SELECT reference_key FROM correlations WHERE event_id = 3 LIMIT 1)", 3)]
    [InlineData("UPDATE correlations SET reference_key = reference_key + 1 WHERE event_id = 13", 13)]
    [InlineData("UPDATE correlations SET reference_key = CAST(reference_key AS BLOB) WHERE event_id = 13", 13)]
    [InlineData("UPDATE correlations SET occurred_at = occurred_at + 1 WHERE event_id = 13", 13)]
    [InlineData("UPDATE correlations SET event_id = 14 WHERE event_id = 13", 13)]
    [InlineData("INSERT INTO correlations VALUES (26, 1, 14)", 14)]
    public async Task ARowByWhichAStoryIsFoundIsHeldAgainstItsEvent(string sql, long id)
    {
        await using var log = await ProvenLog.New();

        Assert.True(log.Edit(sql));
        Assert.Equal(id, Assert.Single((await log.Verify()).Faults).EventId);
    }

    [Theory]
    [InlineData("sequence", "INTEGER")]
    [InlineData("hash", "BLOB")]
    public Task AnEditOfAStoredCheckpointIsFound(string column, string type) =>
        AssertFound((random, _) => Edits.OfColumn(random, "checkpoints", column, type, new[] { 18, 42, 60 }[random.Next(3)]), atIt: false);

    [Fact]
    public async Task AKeptPayloadThatIsGoneWithoutTheLogSayingSoIsFoundAtItsEvent()
    {
        await using var log = await ProvenLog.New();

        Assert.True(log.Edit("DELETE FROM payloads WHERE id >= 13 AND id < 30"));
        var some = await log.Verify();
        Assert.True(log.Edit("DELETE FROM payloads"));
        var all = await log.Verify();

        Assert.Equal(13, Assert.Single(some.Faults).EventId);
        Assert.Equal(1, Assert.Single(all.Faults).EventId);
    }

    static async Task AssertFound(Func<Random, ProvenLog, (string Sql, long Id)> draw, bool atIt, string? said = null)
    {
        await using var log = await ProvenLog.New();
        var random = new Random(Seed);
        var found = 0;
        for (var i = 0; i < Tries && found < Edited; i++)
        {
            log.Restore();
            var (sql, id) = draw(random, log);
            if (!log.Edit(sql)) continue;
            var verdict = await log.Verify();
            Assert.True(verdict.Faults.Count > 0, $"Not found (seed {Seed}): {sql}");
            // A row that was given the number of another place is missing where it was, or stands where it must not.
            if (atIt && verdict.Faults[0].EventId > 0) Assert.True(verdict.Faults[0].EventId == id, $"Found at {verdict.Faults[0]} instead of {id} (seed {Seed}): {sql}");
            if (said is not null) Assert.Contains(verdict.Faults, fault => fault.Sentence.Contains(said, StringComparison.Ordinal));
            found++;
        }
        Assert.True(found == Edited, $"Only {found} of {Tries} edits changed anything.");
    }

    static long PayloadId(Random random, ProvenLog log)
    {
        using var connection = log.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT id FROM payloads WHERE id >= {random.Next(1, Edits.Events)} ORDER BY id LIMIT 1";
        return (long)command.ExecuteScalar()!;
    }
}
