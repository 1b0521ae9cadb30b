using System.Collections.Concurrent;
using System.Net;

namespace SlackAudit.Tests.Journeys;

/// <summary>Senders who repeat every delivery until some instance takes it, as real ones do, and some deliveries twice at once.</summary>
internal sealed class Load
{
    const int Channels = 4;

    readonly IReadOnlyList<RunningService> instances;
    readonly List<Task> senders;
    volatile bool stopped;
    int refused;

    public Load(IReadOnlyList<RunningService> instances, int senders, string name = "load")
    {
        this.instances = instances;
        this.senders = [.. Enumerable.Range(0, senders).Select(sender => Task.Run(() => Send($"{name}-{sender}", sender)))];
    }

    /// <summary>Settings under which one delivery in ten is told, in one of four channels: by itself, or summed up when that is too much.</summary>
    public static Dictionary<string, string> Settings
    {
        get
        {
            var settings = new Dictionary<string, string> { ["Sources:generic:Secrets:0"] = Senders.GenericSecret };
            for (var i = 0; i < Channels; i++)
            {
                settings[$"Rules:{i}:Name"] = $"app{i}";
                settings[$"Rules:{i}:When"] = $"deploy app{i}";
                settings[$"Rules:{i}:Channel"] = $"#app{i}";
            }
            return settings;
        }
    }

    /// <summary>The ids of the deliveries that were answered 2xx.</summary>
    public ConcurrentDictionary<string, bool> Acknowledged { get; } = [];

    /// <summary>How many deliveries were answered 503.</summary>
    public int Refused => Volatile.Read(ref refused);

    public Task Stop()
    {
        stopped = true;
        return Task.WhenAll(senders);
    }

    async Task Send(string name, int sender)
    {
        for (var i = 0; !stopped; i++)
        {
            var action = i % 10 == 0 ? "deploy" : "build";
            var body = $$"""{"id":"{{name}}-{{i}}","action":"{{action}}","app":"app{{(sender + i / 10) % Channels}}","actor":"{{name}}-{{i / 20}}","target":"R{{i}}","outcome":"success"}""";
            List<Task<bool>> tries = [Try(sender + i, body)];
            if (i % 7 == 0) tries.Add(Try(sender + i + 1, body));
            for (var again = 1; !(await Task.WhenAll(tries)).Contains(true); again++)
            {
                await Task.Delay(50);
                tries = [Try(sender + i + again, body)];
            }
            Acknowledged[$"{name}-{i}"] = true;
        }
    }

    async Task<bool> Try(int instance, string body)
    {
        try
        {
            using var answer = await instances[instance % instances.Count].Http.SendAsync(Senders.Generic(body));
            if (answer.StatusCode is HttpStatusCode.Accepted or HttpStatusCode.OK) return true;
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
            Assert.True(answer.Headers.RetryAfter?.Delta > TimeSpan.Zero);
            Interlocked.Increment(ref refused);
            return false;
        }
        catch (Exception exception) when (exception is HttpRequestException or ObjectDisposedException or OperationCanceledException)
        {
            return false;
        }
    }
}
