using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using SlackAudit.Tests.Slack;

namespace SlackAudit.Tests.Journeys;

/// <summary>How its sources are doing, asked of a running service from outside.</summary>
public sealed partial class SourceHealthTests
{
    static readonly Dictionary<string, string> Settings = new(Senders.Settings) { ["Health:Channel"] = "#ops", ["Rules:1:When"] = "ami" };

    [Fact]
    public async Task WhoIsRefusedIsToldAndToldAgainWhenAccepted()
    {
        await using var slack = await SlackStandIn.Start();
        await using var service = await RunningService.Start(slack, Settings);

        Assert.Equal(HttpStatusCode.Unauthorized, await Generic(service, """{"action":"login"}""", "a secret that was replaced"));
        var refused = Assert.Single(await slack.WaitForPosts(1));
        Assert.Equal(HttpStatusCode.Unauthorized, await Generic(service, """{"action":"login"}""", "a secret that was replaced"));
        Assert.Equal(HttpStatusCode.Accepted, await Generic(service, """{"action":"login"}""", Senders.GenericSecret));
        var accepted = (await slack.WaitForPosts(2))[1];

        Assert.Equal(("#ops", "#ops"), (refused.Message.Channel, accepted.Message.Channel));
        Assert.Contains("deliveries of generic are being refused", refused.Message.Text, StringComparison.Ordinal);
        Assert.Contains("deliveries of generic are accepted again", accepted.Message.Text, StringComparison.Ordinal);
        Assert.Equal(2, slack.Posts.Count);
    }

    [Fact]
    public async Task ATurnIsToldOnceAlthoughTheProcessIsKilledInTheMiddleOfIt()
    {
        await using var slack = await SlackStandIn.Start();
        await using var service = await RunningService.Start(slack, new(Settings) { ["Sources:generic:QuietAfter"] = "1m" });
        Assert.Equal(HttpStatusCode.Accepted, await Generic(service, """{"action":"login"}""", Senders.GenericSecret));

        await Run(service, "UPDATE source_health SET last_delivery_at = last_delivery_at - 300000000 WHERE source = 'generic' RETURNING 1");

        // Committed and not posted: Slack asks to wait.
        slack.Next(StandInAnswer.RateLimited(5));
        await KillOnce(service, "tamper.quiet");
        Assert.Contains("generic is quiet", Assert.Single(await slack.WaitForPosts(1)).Message.Text, StringComparison.Ordinal);

        using var enough = new CancellationTokenSource();
        var back = Task.Run(async () =>
        {
            for (; !enough.IsCancellationRequested; await Task.Delay(100))
            {
                try
                {
                    await Generic(service, """{"action":"login"}""", Senders.GenericSecret);
                }
                catch (Exception exception) when (exception is HttpRequestException or ObjectDisposedException or InvalidOperationException or OperationCanceledException)
                {
                    // The service is away just now.
                }
            }
        });
        slack.Next(StandInAnswer.RateLimited(5));
        await KillOnce(service, "tamper.heard");
        Assert.Contains("generic is heard again", (await slack.WaitForPosts(2))[1].Message.Text, StringComparison.Ordinal);
        await enough.CancelAsync();
        await back;

        Assert.Equal((1, 1, 2), (await Count(service, "tamper.quiet"), await Count(service, "tamper.heard"), slack.Posts.Count));
    }

    /// <summary>Kills the process as soon as this is in the log, which may take until the next full minute, and starts it again.</summary>
    static async Task KillOnce(RunningService service, string action)
    {
        for (var look = 0; await Count(service, action) == 0; look++)
        {
            Assert.True(look < 6000, $"{action} was not recorded.");
            await Task.Delay(25);
        }

        await service.Kill();
        await service.StartAgain();
    }

    static Task<long> Count(RunningService service, string action) => Run(service, $"SELECT COUNT(*) FROM events WHERE action = '{action}'");

    static async Task<long> Run(RunningService service, string sql)
    {
        await using var other = new SqliteConnection(service.Database.ConnectionString);
        await other.OpenAsync();
        await using var command = other.CreateCommand();
        command.CommandText = sql;
        return (long)(await command.ExecuteScalarAsync())!;
    }

