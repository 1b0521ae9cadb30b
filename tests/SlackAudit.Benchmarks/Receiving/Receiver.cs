using System.Diagnostics;
using System.Globalization;

namespace SlackAudit.Benchmarks.Receiving;

/// <summary>A receiver in a process of its own, so that its memory is its own.</summary>
sealed class Receiver : IDisposable
{
    /// <summary>Starts this program as a receiver.</summary>
    public const string Verb = "receive";

    const string Listening = "listening on port ";

    readonly Process process;
    readonly string folder;

    Receiver(string kind, Process process, string folder, int port)
    {
        Kind = kind;
        this.process = process;
        this.folder = folder;
        Port = port;
    }

    public string Kind { get; }

    public int Port { get; }

    /// <summary>The megabytes of memory that it holds.</summary>
    public double Memory
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64 / 1024.0 / 1024.0;
        }
    }

    /// <summary>Starts one with an empty database.</summary>
    public static async Task<Receiver> StartAsync(string kind, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("slackaudit-benchmark-").FullName;
        var start = new ProcessStartInfo(Environment.ProcessPath!, [Verb, kind])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        start.Environment["Database__ConnectionString"] = $"Data Source={Path.Combine(folder, "log.db")}";
        start.Environment["Sources__github__Secrets__0"] = Pushes.Secret;
        // Asked of every push and met by none: what is told is another matter.
        start.Environment["Rules__0__Name"] = "trouble";
        start.Environment["Rules__0__When"] = "failed deploys";
        start.Environment["Rules__0__Channel"] = "#deploys";
        start.Environment["Rules__1__Name"] = "access";
        start.Environment["Rules__1__When"] = "ssh, exec, db in production";
        start.Environment["Rules__1__Channel"] = "#security";
        var process = Process.Start(start)!;
        while (await process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
        {
            if (!line.StartsWith(Listening, StringComparison.Ordinal)) continue;
            // Nobody reads on, but a full pipe would hold the receiver up.
            _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
            return new Receiver(kind, process, folder, int.Parse(line[Listening.Length..], CultureInfo.InvariantCulture));
        }
        throw new InvalidOperationException($"The receiver {kind} did not start.");
    }

    /// <summary>Is a receiver until it is told to stop: <c>log</c>, <c>limit</c> or <c>plain</c>.</summary>
    public static async Task<int> RunAsync(string kind)
    {
        await (kind == "plain" ? PlainReceiver.RunAsync() : ServiceReceiver.RunAsync(stores: kind == "log"));
        return 0;
    }

    /// <summary>Tells the starting process where to send; called in the receiver's own process.</summary>
    public static void Announce(int port) => Console.WriteLine(Listening + port.ToString(CultureInfo.InvariantCulture));

    /// <summary>Ends when the starting process has gone or wants this one to stop; called in the receiver's own process.</summary>
    public static Task<string> ToldToStop() => Console.In.ReadToEndAsync();

    public void Dispose()
    {
        process.StandardInput.Close();
        if (!process.WaitForExit(TimeSpan.FromSeconds(10))) process.Kill();
        process.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
