using Microsoft.Data.Sqlite;
using SlackAudit.Cli.Demo;

namespace SlackAudit.Cli;

/// <summary><c>demo</c>: the service on a throw-away database with a believable month in it, and new events trickling in.</summary>
static class DemoVerb
{
    // Told apart from whatever was configured for real: nothing of that is read or touched.
    public static async Task<int> RunAsync(string[]? urls, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("slackaudit-demo-").FullName;
        try
        {
            return await RunAsync(urls, folder, cancellationToken);
        }
        catch (SqliteException exception)
        {
            await Console.Error.WriteLineAsync($"slackaudit: the demo cannot write its database in {folder}: {exception.Message} Set TMPDIR to a folder with 50 MB to spare.");
            return 1;
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    static async Task<int> RunAsync(string[]? urls, string folder, CancellationToken cancellationToken)
    {
        var secrets = DemoSecrets.New();
        var settings = DemoSettings.Of(folder, secrets);
        var now = TimeProvider.System.GetUtcNow();
        var dice = DemoStory.Dice(now);
        var events = await DemoHistory.WriteAsync(settings, now, dice, cancellationToken);

        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        var trickling = Task.CompletedTask;
        var exit = await ServeVerb.RunAsync(ServeVerb.Builder(urls), settings, cancellationToken, app =>
        {
            http.BaseAddress = OwnAddress.Of(app.Urls);
            Console.WriteLine(Welcome(http.BaseAddress, events));
            var trickle = new DemoTrickle(new DemoSender(http, secrets), dice, TimeProvider.System, app.Logger);
            trickling = trickle.RunAsync(app.Lifetime.ApplicationStopping);
            return Task.CompletedTask;
        });
        await trickling;
        return exit;
    }

    static string Welcome(Uri address, int events) => $"""

        A month of a team's life is in the log: {events} events of three apps and eight people. New ones arrive every few seconds.

          {address}preview shows what Slack would. Type there:
              /audit last deploy myapp
              /audit who touched prod-db last week
          {address} is the timeline. Ask it why billing could not be deployed one afternoon:
              failed deploys billing

        Nothing of it is real, and all of it is deleted when you stop.

        """;
}
