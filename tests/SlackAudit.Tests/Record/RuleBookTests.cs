using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using SlackAudit.Events;
using SlackAudit.Record;
using SlackAudit.Record.Sqlite;

namespace SlackAudit.Tests.Record;

public sealed class RuleBookTests
{
    static readonly Subscription Rule = new() { Name = "x", Question = "exec", Channel = "C0OPS", MadeAt = default };

    [Fact]
    public async Task ARuleThatWasJustMadeStandsThoughSomebodyBeganToReadBefore()
    {
        await using var log = await TestLog.OnSqlite();
        var slow = new SlowReading(log.Settings.ConnectionString);
        var book = new RuleBook(slow, log.Time, NullLogger<RuleBook>.Instance);
        var early = book.RefreshAsync(default);
        await slow.Read.Task;

        Assert.Null(await new RuleChanges(log.Of<LogWriter>(), book, log.Time).SubscribeAsync(Rule, ActorTrust.None, default));
        slow.Go.SetResult();
        await early;

        Assert.Single(book.Page.Subscriptions);
    }

    [Fact]
    public async Task ANameThatWasJustLinkedIsKnownThoughSomebodyBeganToReadBefore()
    {
        await using var log = await TestLog.OnSqlite();
        var slow = new SlowReading(log.Settings.ConnectionString);
        var identities = new Identities(slow, PeopleSettings.None, NullLogger<Identities>.Instance);
        var early = identities.RefreshAsync(default);
        await slow.Read.Task;

        Assert.Null(await new IdentityLinks(log.Of<LogWriter>(), identities, log.Time).LinkAsync("alice-gh", "alice", null, ActorTrust.None, default));
        slow.Go.SetResult();
        await early;

        Assert.Equal("alice", identities.Known.Of("generic", "alice-gh"));
    }

    /// <summary>A database of which the first thing that is read takes until somebody says so.</summary>
    sealed class SlowReading(string connectionString) : DbCommandInterceptor, IDbContextFactory<AuditDbContext>
    {
        int reads;

        public TaskCompletionSource Read { get; } = new();

        public TaskCompletionSource Go { get; } = new();

        public AuditDbContext CreateDbContext() =>
            new SqliteAuditDbContext(new DbContextOptionsBuilder<SqliteAuditDbContext>().UseSqlite(connectionString).AddInterceptors(this).Options);

        public override async ValueTask<InterceptionResult> DataReaderClosingAsync(DbCommand command, DataReaderClosingEventData eventData, InterceptionResult result)
        {
            if (Interlocked.Increment(ref reads) > 1) return result;
            Read.SetResult();
            await Go.Task;
            return result;
        }
    }
}
