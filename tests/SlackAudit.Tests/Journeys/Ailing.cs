using System.Diagnostics;
using System.Net;
using System.Text.Json;

namespace SlackAudit.Tests.Journeys;

/// <summary>A service under load whose database ails for a while.</summary>
internal static class Ailing
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>While it ails senders are asked to repeat and <c>/readyz</c> says why; after, all is well without a restart.</summary>
    /// <returns>What <c>/readyz</c> said.</returns>
    public static async Task<string> Through(RunningService service, Load load, Func<Task> fall, Func<Task> mend)
    {
        await Until(() => load.Acknowledged.Count > 50);
        await fall();
        var refused = load.Refused;
        await Until(() => load.Refused > refused);
        var problem = await Until(async () => await Problem(service), found => found is not null);
        await mend();
        await Until(async () => await Problem(service), found => found is null);
        var acknowledged = load.Acknowledged.Count;
        await Until(() => load.Acknowledged.Count > acknowledged + 50);
        return problem!;
    }

    /// <summary>What <c>/readyz</c> says; null when it is ready.</summary>
    public static async Task<string?> Problem(RunningService service)
    {
        using var answer = await service.Http.GetAsync("/readyz");
        if (answer.StatusCode == HttpStatusCode.OK) return null;
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("problem").GetString();
    }

    public static Task Until(Func<bool> happened) => Until(() => Task.FromResult(happened()), yes => yes);

    public static async Task<T> Until<T>(Func<Task<T>> look, Func<T, bool> enough)
    {
        var waited = Stopwatch.StartNew();
        while (waited.Elapsed < Patience)
        {
            var found = await look();
            if (enough(found)) return found;
            await Task.Delay(20);
        }
        Assert.Fail("It did not happen within half a minute.");
        return default!;
    }

    /// <summary>Runs a program of the system; the test is skipped where it is missing or may not do that.</summary>
    public static async Task System(string program, params string[] arguments)
    {
        if (!OperatingSystem.IsLinux()) Assert.Skip($"Needs Linux, for {program}.");
        using var process = Process.Start(new ProcessStartInfo("sh", ["-c", "exec \"$@\" 2>&1", "sh", program, .. arguments]) { RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) Assert.Skip($"{program} {string.Join(' ', arguments)} does not work here: {output.Trim()}");
    }
}
