using System.Text.Json.Nodes;
using SlackAudit.Events;
using SlackAudit.Slack;

namespace SlackAudit.Tests.Ask.Home;

public sealed class DialogTests
{
    static AuditEvent Shell => Some.Event(Actions.Exec, app: "vault", actor: "mallory") with { Sensitive = true, Summary = "mallory opened a shell on vault" };

    [Fact]
    public async Task DetailsOpenInADialogAndComeAsAMessageWhereSlackOpensNone()
    {
        await using var host = await SlackHost.Start();
        await host.Record(Some.Event());

        await host.Press(SlackHost.Member, "audit.details.0", "1");
        var dialog = (await host.Slack.WaitForViews(1))[0];
        await host.Press(SlackHost.Member, "audit.details.0", "1", trigger: "expired");
        var message = (await host.Slack.WaitForResponses(1))[0];

        Assert.Equal("Event 1", dialog.View.Title.Text);
        Assert.Contains("alice did deploy of myapp", dialog.Raw, StringComparison.Ordinal);
        Assert.Contains("alice did deploy of myapp", message.Raw, StringComparison.Ordinal);
        Assert.Equal((ResponseType.Ephemeral, false), (message.Message.ResponseType, message.Message.ReplaceOriginal));
    }

    [Fact]
    public async Task TheGlobalShortcutAsksAndItsAnswerStandsInTheDialog()
    {
        await using var host = await SlackHost.Start();
        await host.Record(Some.Event(), Shell);

        await host.Shortcut(SlackHost.Member, "audit_ask");
        Assert.Equal("audit_ask", (await host.Slack.WaitForViews(1))[0].View.CallbackId);
        var deploy = await host.Ask(SlackHost.Member, "last deploy");
        var forMember = await host.Ask(SlackHost.Member, "last exec");
        var forAuditor = await host.Ask(SlackHost.Auditor, "last exec");
        var misspelt = await host.Ask(SlackHost.Member, "lst dploy");

        var answer = JsonNode.Parse(deploy)!;
        Assert.Equal("update", answer["response_action"]!.GetValue<string>());
        Assert.Equal("modal", answer["view"]!["type"]!.GetValue<string>());
        Assert.Contains("alice did deploy of myapp", deploy, StringComparison.Ordinal);
        Assert.DoesNotContain("vault", forMember, StringComparison.Ordinal);
        Assert.DoesNotContain("mallory", forMember, StringComparison.Ordinal);
        Assert.Contains("mallory opened a shell on vault", forAuditor, StringComparison.Ordinal);
        Assert.Contains("\"response_action\":\"update\"", misspelt, StringComparison.Ordinal);
        Assert.Contains("asked the log about what is sensitive", Assert.Single(await HomeTests.Reads(host)).Summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheShortcutOfAMessageTellsWhatHappenedAroundIt()
    {
        await using var host = await SlackHost.Start();
        await host.Record(Shell, Some.Event(app: "before") with { OccurredAt = Some.Now.AddMinutes(-29) }, Some.Event(app: "long-before") with { OccurredAt = Some.Now.AddMinutes(-31) });
        var ts = $"{Some.Now.ToUnixTimeSeconds()}.000200";

        await host.Shortcut(SlackHost.Member, "audit_around", ts);
        var forMember = (await host.Slack.WaitForViews(1))[0].Raw;
        await host.Shortcut(SlackHost.Auditor, "audit_around", ts);
        var forAuditor = (await host.Slack.WaitForViews(2))[1].Raw;
        await host.Shortcut(SlackHost.Member, "audit_around", "yesterday");

        Assert.Contains("deploy of before", forMember, StringComparison.Ordinal);
        Assert.DoesNotContain("long-before", forMember, StringComparison.Ordinal);
        Assert.DoesNotContain("vault", forMember, StringComparison.Ordinal);
        Assert.Contains("vault", forAuditor, StringComparison.Ordinal);
        Assert.Contains("nothing to look around", (await host.Slack.WaitForResponses(1))[0].Raw, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AGuestIsRefusedInADialogAndByTheMessageOfTheShortcut()
    {
        await using var host = await SlackHost.Start();

        await host.Shortcut(SlackHost.Guest, "audit_ask");
        await host.Shortcut(SlackHost.Guest, "audit_around", "1772460180.000200");

        Assert.Contains("neither guests", (await host.Slack.WaitForViews(1))[0].Raw, StringComparison.Ordinal);
        Assert.Contains("neither guests", (await host.Slack.WaitForResponses(1))[0].Raw, StringComparison.Ordinal);
        Assert.Contains("neither guests", await host.Ask(SlackHost.Guest, "last deploy"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task PagesTurnWithinTheDialogAndDetailsOpenOnTopOfIt()
    {
        await using var host = await SlackHost.Start();
        await host.Record([.. Enumerable.Range(0, 12).Select(i => Some.Event(app: $"app-{i}") with { OccurredAt = Some.Now.AddMinutes(-i) })]);
        await host.Press(SlackHost.Member, "home.search", "deploys", new { id = "V0HOME", type = "home" });
        var dialog = (await host.Slack.WaitForViews(1))[0];
        var older = Objects(JsonNode.Parse(dialog.Raw)!).Single(one => one["action_id"]?.GetValue<string>() == "audit.older")["value"]!.GetValue<string>();

        await host.Press(SlackHost.Member, "audit.older", older, new { id = dialog.Id, type = "modal", hash = "h" });
        var turned = (await host.Slack.WaitForShown(1))[0];
        await host.Press(SlackHost.Member, "audit.details.0", "1", new { id = dialog.Id, type = "modal", hash = "h" });
        await host.Slack.WaitForCalls("views.push", 1);

        Assert.Equal(dialog.Id, turned.Where);
        Assert.Contains("app-11", turned.Raw, StringComparison.Ordinal);
        Assert.DoesNotContain("app-3", turned.Raw, StringComparison.Ordinal);
    }

    internal static IEnumerable<JsonObject> Objects(JsonNode? node) => node switch
    {
        JsonObject json => json.SelectMany(field => Objects(field.Value)).Prepend(json),
        JsonArray array => array.SelectMany(Objects),
        _ => [],
    };
}
