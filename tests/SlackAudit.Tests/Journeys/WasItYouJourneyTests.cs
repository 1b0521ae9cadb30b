using System.Globalization;
using System.Net;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using SlackAudit.Slack.Blocks;
using SlackAudit.Tests.Slack;

namespace SlackAudit.Tests.Journeys;

/// <summary>Was it you: from a delivery over the question in Slack to the answer in the log, on the built program.</summary>
public sealed class WasItYouJourneyTests
{
    const string Reason = "reason";

    static Dictionary<string, string> Settings => new(Senders.Settings)
    {
        ["People:0:Name"] = "alice",
        ["People:0:Is:0"] = "generic:alice-gh",
        ["People:0:Is:1"] = "slack:U0ALICE",
        ["WasItYou:Channel"] = "#security",
        ["WasItYou:WorkingHours"] = "Sun-Sat 00:00-24:00",
    };

    [Fact]
    public async Task YesWithAReasonAndTheWrongPersonAndTwice()
    {
        await using var slack = await SlackStandIn.Start();
        await using var service = await RunningService.Start(slack, Settings);
        var (id, question) = await Asked(service, slack);

        Assert.Equal(HttpStatusCode.OK, (await service.Press(slack, "was_it_you_no", id, "U0MALLORY")).StatusCode);
        Assert.Equal("This asks alice-gh, so only they can answer it.", (await slack.WaitForResponses(1))[0].Message.Text);

        Assert.Equal(HttpStatusCode.OK, (await service.Press(slack, "was_it_you_yes", id, "U0ALICE")).StatusCode);
        var view = (await slack.WaitForViews(1))[0].View;
        var blank = await service.Submit(slack, view, Reason, "  ", "U0ALICE");
        Assert.Equal("errors", JsonDocument.Parse(await blank.Content.ReadAsStringAsync()).RootElement.GetProperty("response_action").GetString());
        var sent = await service.Submit(slack, view, Reason, "restarting the worker", "U0ALICE");
        Assert.Equal((HttpStatusCode.OK, ""), (sent.StatusCode, await sent.Content.ReadAsStringAsync()));

        var edited = (await slack.WaitForUpdates(1))[0];
        Assert.Equal((question.Channel, question.Ts), (edited.Channel, edited.Ts));
        Assert.Empty(edited.Message.Blocks.OfType<ActionsBlock>());
        Assert.Contains("restarting the worker", edited.Message.Text, StringComparison.Ordinal);
        Assert.Contains("alice confirmed", (await JourneyTests.Answer(service, slack, "last confirm")).Text, StringComparison.Ordinal);

        var again = await service.Submit(slack, view, Reason, "again", "U0ALICE");
        Assert.Contains("answered already", await again.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await service.Press(slack, "was_it_you_no", id, "U0ALICE");
        Assert.StartsWith("This was answered already: alice said “Yes, it was me”", (await slack.WaitForResponses(2))[1].Message.Text, StringComparison.Ordinal);
        Assert.Contains("1", (await JourneyTests.Answer(service, slack, "count confirm")).Text, StringComparison.Ordinal);
        Assert.Equal(0, (await service.Run("verify")).Code);
    }

    [Fact]
    public async Task NoAfterTheServiceWasKilledAndStartedAgain()
    {
        await using var slack = await SlackStandIn.Start();
        await using var service = await RunningService.Start(slack, Settings);
        var (id, question) = await Asked(service, slack);

        // What Slack has and the service does not know of yet would be repeated.
        await Posted(service.File, 2);
        await service.Kill();
        await service.StartAgain();
        await service.Press(slack, "was_it_you_no", id, "U0ALICE");

        Assert.StartsWith("Thank you", (await slack.WaitForResponses(1))[0].Message.Text, StringComparison.Ordinal);
        var told = (await slack.WaitForPosts(3))[2];
        Assert.Equal("#security", told.Message.Channel);
        Assert.Contains("alice says that it was not them", told.Message.Text, StringComparison.Ordinal);
        Assert.Equal(question.Ts, (await slack.WaitForUpdates(1))[0].Ts);
    }

    [Fact]
    public async Task TooLate()
    {
        await using var slack = await SlackStandIn.Start();
        await using var service = await RunningService.Start(slack, Settings);
        var (id, _) = await Asked(service, slack);

        await service.Stop();
        await Age(service.File, TimeSpan.FromHours(3));
        await service.StartAgain();
        var told = (await slack.WaitForPosts(3))[2];
        Assert.Equal("#security", told.Message.Channel);
        Assert.Contains("nobody answered within 2 hours of working time whether it was alice-gh", told.Message.Text, StringComparison.Ordinal);
        Assert.Single((await slack.WaitForUpdates(1))[0].Message.Blocks.OfType<ActionsBlock>());

        await service.Press(slack, "was_it_you_yes", id, "U0ALICE");
        await service.Submit(slack, (await slack.WaitForViews(1))[0].View, Reason, "I was at lunch", "U0ALICE");

        Assert.Contains("after it had been told that nobody answered", (await slack.WaitForPosts(4))[3].Message.Text, StringComparison.Ordinal);
        Assert.Empty((await slack.WaitForUpdates(2))[1].Message.Blocks.OfType<ActionsBlock>());
    }

    [Theory]
    [InlineData("WasItYou:Channel", "#a b", "WasItYou:Channel")]
    [InlineData("WasItYou:Chanel", "#security", "Did you mean WasItYou:Channel?")]
    [InlineData("WasItYou:Within", "soon", "WasItYou:Within is \"soon\", but must be a time from 1m to 7d")]
    [InlineData("WasItYou:WorkingHours", "9-5", "WasItYou:WorkingHours is \"9-5\", but must be hours such as 09:00-17:00")]
    [InlineData("WasItYou:TimeZone", "Nowhere", "WasItYou:TimeZone")]
    [InlineData("WasItYou:When", "last exec", "WasItYou:When")]
    [InlineData("WasItYou:When", "sensitive not by alice", "alice is a person, and everybody is asked")]
    public async Task AWrongSettingStopsTheStart(string key, string value, string said)
    {
        var folder = Directory.CreateTempSubdirectory("slackaudit-settings-").FullName;
        var settings = Settings;
        settings[key] = value;

        var (code, _, error) = await RunningService.Run(folder, settings, "serve", "--urls", "http://127.0.0.1:0");

        Assert.Equal(2, code);
        Assert.Contains(said, error, StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }

    static async Task<(string Id, StandInPost Question)> Asked(RunningService service, SlackStandIn slack)
    {
        var at = DateTimeOffset.UtcNow.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        using var taken = await service.Http.SendAsync(Senders.Generic($$"""{"id":"e1","action":"exec","actor":"alice-gh","app":"myapp","scope":"production","outcome":"success","occurred_at":"{{at}}"}"""));
        Assert.Equal(HttpStatusCode.Accepted, taken.StatusCode);
        var question = (await slack.WaitForPosts(2)).Single(post => post.Message.Channel == "U0ALICE");
        Assert.Equal("D0ALICE", question.Channel);
        return (question.Message.Blocks.OfType<ActionsBlock>().Single().Elements.Cast<Button>().First().Value!, question);
    }

    static async Task Posted(string file, long count)
    {
        await using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM notifications WHERE state = 'posted'";
        while ((long)(await command.ExecuteScalarAsync())! < count) await Task.Delay(20);
    }

    static async Task Age(string file, TimeSpan age)
    {
        await using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "UPDATE notifications SET created_at = created_at - $age, due_at = due_at - $age WHERE about = 'question'";
        command.Parameters.AddWithValue("$age", (long)age.TotalMicroseconds);
        Assert.Equal(1, await command.ExecuteNonQueryAsync());
    }
}
