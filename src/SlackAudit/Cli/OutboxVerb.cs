using System.CommandLine;
using System.Data.Common;
using System.Globalization;
using SlackAudit.Record;

namespace SlackAudit.Cli;

/// <summary><c>outbox</c>: lists what could not be told or is still owed, has it sent again, or lets it be.</summary>
static class OutboxVerb
{
    const int Most = 1000;

    public static Command Command()
    {
        var replayed = new Argument<string>("id") { Description = "The message's number, or all for everything that failed." };
        var replay = new Command("replay", "Has a message sent again that failed or was dropped.") { replayed };
        replay.SetAction((parsed, cancellation) => RunAsync(outbox => ReplayAsync(outbox, parsed.GetValue(replayed)!, cancellation), cancellation));

        var dropped = new Argument<long>("id") { Description = "The message's number." };
        var because = new Option<string>("--because") { Description = "Why; the log keeps it.", Required = true };
        var drop = new Command("drop", "Has a message never sent, and says so in the log.") { dropped, because };
        drop.SetAction((parsed, cancellation) => RunAsync(async outbox =>
            [await outbox.DropAsync(parsed.GetValue(dropped), parsed.GetValue(because)!, Environment.UserName, null, cancellation)], cancellation));

        var list = new Command("outbox", "Lists what could not be told, and what is still owed.") { replay, drop };
        list.SetAction((_, cancellation) => RunAsync(outbox => ListAsync(outbox, cancellation), cancellation));
        return list;
    }

    static async Task<IReadOnlyList<string?>> ReplayAsync(Outbox outbox, string id, CancellationToken cancellationToken)
    {
        if (long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var one)) return [await outbox.ReplayAsync(one, Environment.UserName, null, cancellationToken)];
        if (id != "all") return [$"“{id}” is no message: name its number, or all."];
        var problems = new List<string?>();
        var failed = await outbox.InStateAsync(NotificationState.Failed, Most, cancellationToken);
        foreach (var message in failed) problems.Add(await outbox.ReplayAsync(message.Id, Environment.UserName, null, cancellationToken));
        var left = (await outbox.StandingAsync(cancellationToken)).Failed;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{problems.Count(problem => problem is null):N0} are owed again{(left == 0 ? "" : $", {left:N0} are left: call it again")}."));
        return problems;
    }

    static async Task<IReadOnlyList<string?>> ListAsync(Outbox outbox, CancellationToken cancellationToken)
    {
        foreach (var state in new[] { NotificationState.Failed, NotificationState.Sending, NotificationState.Waiting, NotificationState.Pending })
            foreach (var message in await outbox.InStateAsync(state, Most, cancellationToken)) Console.WriteLine(Line(message));
        var standing = await outbox.StandingAsync(cancellationToken);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{standing.Owed:N0} owed, {standing.Failed:N0} failed."));
        return [];
    }

    static string Line(Notification message)
    {
        var what = message.EventId is { } id ? $"event {id}" : message.Rule;
        return string.Create(CultureInfo.InvariantCulture, $"{message.Id,8}  {Outbox.Word(message.State),-8}  {message.CreatedAt:yyyy-MM-dd HH:mm:ss}Z  {Clean(message.Channel)}  {Clean(what)}  {Clean(message.Reason)}").TrimEnd();
    }

    static string Clean(string? text) => Slack.SlackText.Clean(text);

    static async Task<int> RunAsync(Func<Outbox, Task<IReadOnlyList<string?>>> act, CancellationToken cancellationToken)
    {
        var (app, _) = OfflineLog.Open();
        await using var closing = app;
        if (await app.Services.GetRequiredService<AuditDatabase>().ProblemAsync(cancellationToken) is { } problem)
            return await FailAsync([$"{problem} Check Database:ConnectionString and the working directory."]);
        try
        {
            return await FailAsync([.. (await act(app.Services.GetRequiredService<Outbox>())).OfType<string>()]);
        }
        catch (Exception exception) when (exception is LogUnavailableException or DbException)
        {
            return await FailAsync([exception.GetBaseException().Message]);
        }
    }

    static async Task<int> FailAsync(IReadOnlyList<string> sentences)
    {
        foreach (var sentence in sentences) await Console.Error.WriteLineAsync($"slackaudit: {sentence}");
        return sentences.Count == 0 ? 0 : 1;
    }
}
