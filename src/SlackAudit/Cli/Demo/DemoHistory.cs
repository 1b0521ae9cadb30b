using Hangfire;
using SlackAudit.Events;
using SlackAudit.Notify;
using SlackAudit.Notify.Digests;
using SlackAudit.Receive;
using SlackAudit.Record;
using SlackAudit.Record.Sources;
using SlackAudit.Record.Sqlite;

namespace SlackAudit.Cli.Demo;

/// <summary>Writes the month into an empty log: every delivery read by its source's own reader, recorded when it would have been.</summary>
static class DemoHistory
{
    // The newest of what the rules ask for is still owed; the rest of the month was told when it happened.
    const int MostOwed = 24;

    /// <summary>How long after a delivery was made it is recorded.</summary>
    static readonly TimeSpan Underway = TimeSpan.FromMilliseconds(1200);

    /// <summary>Writes the month until now.</summary>
    /// <returns>How many events it holds.</returns>
    public static async Task<int> WriteAsync(Settings settings, DateTimeOffset now, DemoDice dice, CancellationToken cancellationToken)
    {
        var month = DemoStory.Month(now - Underway, dice).Select(Read).ToList();
        var clock = new DemoClock { Now = now };
        using var place = new SqlitePlace(settings.Database.ConnectionString);
        await using var transaction = new OneTransaction(new SqliteLogEngine(place));
        await using var services = Log(settings, clock, transaction, FirstOwed(settings.Rules, month));
        await services.GetRequiredService<AuditDatabase>().MigrateAsync(cancellationToken);

        var log = services.GetRequiredService<IAuditLog>();
        foreach (var (source, receivedAt, (events, payload)) in month)
        {
            clock.Now = receivedAt;
            await log.AppendAsync(source, events, payload, cancellationToken);
        }

        clock.Now = now;
        await services.GetRequiredService<HourCounts>().FlushAsync(cancellationToken);
        foreach (var digest in settings.Digests)
        {
            clock.Now = LastReport(digest, now);
            await services.GetRequiredService<DigestClock>().OweAsync(digest.Name, cancellationToken);
        }

        await transaction.CommitAsync();
        return month.Sum(each => each.Reading.Events.Count);
    }

    static (string Source, DateTimeOffset ReceivedAt, Reading Reading) Read(DemoDelivery delivery)
    {
        var receivedAt = delivery.At + Underway;
        return (delivery.Source, receivedAt, ReceiveRoom.Types.First(type => type.Type == delivery.Source).Read(delivery.Arriving(receivedAt)));
    }

    // The room of the log as the service has it, but with a clock that is set, and nobody who sends yet.
    static ServiceProvider Log(Settings settings, DemoClock clock, OneTransaction transaction, DateTimeOffset firstOwed) => new ServiceCollection()
        .AddLogging()
        .AddRecord(settings.Database, settings.FingerprintKey)
        .AddSingleton<TimeProvider>(clock)
        .AddSingleton<ILogEngine>(transaction)
        .AddSingleton<IBackgroundJobClient, NobodySends>()
        .AddSingleton<NotificationClock>()
        .AddSingleton(settings.Rules)
        .AddSingleton(settings.Digests)
        .AddSingleton<DigestClock>()
        .AddSingleton<NotificationRules>()
        .AddSingleton<INotificationRouter>(provider => new LatestOwed(provider.GetRequiredService<NotificationRules>(), firstOwed))
        .BuildServiceProvider();

    static DateTimeOffset FirstOwed(IReadOnlyList<NotificationRule> rules, List<(string Source, DateTimeOffset ReceivedAt, Reading Reading)> month)
    {
        var meets = rules.Select(rule => rule.When.Compile()).ToList();
        return month.SelectMany(each => each.Reading.Events).Where(told => meets.Any(rule => rule(told))).TakeLast(MostOwed).First().OccurredAt;
    }

    // The last one that tells of a working day; that of a Sunday has little to say.
    static DateTimeOffset LastReport(DigestRule digest, DateTimeOffset now) => Enumerable.Range(0, 5)
        .Select(days => DigestPeriods.Last(digest, now.AddDays(-days)))
        .First(period => period is { } found && DemoStory.IsWorkingDay(DateOnly.FromDateTime(found.Start.UtcDateTime)))!.Value.End.AddSeconds(1);

    /// <summary>The service's own rules, but only for what happened last.</summary>
    sealed class LatestOwed(NotificationRules rules, DateTimeOffset first) : INotificationRouter
    {
        public IEnumerable<OwedNotification> Route(AuditEvent auditEvent) => auditEvent.OccurredAt < first ? [] : rules.Route(auditEvent);

        public void Wake()
        {
            // The service looks for what is owed when it starts.
        }
    }

    sealed class NobodySends : IBackgroundJobClient
    {
        public string Create(Hangfire.Common.Job job, Hangfire.States.IState state) => "";

        public bool ChangeState(string jobId, Hangfire.States.IState state, string expectedState) => false;
    }
}
