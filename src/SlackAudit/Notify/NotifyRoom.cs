using Hangfire;
using Hangfire.PostgreSql;
using Hangfire.SqlServer;
using SlackAudit.Notify.Confirmations;
using SlackAudit.Notify.Digests;
using SlackAudit.Notify.Rules;
using SlackAudit.Record;
using SlackAudit.Record.Messages;
using SlackAudit.Record.Retention;
using SlackAudit.Record.Sources;
using SlackAudit.Slack;

namespace SlackAudit.Notify;

/// <summary>What is owed to whom, how it looks, and sending it.</summary>
public static class NotifyRoom
{
    const string Sweep = "send-what-is-due";
    const string TakeCheckpoint = "take-a-checkpoint";
    const string LearnNames = "learn-who-is-who";
    const string Prune = "prune-what-is-old";
    const string Watch = "look-after-sources";
    const string Unanswered = "find-unanswered-questions";

    // When few people work anywhere near Greenwich.
    static readonly string AtNight = Cron.Daily(2, 40);

    // How late a message may be because an engine does not tell of new jobs but has to be asked.
    static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(500);

    // Hangfire's locks on PostgreSQL are rows, which outlive whoever died with one: until then no scheduled job runs in any process. None is held for longer than moments.
    static readonly TimeSpan LongestLock = TimeSpan.FromSeconds(30);

    /// <summary>Adds rules, digests and the sender, with Hangfire as the clock (its jobs in the same server as the log, or in memory).</summary>
    public static IServiceCollection AddNotify(
        this IServiceCollection services, IReadOnlyList<NotificationRule> rules, IReadOnlyList<DigestRule> digests, DatabaseSettings database,
        RetentionSettings? retention = null, WatchSettings? watch = null, SlackSettings? slack = null, WasItYouSettings? wasItYou = null)
    {
        wasItYou ??= new WasItYouSettings();
        services.AddHangfire(hangfire => UseStorage(hangfire.UseSimpleAssemblyNameTypeSerializer().UseRecommendedSerializerSettings(), database));
        services.AddHangfireServer(options =>
        {
            options.SchedulePollingInterval = TimeSpan.FromSeconds(1);
            options.WorkerCount = 4;
        });
        if (slack is not null) services.AddRuleCommands(slack);
        return services
            .AddMetrics()
            .AddSingleton<NotificationMeters>()
            .AddSingleton<IReadOnlyList<NotificationRule>>([.. rules, .. WatchRules.Of(watch?.Channel), .. EscalationRules.Of(wasItYou.Channel)])
            .AddSingleton(digests)
            .AddSingleton(retention ?? new RetentionSettings())
            .AddSingleton<NotificationClock>()
            .AddSingleton(provider => new BrokenRules(
                // Whoever records it asks the rules, so it is not there yet.
                provider.GetRequiredService<RuleChanges>, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<BrokenRules>>(), provider.GetRequiredService<NotificationMeters>()))
            .AddSingleton<NotificationRules>()
            .AddSingleton<INotificationRouter, QuestionRouter>()
            .AddConfirmations(wasItYou)
            .AddSingleton<DigestReports>()
            .AddSingleton<NotificationMessages>()
            .AddSingleton(provider => new SendingBudget(provider.GetRequiredService<LivingMessages>(), provider.GetRequiredService<TimeProvider>()))
            .AddSingleton<TokenHealth>()
            .AddSingleton<Grouping>()
            .AddSingleton<NotificationPost>()
            .AddSingleton<ChannelTurn>()
            .AddSingleton<MessageEdits>()
            .AddSingleton<NotificationSender>()
            .AddSingleton<DigestClock>()
            .AddHostedService<Schedule>();
    }

    /// <summary>Maps Hangfire's dashboard, for whoever may see how the service runs.</summary>
    public static IEndpointRouteBuilder MapNotify(this IEndpointRouteBuilder routes)
    {
        // Hangfire's own question comes behind the door, which has said who is let in.
        routes.MapHangfireDashboard("/hangfire", new DashboardOptions { Authorization = [], DisplayStorageConnectionString = false }).RequireAuthorization(Doors.Admins);
        return routes;
    }

    static void UseStorage(IGlobalConfiguration hangfire, DatabaseSettings database)
    {
        switch (database.Provider)
        {
            case DatabaseProvider.SqlServer:
                hangfire.UseSqlServerStorage(database.ConnectionString, new SqlServerStorageOptions { QueuePollInterval = Poll });
                break;
            case DatabaseProvider.Postgres:
                hangfire.UsePostgreSqlStorage(
                    options => options.UseNpgsqlConnection(database.ConnectionString),
                    new PostgreSqlStorageOptions { QueuePollInterval = Poll, DistributedLockTimeout = LongestLock });
                break;
            default:
                // Jobs are wake-ups only: what is owed is in the outbox.
                hangfire.UseInMemoryStorage(new Hangfire.InMemory.InMemoryStorageOptions { MaxExpirationTime = TimeSpan.FromMinutes(10) });
                break;
        }
    }

    /// <summary>Puts the recurring jobs into Hangfire and has everything looked at once when the service starts.</summary>
    sealed class Schedule(IRecurringJobManager recurring, IBackgroundJobClient jobs, IReadOnlyList<DigestRule> digests, RetentionSettings retention, WasItYouSettings wasItYou, NotificationClock clock) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            recurring.AddOrUpdate<NotificationSender>(Sweep, sender => sender.SendDueAsync(CancellationToken.None), Cron.Minutely());
            recurring.AddOrUpdate<Checkpoints>(TakeCheckpoint, checkpoints => checkpoints.TakeAsync(CancellationToken.None), Cron.Hourly());
            // A job of earlier versions: each process learns by itself now.
            recurring.RemoveIfExists(LearnNames);
            recurring.AddOrUpdate<SourceWatch>(Watch, watch => watch.LookAsync(CancellationToken.None), Cron.Minutely());
            jobs.Enqueue<Checkpoints>(checkpoints => checkpoints.TakeAsync(CancellationToken.None));
            // Also at the start, for a service that does not run at night.
            if (retention.Prunes) jobs.Enqueue<LogRetention>(log => log.PruneAsync(CancellationToken.None));
            if (retention.Prunes) recurring.AddOrUpdate<LogRetention>(Prune, log => log.PruneAsync(CancellationToken.None), AtNight);
            else recurring.RemoveIfExists(Prune);
            if (wasItYou.Channel is not null) jobs.Enqueue<QuestionWatch>(watch => watch.LookAsync(CancellationToken.None));
            if (wasItYou.Channel is not null) recurring.AddOrUpdate<QuestionWatch>(Unanswered, watch => watch.LookAsync(CancellationToken.None), Cron.Minutely());
            else recurring.RemoveIfExists(Unanswered);
            foreach (var digest in digests)
            {
                recurring.AddOrUpdate<DigestClock>(
                    $"digest {digest.Name}", owing => owing.OweAsync(digest.Name, CancellationToken.None), digest.At,
                    new RecurringJobOptions { TimeZone = digest.TimeZone });
                jobs.Enqueue<DigestClock>(owing => owing.OweAsync(digest.Name, CancellationToken.None));
            }
            clock.Wake();
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
