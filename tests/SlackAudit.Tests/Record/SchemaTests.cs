using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.Configuration;
using Microsoft.SqlServer.TransactSql.ScriptDom;
using SlackAudit.Events;
using SlackAudit.Record;
using SlackAudit.Record.Messages;
using SlackAudit.Record.Postgres;
using SlackAudit.Record.Retention;
using SlackAudit.Record.Sources;
using SlackAudit.Record.Sqlite;
using SlackAudit.Record.SqlServer;

namespace SlackAudit.Tests.Record;

public sealed class SchemaTests
{
    static AuditDbContext[] Contexts() =>
    [
        new SqliteAuditDbContext(new DbContextOptionsBuilder<SqliteAuditDbContext>().UseSqlite("Data Source=:memory:").Options),
        SqlServer(),
        new PostgresAuditDbContext(new DbContextOptionsBuilder<PostgresAuditDbContext>().UseNpgsql("Host=none").Options),
    ];

    static SqlServerAuditDbContext SqlServer() => new(new DbContextOptionsBuilder<SqlServerAuditDbContext>().UseSqlServer("Server=none").Options);

    [Fact]
    public void EveryEnginesMigrationsMatchTheModel() =>
        Assert.All(Contexts(), context => Assert.False(context.Database.HasPendingModelChanges(), context.GetType().Name));

    [Fact]
    public void EveryColumnThatIsWrittenExistsAndNoneIsForgotten()
    {
        foreach (var context in Contexts())
        {
            Assert.Equal(Columns(context, typeof(AuditEvent)), LogRows.EventColumns.Order());
            Assert.Equal(Columns(context, typeof(Correlation)), LogRows.CorrelationColumns.Order());
            Assert.Equal(Columns(context, typeof(KeptPayload)), LogRows.PayloadColumns.Order());
            Assert.Equal(Columns(context, typeof(SourceHealth)), LogRows.HealthColumns.Order());
            Assert.Subset(Columns(context, typeof(Notification)).ToHashSet(), LogRows.NotificationColumns.ToHashSet());
            Assert.Subset(Columns(context, typeof(Notification)).Append("seen_attempts").ToHashSet(), LogRows.ChangeColumns.ToHashSet());
        }
    }

    [Fact]
    public void WhatAColumnHoldsIsWhatWritersAreTold()
    {
        foreach (var (entity, columns) in new[]
        {
            (typeof(AuditEvent), LogRows.EventColumns), (typeof(Correlation), LogRows.CorrelationColumns), (typeof(KeptPayload), LogRows.PayloadColumns), (typeof(SourceHealth), LogRows.HealthColumns),
            (typeof(Notification), LogRows.NotificationColumns), (typeof(Notification), LogRows.ChangeColumns), (typeof(ChainHead), ["sequence", "hash"]),
        })
        {
            using var context = new PostgresAuditDbContext(new DbContextOptionsBuilder<PostgresAuditDbContext>().UseNpgsql("Host=none").Options);
            foreach (var property in context.Model.FindEntityType(entity)!.GetProperties().Where(property => columns.Contains(property.GetColumnName())))
            {
                var held = property.GetTypeMapping().Converter?.ProviderClrType ?? property.ClrType;
                Assert.Equal(Nullable.GetUnderlyingType(held) ?? held, LogRows.TypeOf(property.GetColumnName()));
            }
        }
    }

