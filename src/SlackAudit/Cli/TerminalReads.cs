using SlackAudit.Events;
using SlackAudit.Record;

namespace SlackAudit.Cli;

/// <summary>Records what somebody reads at a terminal, by the name of their account.</summary>
static class TerminalReads
{
    static LogReader Reader => new(Environment.UserName, ActorTrust.Asserted);

    /// <summary>Records a question; where the log does not take it, that is said.</summary>
    public static Task RecordAsync(IServiceProvider services, string kind, AuditQuery question, CancellationToken cancellationToken) =>
        TryAsync(() => services.GetRequiredService<LogReads>().RecordAsync(Reader, kind, question, cancellationToken));

    /// <summary>Records a question in its own words, likewise.</summary>
    public static Task RecordAsync(IServiceProvider services, string kind, string question, CancellationToken cancellationToken) =>
        TryAsync(() => services.GetRequiredService<LogReads>().RecordAsync(Reader, kind, question, cancellationToken));

    // A copy that is only read takes nothing, and whoever has the file has its events.
    static async Task TryAsync(Func<Task> record)
    {
        try
        {
            await record();
        }
        catch (LogUnavailableException exception)
        {
            await Console.Error.WriteLineAsync($"slackaudit: That this was read could not be recorded in the log. ({exception.Message})");
        }
    }
}
