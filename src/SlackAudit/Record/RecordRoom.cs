using System.Diagnostics.Metrics;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SlackAudit.Record.Apps;
using SlackAudit.Record.Evidence;
using SlackAudit.Record.Messages;
using SlackAudit.Record.News;
using SlackAudit.Record.Postgres;
using SlackAudit.Record.Proof;
using SlackAudit.Record.Redaction;
using SlackAudit.Record.Retention;
using SlackAudit.Record.Sources;
using SlackAudit.Record.Sqlite;
using SlackAudit.Record.SqlServer;
using SlackAudit.Record.Stories;

namespace SlackAudit.Record;

/// <summary>The log and its outbox.</summary>
public static class RecordRoom
{
    /// <summary>Adds the log on the configured engine. Somebody else must add an <see cref="INotificationRouter"/>.</summary>
    /// <param name="services">Where to add it.</param>
    /// <param name="settings">Where the log is kept.</param>
    /// <param name="fingerprintKey">The key of the fingerprints; null to take it from a file beside an SQLite database, or to make none.</param>
    /// <param name="retention">How long what was recorded is kept; null for ever.</param>
    /// <param name="people">Who is who; null where nobody is known.</param>
    /// <param name="watch">Which sources are watched for silence; null for none.</param>
    public static IServiceCollection AddRecord(
        this IServiceCollection services, DatabaseSettings settings, string? fingerprintKey = null, RetentionSettings? retention = null,
        PeopleSettings? people = null, WatchSettings? watch = null)
    {
        switch (settings.Provider)
        {
            case DatabaseProvider.SqlServer:
                services.AddPooledDbContextFactory<SqlServerAuditDbContext>(options => options.UseSqlServer(settings.ConnectionString));
                services.AddSingleton<IDbContextFactory<AuditDbContext>>(provider =>
                    new AnyEngine<SqlServerAuditDbContext>(provider.GetRequiredService<IDbContextFactory<SqlServerAuditDbContext>>()));
                services.AddSingleton<ILogEngine>(new SqlServerLogEngine(settings.ConnectionString));
                break;
            case DatabaseProvider.Postgres:
                services.AddPooledDbContextFactory<PostgresAuditDbContext>(options =>
                    options.UseNpgsql(settings.ConnectionString).AddInterceptors(PostgresLower.Instance));
                services.AddSingleton<IDbContextFactory<AuditDbContext>>(provider =>
                    new AnyEngine<PostgresAuditDbContext>(provider.GetRequiredService<IDbContextFactory<PostgresAuditDbContext>>()));
                services.AddSingleton<ILogEngine>(_ => new PostgresLogEngine(settings.ConnectionString));
                break;
            default:
                MakeFolder(settings.ConnectionString);
                services.AddSingleton(_ => new SqlitePlace(settings.ConnectionString));
                services.AddPooledDbContextFactory<SqliteAuditDbContext>((provider, options) =>
                {
                    var place = provider.GetRequiredService<SqlitePlace>();
                    options.UseSqlite(place.ConnectionString).AddInterceptors(new SqliteReading(place), new SqliteStop());
                });
                services.AddSingleton<IDbContextFactory<AuditDbContext>>(provider =>
                    new AnyEngine<SqliteAuditDbContext>(provider.GetRequiredService<IDbContextFactory<SqliteAuditDbContext>>()));
                services.AddSingleton<ILogEngine>(provider => new SqliteLogEngine(provider.GetRequiredService<SqlitePlace>()));
                if (SqliteTextIndex.FileOf(settings.ConnectionString) is { } texts)
                    services.AddSingleton(new SqliteTextIndex(texts)).AddSingleton<SqliteTextFeed>().AddHostedService(provider => provider.GetRequiredService<SqliteTextFeed>());
                break;
        }
        return services
            .AddSingleton(_ => OpenFingerprints(settings, fingerprintKey))
            .AddMetrics()
            .AddSingleton<LogMeters>()
            .AddSingleton<LogBatcher>()
            .AddSingleton<LogWriter>()
            .AddSingleton<IAuditLog, AuditLog>()
            .AddSingleton<HourCounts>()
            .AddHostedService(provider => provider.GetRequiredService<HourCounts>())
            .AddSingleton(watch ?? new WatchSettings())
            .AddSingleton<SourceReports>()
            .AddSingleton(provider => new LogGauges(
                provider.GetRequiredService<IMeterFactory>(), provider.GetRequiredService<LogWriter>(), provider.GetRequiredService<SourceReports>(),
                provider.GetRequiredService<Outbox>(), provider.GetRequiredService<IDbContextFactory<AuditDbContext>>(),
                provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<LogGauges>>()))
            .AddSingleton(provider => new SourceWatch(
                provider.GetRequiredService<IDbContextFactory<AuditDbContext>>(), provider.GetRequiredService<SourceReports>(), provider.GetRequiredService<LogWriter>(),
                provider.GetRequiredService<WatchSettings>(), provider.GetRequiredService<TimeProvider>()))
            .AddSingleton(provider => new Outbox(provider.GetRequiredService<LogWriter>(), provider.GetRequiredService<IDbContextFactory<AuditDbContext>>(), provider.GetRequiredService<TimeProvider>()))
            .AddSingleton(provider => new LivingMessages(provider.GetRequiredService<LogWriter>(), provider.GetRequiredService<IDbContextFactory<AuditDbContext>>()))
            .AddSingleton(provider => new Questions(
                provider.GetRequiredService<IDbContextFactory<AuditDbContext>>(), provider.GetRequiredService<TimeProvider>(), provider.GetService<SqliteTextIndex>(),
                identities: provider.GetRequiredService<Identities>()))
            .AddSingleton(provider => new Identities(provider.GetRequiredService<IDbContextFactory<AuditDbContext>>(), people ?? PeopleSettings.None, provider.GetRequiredService<ILogger<Identities>>()))
            .AddSingleton(provider => new IdentityLinks(provider.GetRequiredService<LogWriter>(), provider.GetRequiredService<Identities>(), provider.GetRequiredService<TimeProvider>()))
            .AddSingleton(provider => new ConfirmedEvents(provider.GetRequiredService<LogWriter>(), provider.GetRequiredService<IDbContextFactory<AuditDbContext>>()))
            .AddSingleton(provider => new RuleBook(provider.GetRequiredService<IDbContextFactory<AuditDbContext>>(), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<RuleBook>>()))
            .AddHostedService(provider => new Learning(provider.GetRequiredService<Identities>(), provider.GetRequiredService<RuleBook>(), provider.GetRequiredService<TimeProvider>()))
            .AddSingleton(provider => new RuleChanges(provider.GetRequiredService<LogWriter>(), provider.GetRequiredService<RuleBook>(), provider.GetRequiredService<TimeProvider>()))
            .AddSingleton(provider => new SavedQuestions(provider.GetRequiredService<LogWriter>(), provider.GetRequiredService<IDbContextFactory<AuditDbContext>>(), provider.GetRequiredService<TimeProvider>()))
            .AddSingleton(provider => new PastEvents(provider.GetRequiredService<IDbContextFactory<AuditDbContext>>(), provider.GetRequiredService<TimeProvider>()))
            .AddSingleton(provider => new MutedNotifications(provider.GetRequiredService<IDbContextFactory<AuditDbContext>>()))
            .AddSingleton(provider => new AuditDatabase(provider.GetRequiredService<IDbContextFactory<AuditDbContext>>(), provider.GetService<SqlitePlace>()))
            .AddSingleton(provider => new LogHealth(
                provider.GetRequiredService<AuditDatabase>(), provider.GetRequiredService<IDbContextFactory<AuditDbContext>>(),
                provider.GetRequiredService<LogWriter>(), provider.GetRequiredService<TimeProvider>()))
            .AddSingleton<LogImport>(provider => new LogImport(provider.GetRequiredService<LogWriter>(), provider.GetRequiredService<Fingerprints>()))
            .AddSingleton<StoryReader>()
            .AddSingleton<AppQuestions>()
            .AddSingleton<LogViews>()
            .AddSingleton(provider => new LogReads(provider.GetRequiredService<LogWriter>(), provider.GetRequiredService<TimeProvider>()))
            .AddSingleton<LogNews>()
            .AddSingleton<Checkpoints>()
            .AddSingleton<PrunedEvents>()
            .AddSingleton<LogRetention>(provider => new LogRetention(
                provider.GetRequiredService<IDbContextFactory<AuditDbContext>>(), provider.GetRequiredService<LogWriter>(),
                retention ?? new RetentionSettings(), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<LogRetention>>())
            {
                Identities = provider.GetRequiredService<Identities>(),
            })
            .AddSingleton<LogVerifier>()
            .AddSingleton<EvidencePacks>();
    }

