using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using SlackAudit.Benchmarks.Generated;
using SlackAudit.Events;
using SlackAudit.Record;
using SlackAudit.Record.Sqlite;
using Spectre.Console;

namespace SlackAudit.Benchmarks.Asked;

/// <summary>What questions cost on a log of 100 thousand, a million and, where asked for, ten million events.</summary>
static class QuestionsBenchmark
{
    const int PageSize = 50;
    const int Rounds = 10;

    static readonly TimeSpan Enough = TimeSpan.FromSeconds(6);

    public static async Task RunAsync(CancellationToken cancellationToken)
    {
        long[] sizes = [.. new[] { 100_000, 1_000_000, BenchRows.Asked }.Where(size => size <= Math.Max(BenchRows.Asked, 1_000_000)).Distinct().Order()];
        var table = new Table().AddColumn("p50 / p99 in ms");
        foreach (var size in sizes) table.AddColumn(new TableColumn(size.ToString("N0", CultureInfo.InvariantCulture)).RightAligned());
        table.AddColumn(new TableColumn("growth").RightAligned()).AddColumn(new TableColumn("goal").RightAligned());
        var measured = new Dictionary<string, List<Percentiles>>(StringComparer.Ordinal);
        foreach (var size in sizes) await MeasureAsync(await GeneratedLog.FileAsync(size, cancellationToken), measured, cancellationToken);
        foreach (var question in AskedQuestions.All)
        {
            Row(question.Form, measured[question.Form], question.IsSeek && question.Goal == 0.2 ? null : question.Goal);
            if (question.IsSeek) Row("  in the database", measured["  " + question.Form], question.Goal == 0.2 ? question.Goal : null);
        }
        AnsiConsole.Write(table);

        void Row(string name, List<Percentiles> figures, double? goal) => table.AddRow(
        [
            Markup.Escape(name), .. figures.Select(each => string.Create(CultureInfo.InvariantCulture, $"{each.P50:0.000} / {each.P99:0.000}")),
            string.Create(CultureInfo.InvariantCulture, $"{figures[^1].P50 / figures[0].P50:0.0} x"), goal?.ToString(CultureInfo.InvariantCulture) ?? "",
        ]);
    }

    static async Task MeasureAsync(string file, Dictionary<string, List<Percentiles>> measured, CancellationToken cancellationToken)
    {
        await using var services = GeneratedLog.Services(file);
        var clock = Stopwatch.StartNew();
        await services.GetRequiredService<SqliteTextFeed>().FeedAllAsync(cancellationToken);
        if (clock.Elapsed.TotalSeconds > 1) AnsiConsole.WriteLine(string.Create(CultureInfo.InvariantCulture, $"fed the index of texts in {clock.Elapsed.TotalSeconds:0} s"));
        var questions = services.GetRequiredService<Questions>();
        using var heard = new SqlHeard();
        using var alone = new SqliteConnection($"Data Source={file};Pooling=False");
        alone.Open();
        using (var pragma = new SqliteCommand("PRAGMA cache_size = -20000", alone)) pragma.ExecuteNonQuery();
        foreach (var question in AskedQuestions.All)
        {
            var queries = question.Texts.Select(Parse).ToArray();
            var asking = new List<double>();
            var reading = new List<double>();
            var began = Stopwatch.StartNew();
            for (var round = -1; round < Rounds && (began.Elapsed < Enough || round < 1); round++)
                foreach (var query in queries)
                {
                    heard.First = null;
                    var taken = await TimedAsync(() => questions.AskAsync(query, TimeZoneInfo.Utc, PageSize, null, cancellationToken));
                    if (round >= 0) asking.Add(taken);
                    if (!question.IsSeek) continue;
                    using var command = heard.Prepare(alone);
                    Read(command);
                    taken = Timed(() => Read(command));
                    if (round >= 0) reading.Add(taken);
                }
            Add(question.Form, asking);
            if (question.IsSeek) Add("  " + question.Form, reading);
        }

        void Add(string name, List<double> times)
        {
            if (!measured.TryGetValue(name, out var figures)) measured[name] = figures = [];
            figures.Add(Percentiles.Of(times));
        }
    }

    static AuditQuery Parse(string text) =>
        Question.Parse(text, new QuestionContext(GeneratedLog.Now, TimeZoneInfo.Utc, ["alice"])) is { Query: { } query } ? query : throw new ArgumentException(text);

    static void Read(SqliteCommand command)
    {
        using var reader = command.ExecuteReader();
        var values = new object[reader.FieldCount];
        while (reader.Read()) reader.GetValues(values);
    }

    static double Timed(Action act)
    {
        var begin = Stopwatch.GetTimestamp();
        act();
        return Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
    }

    static async Task<double> TimedAsync(Func<Task<Answer>> ask)
    {
        var begin = Stopwatch.GetTimestamp();
        var answer = await ask();
        var taken = Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
        return answer.Cut is null ? taken : throw new InvalidOperationException($"{Question.Format(answer.Query)} was cut off: {answer.Cut}.");
    }
}
