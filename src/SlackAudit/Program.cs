using SlackAudit;
using SlackAudit.Ask;
using SlackAudit.Cli;
using SlackAudit.Notify;
using SlackAudit.Receive;
using SlackAudit.Record;
using SlackAudit.See;
using SlackAudit.Slack;

return await CommandLine.RunAsync(args);

/// <summary>The table of contents: one <c>Add...</c> and one <c>Map...</c> per room.</summary>
static partial class Program
{
    internal static WebApplication Build(WebApplicationBuilder builder, Settings settings)
    {
        builder.Services.AddSingleton(TimeProvider.System).AddSingleton(new EventPages(settings.PublicUrl)).AddSingleton(new EvidenceAddress(settings.See.SignIn?.PublicUrl));
        builder.Services.AddRecord(settings.Database, settings.FingerprintKey, settings.Retention, settings.People, settings.Watch);
        builder.Services.AddReceive(settings.Sources);
        builder.Services.AddSlack(settings.Slack, settings.Access);
        builder.Services.AddNotify(settings.Rules, settings.Digests, settings.Database, settings.Retention, settings.Watch, settings.Slack, settings.WasItYou);
        builder.Services.AddAsk(settings.Slack);
        builder.Services.AddSee(settings.See);

        var app = builder.Build();
        app.MapReceive();
        app.MapSlack();
        app.MapNotify();
        app.MapSee();
        return app;
    }
}
