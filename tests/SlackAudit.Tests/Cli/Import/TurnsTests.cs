using Microsoft.Data.Sqlite;
using SlackAudit.Cli;
using SlackAudit.Cli.Import;
using SlackAudit.Receive.Generic;
using SlackAudit.Record;
using SlackAudit.Tests.Record;

namespace SlackAudit.Tests.Cli.Import;

/// <summary>An import and a service on one SQLite file: whoever waits for the file gets it, however long the import is.</summary>
public sealed class TurnsTests
{
    const int Batches = 12;
    const int LinesInABatch = 2048;

    // How long SQLite sleeps at most before it asks for the file again, and how long a service asks before it refuses a delivery.
    static readonly TimeSpan BetweenAsks = TimeSpan.FromMilliseconds(100);
    static readonly TimeSpan AsksFor = TimeSpan.FromSeconds(2);

    [Fact]
    public async Task AnImportLeavesTheFileToOthersLongEnoughAndOftenEnough()
    {
        await using var log = await TestLog.OnSqlite();
        var file = Path.Combine(Path.GetDirectoryName(log.File)!, "many.ndjson");
        await File.WriteAllLinesAsync(file, Enumerable.Range(0, Batches * LinesInABatch).Select(i => $"{{\"action\":\"deploy\",\"id\":\"past-{i}\"}}"));
        var clock = new WorkingClock(() => Append(log.File));

        var recorded = await TerminalProgress.RunAsync("importing", quiet: true, async progress =>
        {
            var type = new GenericSource();
            var importing = new Importing(log.Of<LogImport>(), new ImportReading("generic", type), type.MaxBodyBytes, leavesTurns: true, progress, clock);
            await importing.RunAsync([file], Some.Now, default);
            return importing.Recorded;
        });

        Assert.Equal(Batches * LinesInABatch, recorded);
        Assert.InRange(clock.Turns.Count, 2, Batches);
        Assert.All(clock.Turns, turn => Assert.True(turn.LeftFor > BetweenAsks));
        var without = clock.Turns.Select((turn, i) => turn.At - (i == 0 ? TimeSpan.Zero : clock.Turns[i - 1].At)).Append(clock.Now - clock.Turns[^1].At);
        Assert.All(without, kept => Assert.True(kept < AsksFor - BetweenAsks));
        Assert.Equal(clock.Turns.Count, await Count(log.File));
    }

    // At once or not at all: nobody else may have the file during a turn.
    static void Append(string file)
    {
        using var other = new SqliteConnection($"Data Source={file};Pooling=False;Default Timeout=0");
        other.Open();
        using var command = other.CreateCommand();
        command.CommandText = "PRAGMA busy_timeout = 0; BEGIN IMMEDIATE; INSERT INTO source_health (source, refused) VALUES (hex(randomblob(8)), 0); COMMIT;";
        command.ExecuteNonQuery();
    }

    static async Task<int> Count(string file)
    {
        await using var other = new SqliteConnection($"Data Source={file};Pooling=False");
        await other.OpenAsync();
        await using var command = other.CreateCommand();
        command.CommandText = "SELECT count(*) FROM source_health";
        return Convert.ToInt32(await command.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>By this clock each look at it takes as long as a batch on a slow disk, and in each pause somebody else has a turn.</summary>
    sealed class WorkingClock(Action takeTurn) : TimeProvider
    {
        static readonly TimeSpan ABatch = TimeSpan.FromMilliseconds(300);

        public TimeSpan Now { get; private set; }

        public List<(TimeSpan At, TimeSpan LeftFor)> Turns { get; } = [];

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp()
        {
            Now += ABatch;
            return Now.Ticks;
        }

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Turns.Add((Now, dueTime));
            takeTurn();
            return System.CreateTimer(callback, state, TimeSpan.FromMilliseconds(1), period);
        }
    }
}
