using System.Collections.Concurrent;
using System.Net;
using Microsoft.Data.Sqlite;
using SlackAudit.Record;
using SlackAudit.Tests.Record;

namespace SlackAudit.Tests.Journeys;

/// <summary>Old events go while the service runs, is killed, and is asked to do it at once.</summary>
public sealed class PruneJourneyTests : IDisposable
{
    const int OldEvents = 20_000;

    static readonly DateTimeOffset LongAgo = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    readonly string folder = Directory.CreateTempSubdirectory("slackaudit-prune-").FullName;

    static Dictionary<string, string> Keeping(string days) => new(Senders.Settings) { ["Retention:Days"] = days };

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task KilledAnywhereAndUnderLoadNothingIsLostOrRefusedAndTheLogVerifies()
    {
        await Fill();
        var random = new Random();
        var acknowledged = new ConcurrentBag<string>();
        await using var service = await RunningService.Start(null, Keeping("365"), folder);
        for (var round = 0; round < 5; round++)
        {
            var senders = Enumerable.Range(0, 4).Select(sender => Task.Run(() => SendUntilDead(service, $"{round}-{sender}", acknowledged))).ToList();
            // A machine may be busy with other tests: somebody was answered before it ends.
            var answered = acknowledged.Count;
            while (acknowledged.Count == answered && !senders.TrueForAll(sender => sender.IsCompleted)) await Task.Delay(5);
            await Task.Delay(random.Next(20, 500));
            await service.Kill();
            await Task.WhenAll(senders);
            var (code, said, _) = await service.Run("verify");
            Assert.True(code == 0, said);
            await service.StartAgain();
        }
        while (await Left() > 0) await Task.Delay(100);
        Assert.Equal(0, await service.Stop());

        var (intact, verdict, _) = await service.Run("verify");
        var (_, output, _) = await service.Run("ask", "deploy", "--json");
        Assert.True(intact == 0, verdict);
        Assert.Contains("(20,000 of them pruned, as the log says)", verdict, StringComparison.Ordinal);
        Assert.Equal(1L, await Scalar("SELECT count(*) FROM pruned_ranges"));
        Assert.Equal(OldEvents, await Scalar("SELECT last_id FROM pruned_ranges"));
        Assert.All(acknowledged, id => Assert.Contains($"\"{id}\"", output, StringComparison.Ordinal));
    }

    [Fact]
    public async Task TheVerbSaysWhatWouldGoAndThenDoesIt()
    {
        await Fill();
        Task<(int Code, string Output, string Error)> Run(string days, params string[] verb) => RunningService.Run(folder, Keeping(days), verb);

        var (none, kept, _) = await RunningService.Run(folder, [], "prune");
        var (would, dry, _) = await Run("365", "prune", "--dry-run");
        var before = await Left();
        var (done, said, _) = await Run("365", "prune");
        var (again, nothing, _) = await Run("365", "prune");
        var (wrong, _, sentence) = await Run("a year", "prune");

        Assert.Equal((0, 0, 0, 0, 2), (none, would, done, again, wrong));
        Assert.Contains("Nothing is ever pruned", kept, StringComparison.Ordinal);
        Assert.Contains("Would prune 20,000 events", dry, StringComparison.Ordinal);
        Assert.Equal(OldEvents, before);
        Assert.Contains("20,000  push", said, StringComparison.Ordinal);
        Assert.Contains("Pruned 20,000 events", said, StringComparison.Ordinal);
        Assert.Contains("Pruned 0 events", nothing, StringComparison.Ordinal);
        Assert.Contains("Retention:Days is \"a year\"", sentence, StringComparison.Ordinal);
        Assert.Equal(0, (await Run("365", "verify")).Code);
        Assert.Contains("pruned 1,000 events recorded 2020-01-01", (await Run("365", "ask", "last delete")).Output, StringComparison.Ordinal);
        Assert.Contains("were pruned, except what is kept longer", (await Run("365", "ask", "pushes")).Output, StringComparison.Ordinal);
    }

    async Task Fill()
    {
        Directory.CreateDirectory(Path.Combine(folder, "data"));
        await using var log = await TestLog.Open(new DatabaseSettings { ConnectionString = $"Data Source={Path.Combine(folder, "data", "slackaudit.db")};Pooling=False" });
        log.Time.AdjustTime(LongAgo);
        for (var i = 0; i < OldEvents / 100; i++)
            await log.Append([.. Enumerable.Range(0, 100).Select(_ => Some.Event("push") with { OccurredAt = LongAgo })]);
    }

    static async Task SendUntilDead(RunningService service, string prefix, ConcurrentBag<string> acknowledged)
    {
        for (var i = 0; i < 2_000; i++)
        {
            try
            {
                using var answer = await service.Http.SendAsync(Senders.Generic($$"""{"id":"{{prefix}}-{{i}}","action":"deploy","app":"myapp"}"""));
                Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
                acknowledged.Add($"{prefix}-{i}");
            }
            catch (HttpRequestException)
            {
                break;
            }
        }
    }

    Task<long> Left() => Scalar("SELECT count(*) FROM events WHERE action = 'push'");

    async Task<long> Scalar(string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "data", "slackaudit.db")};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
