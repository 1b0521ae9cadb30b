using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Spectre.Console;

namespace SlackAudit.Benchmarks;

/// <summary>From the start of the process to the answer 202 to a signed delivery, beside a plain ASP.NET program that answers 202 to everything.</summary>
static class StartBenchmark
{
    const int Rounds = 9;
    const string Secret = "a-secret-of-the-benchmark-0123456789";
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static async Task RunAsync(CancellationToken cancellationToken)
    {
        var program = await PublishedProgram.FileAsync();
        var folder = Directory.CreateTempSubdirectory("slackaudit-bench-").FullName;
        try
        {
            var plain = new List<Sample>();
            var empty = new List<Sample>();
            var again = new List<Sample>();
            for (var i = 0; i <= Rounds; i++)
            {
                var anew = Directory.CreateDirectory(Path.Combine(folder, i.ToString(CultureInfo.InvariantCulture))).FullName;
                var address = $"http://127.0.0.1:{FreePort()}";
                var round = new[]
                {
                    await MeasureAsync(Environment.ProcessPath!, [HelloWorld.Verb, address], anew, address, cancellationToken),
                    await MeasureAsync(program, ["--urls", address], anew, address, cancellationToken),
                    await MeasureAsync(program, ["--urls", address], anew, address, cancellationToken),
                };
                // The first round warms the machine.
                if (i == 0) continue;
                plain.Add(round[0]);
                empty.Add(round[1]);
                again.Add(round[2]);
            }
            var table = new Table().AddColumns("program", "to the first 202, median", "slowest", "memory then");
            foreach (var (what, samples) in new[] { ("plain ASP.NET", plain), ("slackaudit, no database yet", empty), ("slackaudit, started again", again) })
                table.AddRow(what, Text($"{Median(samples, sample => sample.Seconds):0.00} s"), Text($"{samples.Max(sample => sample.Seconds):0.00} s"), Text($"{Median(samples, sample => sample.MiB):0} MiB"));
            AnsiConsole.Write(table);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    static async Task<Sample> MeasureAsync(string program, string[] arguments, string folder, string address, CancellationToken cancellationToken)
    {
        using var http = new HttpClient();
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["Sources__github__Secrets__0"] = Secret;
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        try
        {
            process.OutputDataReceived += static (_, _) => { };
            process.BeginOutputReadLine();
            process.ErrorDataReceived += static (_, _) => { };
            process.BeginErrorReadLine();
            while (!await IsTakenAsync(http, address, cancellationToken))
            {
                if (process.HasExited || clock.Elapsed > Patience) throw new InvalidOperationException($"{program} does not answer 202.");
                await Task.Delay(5, cancellationToken);
            }
            var seconds = clock.Elapsed.TotalSeconds;
            process.Refresh();
            return new Sample(seconds, process.WorkingSet64 / 1048576.0);
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }

    static async Task<bool> IsTakenAsync(HttpClient http, string address, CancellationToken cancellationToken)
    {
        var id = Guid.NewGuid().ToString();
        var body = System.Text.Encoding.UTF8.GetBytes($$$"""{"ref":"refs/heads/main","after":"{{{id}}}","repository":{"full_name":"acme/myapp"},"sender":{"login":"alice"},"commits":[]}""");
        using var delivery = new HttpRequestMessage(HttpMethod.Post, address + "/hooks/github") { Content = new ByteArrayContent(body) };
        delivery.Headers.Add("X-GitHub-Event", "push");
        delivery.Headers.Add("X-GitHub-Delivery", id);
        delivery.Headers.Add("X-Hub-Signature-256", "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(System.Text.Encoding.UTF8.GetBytes(Secret), body)));
        try
        {
            using var answer = await http.SendAsync(delivery, cancellationToken);
            return answer.StatusCode == HttpStatusCode.Accepted ? true : throw new InvalidOperationException($"A delivery was answered {answer.StatusCode}.");
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    static double Median(List<Sample> samples, Func<Sample, double> of) => samples.Select(of).Order().ElementAt(samples.Count / 2);

    static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    readonly record struct Sample(double Seconds, double MiB);
}
