using SlackAudit.Benchmarks;
using SlackAudit.Benchmarks.Appending;
using SlackAudit.Benchmarks.Asked;
using SlackAudit.Benchmarks.Generated;
using SlackAudit.Benchmarks.Receiving;
using Spectre.Console;

if (args is [HelloWorld.Verb, var address]) return await HelloWorld.RunAsync(address);
if (args is [Receiver.Verb, var kind]) return await Receiver.RunAsync(kind);

// Numbers of different runs or machines cannot be compared: each benchmark prints the ratios of what it measured side by side.
Benchmark[] benchmarks =
[
    new("http", "deliveries over HTTP, each answered when it is on disk, beside the endpoint without the log and a plain receiver", HttpBenchmark.RunAsync),
    new("append", "events through the log's writer beside a bare prepared insert of the same rows, and what the chain costs", AppendBenchmark.RunAsync),
    new("log", "making a generated log, of SLACKAUDIT_BENCH_ROWS events", async stop => await GeneratedLog.FileAsync(BenchRows.Asked, stop)),
    new("questions", "what questions cost at 100 thousand and a million events, and at SLACKAUDIT_BENCH_ROWS if that is more", QuestionsBenchmark.RunAsync),
    new("verify", "verifying the log, events a second", VerifyBenchmark.RunAsync),
    new("start", "from the start of the program to the first 202", StartBenchmark.RunAsync),
];

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};

var chosen = args.Length == 0 ? benchmarks : [.. benchmarks.Where(benchmark => args.Contains(benchmark.Name))];
if (chosen.Length < args.Length || chosen.Length == 0)
{
    AnsiConsole.WriteLine("Name the benchmarks to run, or none to run them all:");
    foreach (var benchmark in benchmarks) AnsiConsole.WriteLine($"  {benchmark.Name,-10} {benchmark.Measures}");
    return 2;
}

foreach (var benchmark in chosen)
{
    AnsiConsole.Write(new Rule($"{benchmark.Name}: {benchmark.Measures}").LeftJustified());
    await benchmark.RunAsync(stop.Token);
}
return 0;
