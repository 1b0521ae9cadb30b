using System.Data;
using System.Data.Common;
using CsCheck;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using SlackAudit.Events;
using SlackAudit.Record;
using SlackAudit.Record.Messages;
using SlackAudit.Record.News;
using SlackAudit.Record.SqlServer;
using SlackAudit.Tests.Events;

namespace SlackAudit.Tests.Record;

public sealed class QuestionSqlTests
{
    static readonly Gen<AuditQuery> AnyShape = Gen.Select(
        AuditQueryPredicateTests.AQuery, Gen.Enum<QueryShape>(), Gen.OneOf<CountPer?>(null, CountPer.App, CountPer.Actor, CountPer.Action, CountPer.Day, CountPer.Source),
        (query, shape, per) => query with { Shape = shape, Per = shape == QueryShape.Count ? per : null });

    [Fact]
    public async Task EveryQuestionsTSqlParses()
    {
        var listener = new SqlServerThatOnlyListens();
        var questions = new SlackAudit.Record.Questions(listener, TimeProvider.System, identities: new Identities(listener, AuditQueryPredicateTests.People, NullLogger<Identities>.Instance));

        await AnyShape.SampleAsync(
            async query =>
            {
                await questions.AskAsync(query, TimeZoneInfo.Utc, 10, new PageStart(Some.Now, 5), default);
                await foreach (var _ in questions.StreamAsync(query, default)) Assert.Fail("Nothing is there.");
            },
            iter: 300,
            threads: 1);

        Assert.InRange(listener.Heard.Count, 900, 6_000);
        Assert.All(listener.Heard.Distinct(), SchemaTests.AssertParses);
    }

    [Fact]
    public async Task TheOutboxsTSqlParses()
    {
        var listener = new SqlServerThatOnlyListens();
        var outbox = new Outbox(null!, listener, TimeProvider.System);
        var living = new LivingMessages(null!, listener);
        var some = new Notification { Key = "k", Rule = "r", Channel = "#a", Kind = "r|push||alice|myapp|", Thing = "Deployed:R1", CreatedAt = Some.Now, DueAt = Some.Now };

        await outbox.NextByChannelAsync(DateTimeOffset.MaxValue, default);
        await outbox.NewestAsync(10, default);
        await outbox.OfEventAsync(1, default);
        await outbox.NewestMessagesAsync(10, default);
        await outbox.InStateAsync(NotificationState.Failed, 10, default);
        await outbox.NextDueAsync(Some.Now, default);
        await living.OfThingAsync(some, Some.Now, default);
        await living.OfKindAsync(some, Some.Now, Some.Now, default);
        await living.OwedOfThingAsync(some, 3, default);
        await living.SummaryAsync("#a", "late", default);
        await living.SummableAsync("#a", Some.Now, 3, default);
        await living.PostedAsync("#a", 3, default);
        await living.KnownAsync("#a", Some.Now, default);
        await living.EventsOfThingAsync(some, 3, default);
        await living.EditsAsync(3, default);

        Assert.Equal(16, listener.Heard.Count);
        Assert.All(listener.Heard, SchemaTests.AssertParses);
        Assert.All(
            [
                Joining.Statement(Joining.OfKind), Joining.Statement(Joining.OfThing), Joining.Statement(Joining.Summed), Joining.Told, EditLease.Statement, TurnTaken.Read, TurnTaken.Update, TurnTaken.Insert, TurnsRest.Statement,
                Edited.Statement(true), Edited.Statement(false), EditPutOff.Statement(true), EditPutOff.Statement(false), EditedTooLate.Statement(true), EditedTooLate.Statement(false), OutboxDecision.Replay, OutboxDecision.Drop,
            ], SchemaTests.AssertParses);
    }

    [Fact]
    public async Task TheNewssTSqlParses()
    {
        var listener = new SqlServerThatOnlyListens();
        var news = new LogNews(listener);
        var asked = new AuditQuery { Actors = ["alice"], Apps = ["acme/shop"], Actions = ["env.change"], Since = Some.Now, Until = Some.Now };

        await news.DoingsAsync(asked with { Words = [["a", "b"]] }, default);
        await news.HappenedAsync(asked, Some.Now, default);
        await news.HappenedWithinAsync(asked, asked, default);
        await news.BeginsAtAsync(default);
        await news.CountByScopeAsync(asked, default);

        Assert.InRange(listener.Heard.Count, 6, 12);
        Assert.All(listener.Heard, SchemaTests.AssertParses);
    }

    /// <summary>Takes every command, answers each with no rows; an aggregate of nothing with a null and whether there is any with no, as a server would.</summary>
    sealed class SqlServerThatOnlyListens : IDbContextFactory<AuditDbContext>
    {
        readonly DbContextOptions<SqlServerAuditDbContext> options;

        public SqlServerThatOnlyListens() => options = new DbContextOptionsBuilder<SqlServerAuditDbContext>()
            .UseSqlServer("Server=none").AddInterceptors(new NoConnection(), new NoRows(Heard)).Options;

        public List<string> Heard { get; } = [];

        public AuditDbContext CreateDbContext() => new SqlServerAuditDbContext(options);
    }

    sealed class NoConnection : DbConnectionInterceptor
    {
        public override ValueTask<InterceptionResult> ConnectionOpeningAsync(
            DbConnection connection, ConnectionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult(InterceptionResult.Suppress());

        public override ValueTask<InterceptionResult> ConnectionClosingAsync(DbConnection connection, ConnectionEventData eventData, InterceptionResult result) =>
            ValueTask.FromResult(InterceptionResult.Suppress());
    }

    sealed class NoRows(List<string> heard) : DbCommandInterceptor
    {
        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            heard.Add(command.CommandText);
            var answer = new DataTable();
            if (command.CommandText.StartsWith("SELECT MAX(", StringComparison.Ordinal))
            {
                answer.Columns.Add("max", typeof(DateTime));
                answer.Rows.Add(DBNull.Value);
            }
            if (command.CommandText.StartsWith("SELECT CASE", StringComparison.Ordinal))
            {
                answer.Columns.Add("any", typeof(bool));
                answer.Rows.Add(false);
            }
            return ValueTask.FromResult(InterceptionResult<DbDataReader>.SuppressWithResult(answer.CreateDataReader()));
        }
    }
}
