using SlackAudit.Cli.Doctor;
using SlackAudit.Record;
using SlackAudit.Record.Redaction;

namespace SlackAudit.Cli;

/// <summary><c>serve</c>: the service, until it is stopped.</summary>
static class ServeVerb
{
    const string DefaultUrl = "http://127.0.0.1:5080";

    public static async Task<int> RunAsync(string[]? urls, CancellationToken cancellationToken)
    {
        var builder = Builder(urls);
        return await RunAsync(builder, SettingsReader.Read(builder.Configuration), cancellationToken);
    }

    /// <summary>A builder that listens where it was told, on loopback if nobody said.</summary>
    public static WebApplicationBuilder Builder(string[]? urls)
    {
        // Settings are read once. Watching their folder for changes would tell the service of every page that its own database writes.
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = ["--hostBuilder:reloadConfigOnChange=false"] });
        var told = builder.Configuration["urls"] ?? builder.Configuration["http_ports"] ?? builder.Configuration["https_ports"];
        if (urls is { Length: > 0 }) builder.WebHost.UseUrls(urls);
        else if (told is null && !builder.Configuration.GetSection("Kestrel:Endpoints").Exists()) builder.WebHost.UseUrls(DefaultUrl);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        // Hangfire and EF tell every step; people want to read what the service itself says.
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning).AddFilter("Hangfire", LogLevel.Warning);
        return builder;
    }

    /// <summary>Runs the service until it is stopped.</summary>
    public static async Task<int> RunAsync(WebApplicationBuilder builder, Settings settings, CancellationToken cancellationToken, Func<WebApplication, Task>? started = null)
    {
        await using var app = Program.Build(builder, settings);
        if (settings.Database.Migrate && !await MigrateVerb.MigrateAsync(app.Services, cancellationToken)) return 1;
        // Here rather than at the first delivery: a key that cannot be had stops the start.
        var fingerprints = app.Services.GetRequiredService<Fingerprints>();
        await app.Services.GetRequiredService<Identities>().RefreshAsync(cancellationToken);
        await app.Services.GetRequiredService<RuleBook>().RefreshAsync(cancellationToken);
        await app.StartAsync(cancellationToken);
        Greet(app, settings, fingerprints);
        if (started is not null) await started(app);
        await app.WaitForShutdownAsync(cancellationToken);
        return 0;
    }

    static void Greet(WebApplication app, Settings settings, Fingerprints fingerprints)
    {
        var address = app.Urls.FirstOrDefault() ?? DefaultUrl;
        var sources = settings.Sources.Where(source => source.Exists).Select(source => source.Name).ToList();
        app.Logger.LogInformation("SlackAudit listens at {Address}.", string.Join(", ", app.Urls));
        app.Logger.LogInformation("Sources: {Sources}.", sources.Count == 0 ? "none yet; give one a secret in Sources:NAME:Secrets" : string.Join(", ", sources));
        foreach (var key in Examinations.Guessable(settings))
            app.Logger.LogWarning("{Key} holds a secret of fewer than {Length} characters, which can be guessed. Use a long random one (openssl rand -hex 32).", key, Examinations.ShortestSecret);
        if (settings.Slack.IsPreview) app.Logger.LogInformation("No Slack:ApiToken is set: messages are shown at {Address}/preview instead of sent.", address);
        if (!fingerprints.AreMade)
            app.Logger.LogInformation("No Redaction:FingerprintKey is set: it is recorded which variables were set, but not whether a value changed or came back.");
        app.Logger.LogInformation("Press Ctrl+C to stop.");
    }
}
