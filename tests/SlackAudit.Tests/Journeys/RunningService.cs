using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using SlackAudit.Record;
using SlackAudit.Slack;
using SlackAudit.Tests.Slack;

namespace SlackAudit.Tests.Journeys;

/// <summary>The built program as a process of its own, on a SQLite file in a folder of its own.</summary>
internal sealed partial class RunningService : IAsyncDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    readonly string verb;
    readonly Dictionary<string, string> settings;
    readonly bool ownsFolder;
    Process? process;
    ConcurrentQueue<string> lines = [];

    RunningService(string verb, string folder, bool ownsFolder, Dictionary<string, string> settings)
    {
        this.verb = verb;
        Folder = folder;
        this.ownsFolder = ownsFolder;
        this.settings = settings;
    }

    public string Folder { get; }

    /// <summary>Its SQLite file.</summary>
    public string File => Path.Combine(Folder, "data", "slackaudit.db");

    /// <summary>The log in that file.</summary>
    public DatabaseSettings Database => new() { ConnectionString = $"Data Source={File};Pooling=False" };

    public HttpClient Http { get; private set; } = null!;

    public int ProcessId => process!.Id;

    /// <summary>All that it has printed.</summary>
    public string Output => string.Join("\n", lines);

    /// <summary>Starts a service that talks to the stand-in; more settings by their key.</summary>
    public static async Task<RunningService> Start(SlackStandIn? slack, Dictionary<string, string>? more = null, string? folder = null, string verb = "serve")
    {
        var settings = new Dictionary<string, string>(more ?? []);
        if (slack is not null)
        {
            settings["Slack:ApiToken"] = slack.Token;
            settings["Slack:SigningSecret"] = slack.SigningSecret;
            settings["Slack:ApiUrl"] = slack.ApiUrl;
            settings["Slack:ResponseUrlHosts:0"] = new Uri(slack.Origin).Authority;
        }
        var service = new RunningService(verb, folder ?? Directory.CreateTempSubdirectory("slackaudit-journey-").FullName, folder is null, settings);
        try
        {
            await service.StartAgain();
            return service;
        }
        catch
        {
            await service.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts the process (again) on the same folder and waits until it is ready, or until it answers at all.</summary>
    public async Task StartAgain(bool ailing = false)
    {
        Begin();
        var address = await Until(() => lines.Select(line => Listening().Match(line)).FirstOrDefault(match => match.Success)?.Groups[1].Value, "its address");
        Http?.Dispose();
        Http = new HttpClient { BaseAddress = new Uri(address) };
        if (!ailing) await Until(async () => (await Http.GetAsync("/readyz")).IsSuccessStatusCode ? "ready" : null, "readiness");
    }

    /// <summary>Starts the process (again) on the same folder, and kills it so soon after something has happened, whatever it is doing then.</summary>
    public async Task StartAndKill(Func<bool> happened, TimeSpan after)
    {
        Begin();
        while (!happened() && !process!.HasExited) await Task.Delay(1);
        await Task.Delay(after);
        await Kill();
    }

    void Begin()
    {
        process?.Dispose();
        lines = [];
        process = Launch(Folder, settings, verb, "--urls", "http://127.0.0.1:0");
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Ends the process as a power failure would.</summary>
    public async Task Kill()
    {
        process!.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
    }

    /// <summary>Asks the process to stop, as a service manager does.</summary>
    public async Task<int> Stop()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{process!.Id}"]);
        await process.WaitForExitAsync().WaitAsync(Patience);
        return process.ExitCode;
    }

    /// <summary>Runs another verb on the same folder and settings.</summary>
    public Task<(int Code, string Output, string Error)> Run(params string[] arguments) => Run(Folder, settings, arguments);

    public static async Task<(int Code, string Output, string Error)> Run(string folder, Dictionary<string, string> settings, params string[] arguments)
    {
        using var process = Launch(folder, settings, arguments);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(Patience);
        return (process.ExitCode, await output, await error);
    }

    /// <summary>Types a slash command as Slack would send it, signed.</summary>
    public async Task<HttpResponseMessage> Type(SlackStandIn slack, string text, string user = "U0ALICE", string name = "alice", DateTimeOffset? at = null)
    {
        var form = new Dictionary<string, string>
        {
            ["command"] = "/audit",
            ["text"] = text,
            ["user_id"] = user,
            ["user_name"] = name,
            ["channel_id"] = "C0OPS",
            ["channel_name"] = "ops",
            ["team_id"] = "T0ACME",
            ["trigger_id"] = "1.2.3",
            ["response_url"] = slack.NewResponseUrl(),
        };
        var body = await new FormUrlEncodedContent(form).ReadAsStringAsync();
        using var request = SlackSigner.Request("/slack/command", body, slack.SigningSecret, at ?? DateTimeOffset.UtcNow);
        return await Http.SendAsync(request);
    }

    /// <summary>Presses a button as Slack reports it, signed.</summary>
    public Task<HttpResponseMessage> Press(SlackStandIn slack, string action, string value, string user) => Interact(slack, new
    {
        type = "block_actions",
        user = new { id = user, username = user.ToLowerInvariant() },
        team = new { id = "T0ACME" },
        channel = new { id = "D0ALICE" },
        trigger_id = slack.NewTrigger(),
        response_url = slack.NewResponseUrl(),
        actions = new[] { new { action_id = action, type = "button", value } },
    });

    /// <summary>Sends a dialog with one field filled in, as Slack reports it, signed.</summary>
    public Task<HttpResponseMessage> Submit(SlackStandIn slack, View view, string block, string text, string user) => Interact(slack, new
    {
        type = "view_submission",
        user = new { id = user, username = user.ToLowerInvariant() },
        team = new { id = "T0ACME" },
        view = new
        {
            callback_id = view.CallbackId,
            private_metadata = view.PrivateMetadata,
            state = new { values = new Dictionary<string, object> { [block] = new { text = new { type = "plain_text_input", value = text } } } },
        },
    });

    async Task<HttpResponseMessage> Interact(SlackStandIn slack, object payload)
    {
        var body = await new FormUrlEncodedContent([new("payload", JsonSerializer.Serialize(payload))]).ReadAsStringAsync();
        using var request = SlackSigner.Request("/slack/action", body, slack.SigningSecret, DateTimeOffset.UtcNow);
        return await Http.SendAsync(request);
    }

    public async ValueTask DisposeAsync()
    {
        if (process is { HasExited: false }) await Kill();
        process?.Dispose();
        Http?.Dispose();
        if (ownsFolder) Directory.Delete(Folder, recursive: true);
    }

    void Keep(string? line)
    {
        if (line is not null) lines.Enqueue(line);
    }

    static Process Launch(string folder, Dictionary<string, string> settings, params string[] arguments)
    {
        string[] program = ["dotnet", Path.Combine(AppContext.BaseDirectory, "slackaudit.dll"), .. arguments];
        // A test may limit what the process can write; the signal that comes with that limit is for programs that ask for it.
        if (!OperatingSystem.IsWindows()) program = ["sh", "-c", "trap '' XFSZ; exec \"$@\"", "sh", .. program];
        var start = new ProcessStartInfo(program[0], program[1..])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        foreach (var (key, value) in settings) start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        return Process.Start(start)!;
    }

    Task<string> Until(Func<string?> found, string what) => Until(() => Task.FromResult(found()), what);

    async Task<string> Until(Func<Task<string?>> found, string what)
    {
        var waited = Stopwatch.StartNew();
        while (waited.Elapsed < Patience)
        {
            if (await found() is { } value) return value;
            if (process!.HasExited) break;
            await Task.Delay(20);
        }
        throw new InvalidOperationException($"The service did not say {what}:\n{Output}");
    }

    [GeneratedRegex(@"SlackAudit listens at (http://[\d.]+:\d+)")]
    private static partial Regex Listening();
}
