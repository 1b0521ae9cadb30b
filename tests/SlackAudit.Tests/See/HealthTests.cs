using System.Net;
using System.Text.Json;

namespace SlackAudit.Tests.See;

public sealed class HealthTests
{
    [Fact]
    public async Task AliveIsAlwaysOkEvenForStrangersAndWithoutADatabase()
    {
        await using var host = await SeeHost.Start(migrate: false);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/healthz") { Headers = { Host = "audit.example.com" } };

        using var answer = await host.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("ok", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task ReadyWhenTheDatabaseAnswersAndHasItsTables()
    {
        await using var host = await SeeHost.Start();

        using var answer = await host.Http.GetAsync("/readyz");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("ready", JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("status").GetString());
    }

    [Fact]
    public async Task NotReadySaysWhatToDo()
    {
        await using var host = await SeeHost.Start(migrate: false);

        using var answer = await host.Http.GetAsync("/readyz");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Contains("slackaudit migrate", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
