using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using SlackAudit.Tests.Slack;

namespace SlackAudit.Tests.Journeys;

public sealed class TroubleTests
{
    [Fact]
    public async Task WhileTheDatabaseIsLockedSendersAreAskedToRepeatAndThenAllIsWell()
    {
        await using var service = await RunningService.Start(null, Senders.Settings);
        await using var other = new SqliteConnection($"Data Source={Path.Combine(service.Folder, "data", "slackaudit.db")};Pooling=False");
        await other.OpenAsync();
        await Execute(other, "BEGIN IMMEDIATE");

        using var refused = await service.Http.SendAsync(Senders.Generic("""{"id":"e1","action":"deploy"}"""));
        await Execute(other, "ROLLBACK");
        using var taken = await service.Http.SendAsync(Senders.Generic("""{"id":"e1","action":"deploy"}"""));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.True(refused.Headers.RetryAfter?.Delta > TimeSpan.Zero);
        Assert.Equal(HttpStatusCode.Accepted, taken.StatusCode);
    }

    [Fact]
    public async Task WhatIsUnderWayWhenTheServiceStopsIsRecordedAndAnsweredOrNeither()
    {
        await using var service = await RunningService.Start(null, Senders.Settings);
        await using var other = new SqliteConnection($"Data Source={Path.Combine(service.Folder, "data", "slackaudit.db")};Pooling=False");
        await other.OpenAsync();
        // Nothing is committed until long after the service was told to stop.
        await Execute(other, "BEGIN IMMEDIATE");
        var sent = Enumerable.Range(0, 50).Select(async i =>
        {
            try
            {
                using var answer = await service.Http.SendAsync(Senders.Generic($$"""{"id":"e{{i}}","action":"deploy"}"""));
                return (Id: $"e{i}", Answer: (HttpStatusCode?)answer.StatusCode);
            }
            catch (HttpRequestException)
            {
                return (Id: $"e{i}", Answer: null);
            }
        }).ToList();
        await Task.Delay(300);
        var stopping = service.Stop();
        await Task.Delay(300);
        await Execute(other, "ROLLBACK");

        var answers = await Task.WhenAll(sent);
        await stopping;
        await service.StartAgain();
        var (_, output, _) = await service.Run("ask", "deploy", "--json");
        var (intact, _, _) = await service.Run("verify");

        var recorded = output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement.GetProperty("source_event_id").GetString()!).ToList();
        var acknowledged = answers.Where(each => each.Answer == HttpStatusCode.Accepted).Select(each => each.Id).ToList();
        Assert.NotEmpty(acknowledged);
        Assert.Equal(acknowledged.Order(), recorded.Order());
        Assert.Equal(0, intact);
    }

    [Fact]
    public async Task NoSecretFromADeliveryIsFoundAnywhere()
    {
        // Made up, each in the shape its vendor gives it.
        string[] secrets =
        [
            "ghp_" + "k3Vw9QzT7mB2xN5cR8yL1pF6hJ4dG0sA3eUo",
            "AKIA" + "Q7ZK3MWP5XTR2VNB",
            "xoxb-" + "2048175936-4096351872-h7Tq9Lm2Xc4Vb6Nz8Kp1Rw3Y",
            "correct-horse-battery-staple-42",
            "sw0rdf1sh-of-the-deep",
            "glpat-" + "x3Vw9QzT7mB2xN5cR8yL",
        ];
        var payload = JsonSerializer.Serialize(new
        {
            action = "env.change",
            id = secrets[5],
            app = "myapp",
            actor = "alice",
            summary = $"rotated {secrets[0]} for myapp",
            target = secrets[1],
            url = $"https://alice:{secrets[4]}@example.com/x",
            detail = new { password = secrets[3], note = $"use {secrets[2]} please", env = new { DATABASE_URL = $"postgres://u:{secrets[4]}@db/x" } },
        });
        await using var slack = await SlackStandIn.Start();
        var settings = Senders.Settings;
        settings["Rules:0:When"] = "env";
        await using var service = await RunningService.Start(slack, settings);

        using var taken = await service.Http.SendAsync(Senders.Generic(payload));
        Assert.Equal(HttpStatusCode.Accepted, taken.StatusCode);
        using var again = await service.Http.SendAsync(Senders.Generic(payload));
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        var posts = await slack.WaitForPosts(1);
        var places = new List<(string Where, string Text)>
        {
            ("messages", string.Join("\n", posts.SelectMany(post => post.Raw.Values))),
            ("API", await service.Http.GetStringAsync("/api/events?q=env")),
            ("event page", await service.Http.GetStringAsync("/events/1")),
            ("answer", (await JourneyTests.Answer(service, slack, "last env myapp")).Text!),
        };
        await service.Stop();
        places.Add(("log", service.Output));
        places.AddRange(Directory.GetFiles(service.Folder, "*", SearchOption.AllDirectories).Select(file => (file, Encoding.Latin1.GetString(File.ReadAllBytes(file)))));

        Assert.Contains(places, place => place.Text.Contains("rotated", StringComparison.Ordinal));
        foreach (var (where, text) in places)
            Assert.All(secrets, secret => Assert.False(text.Contains(secret, StringComparison.Ordinal), $"{secret} is in {where}"));
    }

    [Fact]
    public async Task AWorkspaceThatIsAwayLosesNothingAndHoldsUpNobody()
    {
        await using var slack = await SlackStandIn.Start();
        await using var service = await RunningService.Start(slack, Senders.Settings);
        slack.Next(StandInAnswer.Http(503), times: 2);

        for (var i = 0; i < 3; i++)
        {
            using var taken = await service.Http.SendAsync(Senders.Generic($$"""{"id":"e{{i}}","action":"deploy","app":"app{{i}}"}"""));
            Assert.Equal(HttpStatusCode.Accepted, taken.StatusCode);
        }

        var posts = await slack.WaitForPosts(3);
        Assert.Equal(["app0", "app1", "app2"], posts.Select(post => post.Message.Text!.Split(' ').First(word => word.StartsWith("app", StringComparison.Ordinal) && word.Length > 3).Trim('.', ',')));
        Assert.Equal(HttpStatusCode.OK, (await service.Http.GetAsync("/readyz")).StatusCode);
    }

    static async Task Execute(SqliteConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
