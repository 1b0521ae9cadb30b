using System.Text;
using System.Text.Json;

namespace SlackAudit.Tests.Journeys;

/// <summary>All recorded payloads against the running service.</summary>
public sealed class ReplayTests
{
    [Fact]
    public async Task EverySampleIsTakenAndNoPlantedCredentialIsFoundAnywhere()
    {
        await using var service = await RunningService.Start(null, ReplayedSamples.Settings);
        var refused = new List<string>();
        foreach (var (name, request) in ReplayedSamples.All())
        {
            using var answer = await service.Http.SendAsync(request);
            if (!answer.IsSuccessStatusCode) refused.Add($"{name}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        }

        Assert.Empty(refused);
        var events = await Api(service);
        var ids = events.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("id").GetInt64()).ToList();
        Assert.InRange(ids.Count, 150, int.MaxValue);
        // The preview stands for Slack: until it has shown what is owed, nothing proves that it shows no credential.
        await Task.Delay(TimeSpan.FromSeconds(3));
        AssertNothing("the API", events);
        foreach (var page in new[] { "/", "/preview", "/sources", "/outbox" }.Concat(ids.Select(id => $"/events/{id}"))) AssertNothing(page, await service.Http.GetStringAsync(page));
        AssertNothing("the export", (await service.Run("export")).Output);
        AssertNothing("what it printed", service.Output);
        await service.Kill();
        // The database with its journal, keys and all: read as bytes.
        foreach (var file in Directory.EnumerateFiles(service.Folder, "*", SearchOption.AllDirectories)) AssertNothing(file, Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file)));
    }

    static async Task<string> Api(RunningService service)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/events");
        request.Headers.Authorization = new("Bearer", ReplayedSamples.ApiToken);
        request.Headers.Accept.ParseAdd("application/x-ndjson");
        using var answer = await service.Http.SendAsync(request);
        return await answer.Content.ReadAsStringAsync();
    }

    static void AssertNothing(string where, string text)
    {
        foreach (var secret in ReplayedSamples.Planted) Assert.False(text.Contains(secret, StringComparison.Ordinal), $"{secret} is in {where}.");
    }
}
