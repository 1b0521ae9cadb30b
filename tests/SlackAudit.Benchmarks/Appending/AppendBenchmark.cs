using System.Diagnostics;
using System.Globalization;
using SlackAudit.Events;
using SlackAudit.Record;
using Spectre.Console;

namespace SlackAudit.Benchmarks.Appending;

/// <summary>Events through the log's writer beside a bare insert of the same rows, and what the chain costs.</summary>
static class AppendBenchmark
{
    const int Rounds = 5;

    // Enough of each for a second or so.
    static readonly (int Batch, int Events)[] Sizes = [(1, 1_500), (16, 6_000), (64, 9_600)];

    public static async Task RunAsync(CancellationToken cancellationToken)
    {
        var works = Deliveries.Make(Rounds * Sizes.Sum(size => size.Events) + Warming);
        var linked = Deliveries.Linked(works);
        await using var log = await EmptyLog.OpenAsync(cancellationToken);
        await using var other = await EmptyLog.OpenAsync(cancellationToken);
        using var bare = new BareInsert(other.File);
        var measured = new Dictionary<(string, int), List<double>>();
        var at = 0;
        await LogAsync(log.Writer, works, at, Warming, 64, cancellationToken);
        Bare(bare, works, linked, at, Warming, 64);
        at += Warming;
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var (batch, events) in Sizes)
            {
                Note(("log", batch), await LogAsync(log.Writer, works, at, events, batch, cancellationToken));
                Note(("bare", batch), Bare(bare, works, linked, at, events, batch));
                at += events;
            }
        }

        var table = new Table().Title("events/s, medians of interleaved rounds");
        table.AddColumns("batch", "bare insert", "log", "log / bare");
        foreach (var (batch, _) in Sizes)
        {
            var (insert, written) = (Median(measured[("bare", batch)]), Median(measured[("log", batch)]));
            table.AddRow(Text($"{batch}"), Text($"{insert:N0}"), Text($"{written:N0}"), Text($"{written / insert:N2}"));
        }
        AnsiConsole.Write(table);
        AnsiConsole.WriteLine(Text($"The chain costs {Chaining(linked):N2} microseconds an event."));
        AnsiConsole.WriteLine(Text($"The database holds {log.Bytes() / (double)at:N0} bytes an event, {Deliveries.PayloadBytes} of them its compressed payload."));

        void Note((string, int) cell, double perSecond)
        {
            if (!measured.TryGetValue(cell, out var cells)) measured[cell] = cells = [];
            cells.Add(perSecond);
        }
    }

    const int Warming = 6_400;

    static async Task<double> LogAsync(LogWriter writer, List<LogWork> works, int from, int count, int batch, CancellationToken cancellationToken)
    {
        var batches = works.GetRange(from, count).Select(Deliveries.Again).Chunk(batch).ToList();
        var began = Stopwatch.GetTimestamp();
        foreach (var each in batches)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await writer.CommitAsync(each);
            foreach (var work in each) await work.Completion;
        }
        return count / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    static double Bare(BareInsert bare, List<LogWork> works, List<AuditEvent> linked, int from, int count, int batch)
    {
        var batches = Enumerable.Range(from, count).Select(i => (linked[i], works[i].Payload!)).Chunk(batch).ToList();
        var began = Stopwatch.GetTimestamp();
        foreach (var each in batches) bare.Add(each);
        return count / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    static double Chaining(List<AuditEvent> linked)
    {
        var hash = new byte[32];
        var best = double.MaxValue;
        for (var round = 0; round < Rounds; round++)
        {
            var began = Stopwatch.GetTimestamp();
            foreach (var e in linked) hash = Chain.Link(hash, e);
            best = Math.Min(best, Stopwatch.GetElapsedTime(began).TotalMicroseconds / linked.Count);
        }
        return best;
    }

    static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