    [Fact]
    public void ARuleMayNotHaveALongerNameThanTheOutboxKeeps()
    {
        var longest = Contexts()[0].Model.FindEntityType(typeof(Notification))!.FindProperty(nameof(Notification.Rule))!.GetMaxLength()!.Value;
        Settings Read(int length) => SettingsReader.Read(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Rules:0:Name"] = new string('r', length),
            ["Rules:0:When"] = "deploy",
            ["Rules:0:Channel"] = "#deploys",
        }).Build());

        Assert.Single(Read(longest).Rules);
        Assert.Throws<WrongSettingException>(() => Read(longest + 1));
    }

    [Fact]
    public void TheTSqlOfMigrationsAndOfTheWriterParses()
    {
        using var context = SqlServer();
        var batch = new LogBatch { Head = new ChainHead() };
        batch.Events.AddRange(Enumerable.Range(0, 100).Select(_ => Some.Event() with { Correlation = "a:1 b:2 c:3 d:4 e:5 f:6 g:7 h:8" }));
        batch.Payloads.AddRange(Enumerable.Range(0, 100).Select(_ => new KeptPayload { Id = 1, Body = [], Length = 0 }));
        batch.Notifications.AddRange(Enumerable.Range(0, 300).Select(_ => new Notification { Key = "", Rule = "", Channel = "", CreatedAt = Some.Now, DueAt = Some.Now }));
        batch.Changes.AddRange(Enumerable.Range(0, 64).Select(_ => new NotificationChange(1, 0, NotificationState.Posted) { DueAt = Some.Now }));
        batch.Heard["generic"] = new SourceHealth { Source = "generic" };
        var find = SqlServerStatements.FindEvents([.. batch.Events]);
        string[] pruning =
        [
            PruneStatements.TouchedRanges,
            PruneStatements.Add([.. Enumerable.Range(1, 100).Select(i => new PrunedRange { FirstId = 2 * i, LastId = 2 * i, Hash = new byte[32], NewestAt = Some.Now, PrunedAt = Some.Now })]).Sql,
            .. PruneStatements.Removals("events", "id", [new IdRange(1, 5000), .. Enumerable.Range(3000, 1500).Select(i => new IdRange(2 * i, 2 * i))]),
        ];
        string[] sources =
        [
            SourceTurn.Begin, .. Enum.GetValues<SourceTurnKind>().Select(SourceTurn.Statement), SourceStatements.BeginHour, SourceStatements.AddToHour, SourceStatements.ShortenLag,
            SourceStatements.MarkToldQuiet, SourceStatements.ForgetHours, SourceStatements.BeginReason, SourceStatements.AddToReason, context.SizeSql,
            SubscriptionChange.Insert, SubscriptionChange.SetQuietHours, SubscriptionChange.SetMadeBy, SubscriptionChange.Delete,
            MuteChange.Insert, MuteChange.SetRule, MuteChange.SetQuestion, MuteChange.SetMutedBy, MuteChange.Delete, MuteChange.Forget,
        ];
        string[] people =
        [
            ConfirmationChange.Begin, ConfirmationChange.Late, ConfirmationChange.By, ConfirmationChange.Because, ConfirmationChange.Forget, ConfirmationChange.Inherit, ConfirmationChange.Release, ConfirmationChange.Edit,
            SavedQuestionChange.Insert, SavedQuestionChange.SetSavedBy, SavedQuestionChange.Delete, IdentityChange.Insert, IdentityChange.SetLinkedBy, IdentityChange.Delete, Joining.Statement(QuestionJoining.Alike),
        ];
        SqlServerStatement[] all = [new(SqlServerStatements.LockHead, []), find, .. SqlServerStatements.Of(batch)];
        var commands = SqlServerCommand.Pack(all, null!, null!).ToList();
        string[] statements = [context.Database.GenerateCreateScript(), context.GetService<IMigrator>().GenerateScript(), .. commands.Select(command => command.CommandText), .. pruning, .. sources, .. people];

        Assert.All(commands, command => Assert.InRange(command.Parameters.Count, 1, 2_100));
        Assert.Equal(all.Sum(statement => statement.Values.Count), commands.Sum(command => command.Parameters.Count));
        Assert.All(statements, AssertParses);
    }

    internal static void AssertParses(string sql)
    {
        using var reader = new StringReader(sql);
        new TSql160Parser(initialQuotedIdentifiers: true).Parse(reader, out var errors);
        Assert.True(errors.Count == 0, $"{string.Join("; ", errors.Select(error => $"{error.Line}: {error.Message}"))}\n{sql}");
    }

    static IEnumerable<string> Columns(AuditDbContext context, Type entity) =>
        context.Model.FindEntityType(entity)!.GetProperties().Select(property => property.GetColumnName()).Order();
}
