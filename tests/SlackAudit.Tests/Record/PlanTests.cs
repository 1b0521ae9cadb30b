using System.Data.Common;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using SlackAudit.Events;
using SlackAudit.Record;
using SlackAudit.Record.Asking;
using SlackAudit.Record.News;
using SlackAudit.Record.Postgres;
using SlackAudit.Record.Sqlite;

namespace SlackAudit.Tests.Record;

/// <summary>How engines mean to answer: never by reading all events.</summary>
public sealed partial class PlanTests
{
    static readonly PeopleSettings People = new(
        [
            new("carol", [new("github", "carol-gh"), new(null, "carol@example.com"), new("convox", "user7"), new("github", "ops/carol")]),
            new("dave", [new(null, "carol"), new("github", "dave-gh")]),
        ],
        new Dictionary<string, string> { ["github"] = "github", ["labs"] = "github" });

    public static TheoryData<string> Questions() =>
    [
        "", "last deploy myapp", "last 5 deploys myapp", "last deploy acme/myapp", "deploys today", "failed deploys since 7d", "last failed deploy myapp", "myapp", "myapp, other",
        "who touched prod-db last week", "exec, ssh, db in production since yesterday", "env.change since 7d", "by @alice since monday", "by me", "not by alice",
        "sensitive since 24h", "from cloudtrail", "deploys in production", "\"rollback\"", "deploys myapp \"rollback\"", "app:myapp target:prod-db by alice",
        "count deploys per app since 30d", "count deploys per day since 30d", "count deploys since 30d", "count per source since 30d", "count deploys myapp per actor since 30d",
        "by carol", "carol", "by carol, dave since 7d", "last deploy by carol", "count by carol", "who deployed myapp", "not by carol since 7d", "by carol-gh",
    ];

    [Theory]
    [MemberData(nameof(Questions))]
    public async Task SqliteSeeks(string question)
    {
        await using var log = await TestLog.OnSqlite();
        await log.Append(Some.Event());
        await log.Of<SqliteTextFeed>().FeedAllAsync(default);
        var heard = await Heard(() => Listening(log), question, log.Of<SqliteTextIndex>());
        await AssertSeeksAsync(log, heard);
    }

    [Fact]
    public async Task SqliteSeeksForNews()
    {
        await using var log = await TestLog.OnSqlite();
        await log.Append(Some.Event());
        var heard = await HeardOfNews(() => Listening(log));

        Assert.InRange(heard.Count, 18, 40);
        await AssertSeeksAsync(log, heard);
    }

    static async Task AssertSeeksAsync(TestLog log, IEnumerable<(string Sql, (string Name, object? Value)[] Parameters)> heard)
    {
        await using var connection = new SqliteConnection(log.Settings.ConnectionString);
        await connection.OpenAsync();
        connection.CreateFunction("lower", (string? text) => text);

        foreach (var (sql, parameters) in heard)
        {
            var plan = new List<string>();
            await using var explain = connection.CreateCommand();
            explain.CommandText = "EXPLAIN QUERY PLAN " + sql;
            explain.Parameters.AddRange(parameters.Select(each => new SqliteParameter(each.Name, each.Value ?? DBNull.Value)));
            await using var reader = await explain.ExecuteReaderAsync();
            while (await reader.ReadAsync()) plan.Add(reader.GetString(3));
            var all = string.Join("\n", plan.Append(sql));
            var aliases = Aliases().Matches(sql).Select(match => match.Groups[1].Value).ToHashSet();
            var events = plan.Where(line => line.Split(' ') is ["SEARCH" or "SCAN", var table, ..] && aliases.Contains(table)).ToList();
            // Along the time a page is read from its newest end on.
            Assert.True(events.All(line => line.StartsWith("SEARCH", StringComparison.Ordinal) || line.Contains("IX_events_occurred_at", StringComparison.Ordinal)), all);
            if (events.Any(line => line.StartsWith("SCAN", StringComparison.Ordinal))) Assert.DoesNotContain(plan, line => line.Contains("TEMP B-TREE", StringComparison.Ordinal));
        }
    }

    static SqliteAuditDbContext Listening(TestLog log) => new(new DbContextOptionsBuilder<SqliteAuditDbContext>().UseSqlite(log.Settings.ConnectionString)
        .AddInterceptors(new SqliteReading(new SqlitePlace(log.Settings.ConnectionString)), Listener.Instance).Options);

