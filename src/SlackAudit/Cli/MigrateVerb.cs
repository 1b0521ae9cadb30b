using SlackAudit.Record;

namespace SlackAudit.Cli;

/// <summary><c>migrate</c>: brings the database to this version's tables and stops.</summary>
static class MigrateVerb
{
    public static async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var builder = ServeVerb.Builder(null);
        await using var app = Program.Build(builder, SettingsReader.Read(builder.Configuration));
        return await MigrateAsync(app.Services, cancellationToken, sayNothingToDo: true) ? 0 : 1;
    }

    /// <summary>Applies what is missing, and says so.</summary>
    /// <returns>Whether the database now has all of it.</returns>
    public static async Task<bool> MigrateAsync(IServiceProvider services, CancellationToken cancellationToken, bool sayNothingToDo = false)
    {
        try
        {
            var applied = await services.GetRequiredService<AuditDatabase>().MigrateAsync(cancellationToken);
            if (applied.Count > 0) await Console.Error.WriteLineAsync($"slackaudit: applied {string.Join(", ", applied)}.");
            else if (sayNothingToDo) await Console.Error.WriteLineAsync("slackaudit: the database is up to date.");
            return true;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            await Console.Error.WriteLineAsync(
                $"slackaudit: the database could not be opened or migrated: {exception.GetBaseException().Message} Check Database:Provider and Database:ConnectionString.");
            return false;
        }
    }
}
