using SlackAudit.Cli.Demo;
using SlackAudit.Events;
using SlackAudit.Record;
using SlackAudit.Tests.Record;

namespace SlackAudit.Tests.Cli;

/// <summary>The demo's month, written at a chosen instant and read back.</summary>
internal sealed record DemoLog(IReadOnlyList<AuditEvent> Events, IReadOnlyList<Notification> Owed, int Written)
{
    public static async Task<DemoLog> At(DateTimeOffset now)
    {
        var folder = Directory.CreateTempSubdirectory("slackaudit-test-").FullName;
        try
        {
            var settings = DemoSettings.Of(folder, DemoSecrets.New());
            var written = await DemoHistory.WriteAsync(settings, now, DemoStory.Dice(now), default);
            await using var log = await TestLog.Open(settings.Database);
            return new DemoLog(await log.All(), await log.Outbox.NewestAsync(1000, default), written);
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    public IEnumerable<AuditEvent> Of(string action) => Events.Where(e => e.ActionRoot == action);
}
