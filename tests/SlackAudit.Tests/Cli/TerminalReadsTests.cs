using System.Net;
using System.Text.Json.Nodes;
using SlackAudit.Tests.Journeys;

namespace SlackAudit.Tests.Cli;

public sealed class TerminalReadsTests
{
    [Fact]
    public async Task WhatIsSensitiveIsReadAtATerminalOnTheRecord()
    {
        await using var service = await RunningService.Start(null, Senders.Settings);
        var body = $$"""{"action":"exec","app":"vault","actor":"mallory","sensitive":true,"occurred_at":"{{DateTimeOffset.UtcNow.AddMinutes(-5):O}}"}""";
        Assert.Equal(HttpStatusCode.Accepted, (await service.Http.SendAsync(Senders.Generic(body))).StatusCode);

        await service.Run("ask", "last deploy");
        Assert.Empty(await Reads(service));
        Assert.Equal(0, (await service.Run("ask", "exec since 24h")).Code);
        Assert.Equal(0, (await service.Run("ask", "exec since 24h")).Code);
        var first = Assert.Single(await Reads(service));
        await service.Run("ask", "exec", "--json");
        await service.Run("ask", "count exec per actor");
        await service.Run("ask", "changed vault since yesterday");

        Assert.Equal((Environment.UserName, "asserted", "log.question"), ((string?)first["actor"], (string?)first["actor_trust"], (string?)first["source_action"]));
        Assert.Equal(4, (await Reads(service)).Count);
    }

    static async Task<IReadOnlyList<JsonNode>> Reads(RunningService service) =>
        [.. (await service.Run("ask", "reads from slackaudit", "--json")).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!)];
}
