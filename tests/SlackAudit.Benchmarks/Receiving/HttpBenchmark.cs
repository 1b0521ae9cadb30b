using System.Globalization;
using Spectre.Console;

namespace SlackAudit.Benchmarks.Receiving;

/// <summary>Deliveries over HTTP, each answered when it is on disk, beside the same endpoint without the log and beside a plain receiver.</summary>
static class HttpBenchmark
{
    const int Rounds = 3;

    static readonly int[] Connections = [1, 16, 64, 256];
    static readonly int[] Offers = [500, 2000];
    // The compiler makes code faster for as long.
    static readonly TimeSpan Warm = TimeSpan.FromSeconds(10);
    static readonly TimeSpan Cell = TimeSpan.FromSeconds(2);
    static readonly TimeSpan Offer = TimeSpan.FromSeconds(6);

    public static async Task RunAsync(CancellationToken cancellationToken)
    {
        var pushes = new Pushes(different: 1);
        StepCosts.Print(pushes);
        var receivers = new List<Receiver>();
        try
        {
            foreach (var kind in new[] { "limit", "log", "plain" }) receivers.Add(await Receiver.StartAsync(kind, cancellationToken));
            foreach (var receiver in receivers) await new Load(pushes, receiver.Port).CloseAsync(64, Warm, cancellationToken);
            await ClosedAsync(pushes, receivers, cancellationToken);
            await DifferentAsync(receivers, cancellationToken);
            await OpenAsync(pushes, receivers, cancellationToken);
        }
        finally
        {
            foreach (var receiver in receivers) receiver.Dispose();
        }
    }

    static async Task ClosedAsync(Pushes pushes, List<Receiver> receivers, CancellationToken cancellationToken)
    {
        var measured = new Dictionary<(string Kind, int Connections), List<Waits>>();
        var memory = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var connections in Connections)
            {
                foreach (var receiver in receivers)
                {
                    var waits = await new Load(pushes, receiver.Port).CloseAsync(connections, Cell, cancellationToken);
                    if (!measured.TryGetValue((receiver.Kind, connections), out var cells)) measured[(receiver.Kind, connections)] = cells = [];
                    cells.Add(waits);
                }
            }
            memory.Add(receivers[1].Memory);
        }

        var table = new Table().Title("deliveries/s (p50 / p99 in milliseconds), medians of interleaved rounds");
        table.AddColumns(["connections", .. receivers.Select(receiver => receiver.Kind), "log / limit", "log / plain", "refused"]);
        foreach (var connections in Connections)
        {
            var cells = receivers.ToDictionary(receiver => receiver.Kind, receiver => measured[(receiver.Kind, connections)]);
            var log = Median(cells["log"], w => w.PerSecond);
            table.AddRow([
                Text($"{connections}"),
                .. receivers.Select(receiver => Text(
                    $"{Median(cells[receiver.Kind], w => w.PerSecond):N0} ({Median(cells[receiver.Kind], w => w.Percentile(0.5)):N1} / {Median(cells[receiver.Kind], w => w.Percentile(0.99)):N1})")),
                Text($"{log / Median(cells["limit"], w => w.PerSecond):N2}"),
                Text($"{log / Median(cells["plain"], w => w.PerSecond):N1}"),
                string.Join(", ", receivers.Select(receiver => Text($"{cells[receiver.Kind].Sum(w => w.Refused):N0}"))),
            ]);
        }
        AnsiConsole.Write(table);
        AnsiConsole.WriteLine($"Memory of the log's process after each round: {string.Join(", ", memory.Select(m => Text($"{m:N0}")))} MiB.");
    }

    /// <summary>The hardest load: nearly every index gets each entry in another place, as with many people and apps.</summary>
    static async Task DifferentAsync(List<Receiver> receivers, CancellationToken cancellationToken)
    {
        var different = new Pushes(different: 256);
        var (limits, logs) = (new List<Waits>(), new List<Waits>());
        for (var round = 0; round < Rounds; round++)
        {
            limits.Add(await new Load(different, receivers[0].Port).CloseAsync(64, Cell, cancellationToken));
            logs.Add(await new Load(different, receivers[1].Port).CloseAsync(64, Cell, cancellationToken));
        }
        var (limit, log) = (Median(limits, w => w.PerSecond), Median(logs, w => w.PerSecond));
        AnsiConsole.WriteLine(Text($"256 different pushes, 64 connections: {log:N0} of {limit:N0} deliveries/s, {log / limit:N2} of the limit, p99 {Median(logs, w => w.Percentile(0.99)):N1} ms."));
    }

    static async Task OpenAsync(Pushes pushes, List<Receiver> receivers, CancellationToken cancellationToken)
    {
        var table = new Table().Title("deliveries offered at a rate; milliseconds from the instant each was due");
        table.AddColumns("offered/s", "receiver", "p50", "p99", "p99.9", "refused", "not answered");
        foreach (var offer in Offers)
        {
            foreach (var receiver in receivers.Where(receiver => receiver.Kind != "limit"))
            {
                var waits = await new Load(pushes, receiver.Port).OfferAsync(offer, Offer, cancellationToken);
                table.AddRow(
                    Text($"{offer:N0}"), receiver.Kind, Text($"{waits.Percentile(0.5):N1}"), Text($"{waits.Percentile(0.99):N1}"),
                    Text($"{waits.Percentile(0.999):N1}"), Text($"{waits.Refused:N0}"), Text($"{waits.Unanswered:N0}"));
            }
        }
        AnsiConsole.Write(table);
    }

    static double Median(List<Waits> cells, Func<Waits, double> of) => cells.Select(of).Order().ElementAt(cells.Count / 2);

    static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