    // The log holds what only some may read: a folder that we make is its owner's alone.
    static void MakeFolder(string connectionString)
    {
        if (FolderOf(connectionString) is not { } folder || Directory.Exists(folder)) return;
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    // Not in the database: who has that alone, as in a backup, must not be able to try values.
    static Fingerprints OpenFingerprints(DatabaseSettings settings, string? key)
    {
        if (key is not null) return Fingerprints.Under(key);
        return settings.Provider == DatabaseProvider.Sqlite && FolderOf(settings.ConnectionString) is { } folder
            ? Fingerprints.Under(FingerprintKeyFile.ReadOrMake(Path.Combine(folder, "fingerprint.key")))
            : Fingerprints.None;
    }

    static string? FolderOf(string connectionString)
    {
        var file = new SqliteConnectionStringBuilder(connectionString).DataSource;
        return file.Length == 0 || file.StartsWith(':') ? null : Path.GetDirectoryName(Path.GetFullPath(file));
    }

    sealed class AnyEngine<T>(IDbContextFactory<T> contexts) : IDbContextFactory<AuditDbContext>
        where T : AuditDbContext
    {
        public AuditDbContext CreateDbContext() => contexts.CreateDbContext();

        public async Task<AuditDbContext> CreateDbContextAsync(CancellationToken cancellationToken) =>
            await contexts.CreateDbContextAsync(cancellationToken);
    }
}