    [Fact]
    public async Task WhatItDoesIsMeasuredAndNoSenderAddsALabel()
    {
        await using var slack = await SlackStandIn.Start();
        await using var service = await RunningService.Start(slack, Settings);
        await Generic(service, """{"id":"1","action":"deploy.fast","app":"myapp"}""", Senders.GenericSecret);
        await Generic(service, """{"id":"1","action":"deploy.fast","app":"myapp"}""", Senders.GenericSecret);
        for (var i = 0; i < 50; i++)
        {
            var hostile = JsonSerializer.Serialize(new { action = $"evil-{i}\"}}\n# EOF", app = $"app-{i}", actor = $"{{actor=\"{i}\"}}" });
            Assert.Equal(HttpStatusCode.Accepted, await Generic(service, hostile, Senders.GenericSecret));
            await Generic(service, $"{{ unreadable {i}", Senders.GenericSecret);
            await Generic(service, hostile, $"wrong {i}");
            using var unknown = await service.Http.PostAsync($"/hooks/unknown-{i}", new StringContent("{}"));
        }
        await slack.WaitForPosts(2);

        var lines = (await service.Http.GetStringAsync("/metrics")).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        var samples = lines.Where(line => !line.StartsWith('#')).ToList();
        Assert.All(samples, sample => Assert.Matches(Sample(), sample));
        Assert.All(samples, sample => Assert.Contains(lines, line => line.StartsWith("# TYPE ", StringComparison.Ordinal) && sample.StartsWith(line.Split(' ')[2].Replace("_total", "", StringComparison.Ordinal), StringComparison.Ordinal)));
        Assert.DoesNotContain(samples, sample => sample.Contains("evil", StringComparison.Ordinal) || sample.Contains("unknown-", StringComparison.Ordinal) || sample.Contains("app-", StringComparison.Ordinal));
        Assert.InRange(samples.Count, 30, 150);
        Value("slackaudit_deliveries_total", 51, "source=\"generic\"", "result=\"recorded\"");
        Value("slackaudit_deliveries_total", 1, "source=\"generic\"", "result=\"duplicate\"");
        Value("slackaudit_deliveries_total", 100, "source=\"generic\"", "result=\"refused\"");
        Value("slackaudit_deliveries_refused_total", 50, "source=\"generic\"", "reason=\"wrong_secret\"");
        Value("slackaudit_deliveries_refused_total", 50, "source=\"generic\"", "reason=\"unreadable\"");
        Value("slackaudit_events_total", 50, "source=\"generic\"", "action=\"other\"");
        Value("slackaudit_events_total", 1, "source=\"generic\"", "action=\"deploy\"");
        Value("slackaudit_database_up", 1);
        Value("slackaudit_outbox_messages", 0, "state=\"failed\"");
        foreach (var name in (string[])["slackaudit_log_commit_duration_seconds_bucket", "slackaudit_log_batch_size_count", "slackaudit_log_queue", "slackaudit_database_size_bytes",
            "slackaudit_outbox_oldest_age_seconds", "slackaudit_source_last_delivery_age_seconds", "slackaudit_notifications_total", "slackaudit_source_quiet"])
            Assert.Contains(samples, sample => sample.StartsWith(name, StringComparison.Ordinal));

        void Value(string name, long value, params string[] labels) => Assert.Contains(samples, sample =>
            sample.StartsWith(name, StringComparison.Ordinal) && labels.All(label => sample.Contains(label, StringComparison.Ordinal)) && sample.Split("} ")[^1].Split(' ') is var rest
            && (labels.Length > 0 ? rest[0] : rest[^1]) == value.ToString(null, null));
    }

    static async Task<HttpStatusCode> Generic(RunningService service, string body, string secret)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/hooks/generic") { Content = new StringContent(body) };
        request.Headers.Authorization = AuthenticationHeaderValue.Parse($"Bearer {secret}");
        using var answer = await service.Http.SendAsync(request);
        return answer.StatusCode;
    }

    [GeneratedRegex("""^[a-z_]+(\{([a-z_]+="[^"\\\n]*",?)*\})? (-?[0-9.eE+-]+|\+Inf|NaN)( [0-9]+)?$""")]
    private static partial Regex Sample();
}