    [Fact]
    public async Task PostgresSeeks()
    {
        var server = PostgresServer.Given();
        var database = server.NewDatabase();
        await using var log = await TestLog.Open(database, () => server.Remove(database));
        await using (var db = await log.Contexts.CreateDbContextAsync())
        {
            await db.Database.ExecuteSqlRawAsync("""
                INSERT INTO events (id, source, source_event_id, action, action_root, actor, actor_key, actor_trust, app, app_key, app_path, target, target_key,
                    scope, scope_key, outcome, sensitive, occurred_at, recorded_at, summary, hash)
                SELECT i, 'github', 'e' || i, word, word, 'user' || i % 200, 'user' || i % 200, 'verified', 'acme/app' || i % 300, 'app' || i % 300, 'acme/app' || i % 300,
                    'db' || i % 900, 'db' || i % 900, 'production', 'production', 'success', i % 50 = 0, at, at, 'user did ' || word || ' number ' || i, '\x00'
                FROM (SELECT i, (ARRAY['push', 'build', 'deploy', 'exec', 'ssh', 'db', 'env.change', 'login'])[1 + i % 8] AS word,
                    timestamptz '2026-03-02 14:00Z' - i * interval '2 minutes' AS at FROM generate_series(1, 200000) AS i) AS made
                """);
            await db.Database.ExecuteSqlRawAsync("VACUUM ANALYZE events");
        }
        foreach (var question in Questions()) await AssertSeeksAsync(await Heard(Open, question.Data, null), question.Data);
        await AssertSeeksAsync(await HeardOfNews(Open), "news");

        PostgresAuditDbContext Open() => new(new DbContextOptionsBuilder<PostgresAuditDbContext>().UseNpgsql(database.ConnectionString)
            .AddInterceptors(PostgresLower.Instance, Listener.Instance).Options);

        async Task AssertSeeksAsync(IEnumerable<(string Sql, (string Name, object? Value)[] Parameters)> heard, string asked)
        {
            await using var connection = new NpgsqlConnection(database.ConnectionString);
            await connection.OpenAsync();
            foreach (var (sql, parameters) in heard)
            {
                var plan = new List<string>();
                await using var explain = new NpgsqlCommand("EXPLAIN " + sql, connection);
                foreach (var (name, value) in parameters) explain.Parameters.AddWithValue(name, value ?? DBNull.Value);
                await using var reader = await explain.ExecuteReaderAsync();
                while (await reader.ReadAsync()) plan.Add(reader.GetString(0));
                Assert.False(plan.Any(line => line.Contains("Seq Scan on events", StringComparison.Ordinal)), $"{asked}\n{string.Join("\n", plan.Append(sql))}");
            }
        }
    }

    static async Task<List<(string Sql, (string Name, object? Value)[] Parameters)>> HeardOfNews(Func<AuditDbContext> open)
    {
        Listener.Heard.Value = [];
        var news = new LogNews(new Contexts(open));
        var period = new AuditQuery { Since = Some.Now.AddDays(-1), Until = Some.Now };
        foreach (var digest in new[] { period, period with { Apps = ["acme/shop"] }, period with { Actions = ["exec", "ssh"], Scopes = ["production"] } })
        {
            await news.DoingsAsync(digest, default);
            await news.CountByScopeAsync(digest with { Actions = ["deploy"], Outcomes = [Outcome.Success, Outcome.Failure] }, default);
            await news.HappenedWithinAsync(new() { Apps = ["acme/shop"], Actions = ["env.change"] }, digest, default);
        }
        AuditQuery person = new AuditQuery { Actors = ["carol"], Apps = ["acme/shop"] }.Knowing(People.Known);
        foreach (var asked in new[] { person, new() { Actors = ["zoe"], Targets = ["prod-db"] }, new() { Actions = ["env.change"] }, new() { Apps = ["acme/shop"], Actions = ["exec"] } })
            await news.HappenedAsync(asked, Some.Now, default);
        await news.BeginsAtAsync(default);
        return Listener.Heard.Value;
    }

    static async Task<List<(string Sql, (string Name, object? Value)[] Parameters)>> Heard(Func<AuditDbContext> open, string text, SqliteTextIndex? texts)
    {
        var query = Question.Parse(text, new QuestionContext(Some.Now, TimeZoneInfo.Utc, ["alice"]) { People = People.Known }).Query ?? new AuditQuery();
        Listener.Heard.Value = [];
        await new SlackAudit.Record.Questions(new Contexts(open), TimeProvider.System, texts, new Limits { Few = 0, TextWindow = 1_000 }, new Identities(new Contexts(open), People, NullLogger<Identities>.Instance)).AskAsync(query, TimeZoneInfo.Utc, 50, new PageStart(Some.Now.AddDays(1), 5), default);
        return Listener.Heard.Value.Where(each => each.Sql.Contains("events", StringComparison.Ordinal)).ToList();
    }

    [GeneratedRegex("\"events\" AS \"(\\w+)\"")]
    private static partial Regex Aliases();

    sealed class Contexts(Func<AuditDbContext> open) : IDbContextFactory<AuditDbContext>
    {
        public AuditDbContext CreateDbContext() => open();
    }

    sealed class Listener : DbCommandInterceptor
    {
        public static readonly Listener Instance = new();

        public static readonly AsyncLocal<List<(string Sql, (string Name, object? Value)[] Parameters)>?> Heard = new();

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            Heard.Value?.Add((command.CommandText, [.. command.Parameters.Cast<DbParameter>().Select(each => (each.ParameterName, each.Value))]));
            return ValueTask.FromResult(result);
        }
    }
}
