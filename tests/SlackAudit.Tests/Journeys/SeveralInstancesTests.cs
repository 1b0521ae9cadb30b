using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using SlackAudit.Events;
using SlackAudit.Record;
using SlackAudit.Tests.Record;
using SlackAudit.Tests.Slack;

namespace SlackAudit.Tests.Journeys;

/// <summary>Three processes on one PostgreSQL database, any of which may die, and so may the server.</summary>
public sealed class SeveralInstancesTests
{
    const int Channels = 4;

    [Fact]
    public async Task ThreeInstancesKeepOneLogAndTellEverythingOnceWhoeverDies()
    {
        await using var server = await PostgresServer.OwnOrGiven();
        var database = await New(server);
        await using var slack = await SlackStandIn.Start();
        var instances = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => RunningService.Start(slack, Settings(database))));
        try
        {
            var load = new Load(instances);
            foreach (var instance in instances)
            {
                await Task.Delay(500);
                await instance.Kill();
                await instance.StartAgain();
            }
            if (server.IsOurs)
            {
                await server.Crash();
                await Task.Delay(1_000);
            }
            await load.Stop();

            await using var log = await TestLog.Open(database);
            var notifications = await Told(log);
            var events = await log.All();
            AssertOneChain(events, await log.Database.HeadAsync(default));
            AssertAllAreThereOnce(load, events);
            AssertEveryChannelHeardAllOfItsOwn(events, notifications, slack.Posts);
        }
        finally
        {
            foreach (var instance in instances) await instance.DisposeAsync();
            await server.Remove(database);
        }
    }

    static async Task<DatabaseSettings> New(PostgresServer server)
    {
        var database = server.NewDatabase();
        var name = new NpgsqlConnectionStringBuilder(database.ConnectionString).Database;
        await server.Execute($"CREATE DATABASE {name}");
        // A server that would answer a commit before it is on disk, and keep it in memory for seconds: what a crash takes then, we would notice.
        await server.Execute($"ALTER DATABASE {name} SET synchronous_commit = off");
        if (server.IsOurs) await server.Execute("ALTER SYSTEM SET wal_writer_delay = '10s'");
        await server.Execute("SELECT pg_reload_conf()");
        return database;
    }

    static Dictionary<string, string> Settings(DatabaseSettings database)
    {
        var settings = new Dictionary<string, string>
        {
            ["Database:Provider"] = "Postgres",
            ["Database:ConnectionString"] = database.ConnectionString,
            ["Sources:generic:Secrets:0"] = Senders.GenericSecret,
        };
        for (var i = 0; i < Channels; i++)
        {
            settings[$"Rules:{i}:Name"] = $"app{i}";
            settings[$"Rules:{i}:When"] = $"deploy app{i}";
            settings[$"Rules:{i}:Channel"] = $"#app{i}";
        }
        return settings;
    }

    static async Task<List<Notification>> Told(TestLog log)
    {
        for (var i = 0; i < 60; i++)
        {
            await using var db = await log.Contexts.CreateDbContextAsync();
            var all = await db.Notifications.AsNoTracking().OrderBy(n => n.Id).ToListAsync();
            if (all.All(n => n.State == NotificationState.Posted)) return all;
            await Task.Delay(1_000);
        }
        Assert.Fail("Something is still owed after a minute.");
        return [];
    }

    static void AssertOneChain(IReadOnlyList<AuditEvent> events, ChainHead head)
    {
        var previous = new byte[32];
        for (var i = 0; i < events.Count; i++)
        {
            Assert.Equal(i + 1, events[i].Id);
            Assert.Equal(Chain.Link(previous, events[i]), events[i].Hash);
            previous = events[i].Hash;
        }
        Assert.Equal((events.Count, Convert.ToHexString(previous)), (head.Sequence, Convert.ToHexString(head.Hash)));
    }

    static void AssertAllAreThereOnce(Load load, IReadOnlyList<AuditEvent> events)
    {
        var recorded = events.Select(e => e.SourceEventId).ToList();
        Assert.True(load.Acknowledged.Count > 200, $"Only {load.Acknowledged.Count} were acknowledged, which proves little.");
        Assert.Equal(recorded.Count, recorded.Distinct().Count());
        Assert.Empty(load.Acknowledged.Keys.Except(recorded));
    }

    static void AssertEveryChannelHeardAllOfItsOwn(IReadOnlyList<AuditEvent> events, List<Notification> notifications, IReadOnlyList<StandInPost> posts)
    {
        var owed = notifications.ToDictionary(n => n.EventId!.Value);
        Assert.Equal(events.Where(e => e.Action == "deploy").Select(e => e.Id), owed.Keys.Order());
        var told = posts.GroupBy(EventOf).ToDictionary(group => group.Key, group => group.ToList());
        Assert.Equal(owed.Keys.Order(), told.Keys.Order());
        foreach (var (id, repeated) in told.Where(each => each.Value.Count > 1))
        {
            Assert.True(owed[id].MayRepeat, $"Event {id} was told {repeated.Count} times, and nobody knew that it might be.");
            Assert.All(repeated.Skip(1), post => Assert.Contains("may be a repeat", post.Message.Text, StringComparison.Ordinal));
        }
        foreach (var channel in posts.GroupBy(post => post.Channel))
        {
            var first = channel.Select(EventOf).Distinct().ToList();
            Assert.Equal(first.Order(), first);
        }
    }

    static long EventOf(StandInPost post) =>
        long.Parse(JsonDocument.Parse(post.Raw["metadata"]).RootElement.GetProperty("event_payload").GetProperty("event_id").GetString()!, CultureInfo.InvariantCulture);

    /// <summary>Senders who repeat every delivery until some instance takes it, as real ones do, and some deliveries twice at once.</summary>
    sealed class Load
    {
        readonly RunningService[] instances;
        readonly List<Task> senders;
        volatile bool stopped;

        public Load(RunningService[] instances)
        {
            this.instances = instances;
            senders = [.. Enumerable.Range(0, 9).Select(sender => Task.Run(() => Send(sender)))];
        }

        public ConcurrentDictionary<string, bool> Acknowledged { get; } = [];

        public Task Stop()
        {
            stopped = true;
            return Task.WhenAll(senders);
        }

        async Task Send(int sender)
        {
            for (var i = 0; !stopped; i++)
            {
                var action = i % 10 == 0 ? "deploy" : "build";
                var body = $$"""{"id":"{{sender}}-{{i}}","action":"{{action}}","app":"app{{(sender + i / 10) % Channels}}"}""";
                List<Task<bool>> tries = [Try(sender + i, body)];
                if (i % 7 == 0) tries.Add(Try(sender + i + 1, body));
                for (var again = 1; !(await Task.WhenAll(tries)).Contains(true); again++)
                {
                    await Task.Delay(50);
                    tries = [Try(sender + i + again, body)];
                }
                Acknowledged[$"{sender}-{i}"] = true;
            }
        }

        async Task<bool> Try(int instance, string body)
        {
            try
            {
                using var answer = await instances[instance % instances.Length].Http.SendAsync(Senders.Generic(body));
                if (answer.StatusCode is HttpStatusCode.Accepted or HttpStatusCode.OK) return true;
                Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
                return false;
            }
            catch (Exception exception) when (exception is HttpRequestException or ObjectDisposedException or OperationCanceledException)
            {
                return false;
            }
        }
    }
}
