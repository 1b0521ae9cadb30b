using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Moq;
using SlackAudit.Events;
using SlackAudit.Record;
using SlackAudit.Slack;

namespace SlackAudit.Tests.Ask.Home;

/// <summary>Dialogs whose answer comes after the patience of whoever opened them.</summary>
public sealed class LateDialogTests
{
    static AuditEvent Shell => Some.Event(Actions.Exec, app: "vault", actor: "mallory") with { Sensitive = true, Summary = "mallory opened a shell on vault" };

    [Fact]
    public async Task AnAnswerThatIsLateTakesThePlaceOfTheWaiting()
    {
        await using var host = await SlackHost.Start();
        await host.Record(Shell);
        string waiting;
        await using (await Held.Take(host))
        {
            var details = host.Press(SlackHost.Auditor, "audit.details.0", "1");
            waiting = await Patient(host, () => host.Slack.Views.Count > 0, () => host.Slack.Views[0].Raw);
            await details;
        }
        var shown = Assert.Single(await host.Slack.WaitForShown(1));

        Assert.Contains("Still looking", waiting, StringComparison.Ordinal);
        Assert.DoesNotContain("mallory", waiting, StringComparison.Ordinal);
        Assert.Equal(host.Slack.Views[0].Id, shown.Where);
        Assert.Contains("mallory opened a shell on vault", shown.Raw, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AQuestionInADialogThatIsAnsweredLateIsAnsweredThere()
    {
        await using var host = await SlackHost.Start();
        await host.Record(Shell);
        await host.Shortcut(SlackHost.Auditor, "audit_ask");
        var dialog = (await host.Slack.WaitForViews(1))[0];
        string waiting;
        await using (await Held.Take(host))
        {
            var asked = host.Ask(SlackHost.Auditor, "last exec", dialog.Id);
            waiting = await Patient(host, () => asked.IsCompleted, () => asked.Result);
        }
        var shown = Assert.Single(await host.Slack.WaitForShown(1));

        Assert.Contains("Still looking", waiting, StringComparison.Ordinal);
        Assert.Contains("last exec", waiting, StringComparison.Ordinal);
        Assert.Equal(dialog.Id, shown.Where);
        Assert.Contains("mallory opened a shell on vault", shown.Raw, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ADialogWhoseLateAnswerFailsDoesNotWaitForEver()
    {
        await using var host = await SlackHost.Start();
        await host.Record(Shell);
        await host.Shortcut(SlackHost.Auditor, "audit_ask");
        var dialog = (await host.Slack.WaitForViews(1))[0];
        await using (await Held.Take(host))
        {
            var asked = host.Ask(SlackHost.Auditor, "last exec", dialog.Id);
            await Patient(host, () => asked.IsCompleted, () => asked.Result);
            await host.Of<LogWriter>().DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(60));
        }
        var shown = Assert.Single(await host.Slack.WaitForShown(1));

        Assert.DoesNotContain("Still looking", shown.Raw, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnAnswerThatBreaksIsASentenceInItsDialog()
    {
        var dialogs = new Dialogs(Mock.Of<ISlackApiClient>(), new FakeTimeProvider(Some.Now), NullLogger<Dialogs>.Instance);

        Assert.Contains("Something went wrong", (await dialogs.ToldAsync(Task.FromException<Message>(new InvalidOperationException("a secret")), default)).Text, StringComparison.Ordinal);
        Assert.Equal("there", (await dialogs.ToldAsync(Task.FromResult(new Message { Text = "there" }), default)).Text);
    }

    // Time moves on until what is waited for is there: the dialog's patience is over, and the database's not yet.
    static async Task<string> Patient(SlackHost host, Func<bool> isThere, Func<string> what)
    {
        var clock = (FakeTimeProvider)host.Of<TimeProvider>();
        var began = Stopwatch.GetTimestamp();
        while (!isThere() && Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(20))
        {
            clock.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Delay(20);
        }
        Assert.True(isThere());
        return what();
    }

    /// <summary>The database, held by somebody who writes: who looks cannot be recorded until they let go.</summary>
    sealed class Held : IAsyncDisposable
    {
        readonly SqliteConnection connection;

        Held(SqliteConnection connection) => this.connection = connection;

        public static async Task<Held> Take(SlackHost host)
        {
            var connection = new SqliteConnection($"Data Source={host.Database};Pooling=False");
            await connection.OpenAsync();
            await RunAsync(connection, "BEGIN IMMEDIATE");
            return new Held(connection);
        }

        public async ValueTask DisposeAsync()
        {
            await RunAsync(connection, "ROLLBACK");
            await connection.DisposeAsync();
        }

        static async Task RunAsync(SqliteConnection connection, string sql)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = sql;
            await command.ExecuteNonQueryAsync();
        }
    }
}
