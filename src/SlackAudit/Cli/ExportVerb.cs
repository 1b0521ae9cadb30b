using System.Buffers;
using System.CommandLine;
using System.Data.Common;
using System.Globalization;
using SlackAudit.Cli.Export;
using SlackAudit.Events;
using SlackAudit.Record;
using SlackAudit.Record.Export;

namespace SlackAudit.Cli;

/// <summary><c>export</c>: events to standard output, while they are read.</summary>
static class ExportVerb
{
    const int FlushAfter = 64 * 1024;
    const int MostOfALast = 100_000;

    public static Command Command()
    {
        var question = new Option<string>("--q") { Description = "Only the events that a question asks for, as after /audit: deploys since 7d. Everything without one." };
        var format = new Option<string>("--format") { Description = "ndjson (one event a line as JSON, which import reads again) or csv.", DefaultValueFactory = _ => "ndjson" };
        format.AcceptOnlyFromAmong("ndjson", "csv");
        var export = new Command("export", "Writes events to standard output.") { question, format };
        export.SetAction((parsed, cancellation) => RunAsync(parsed.GetValue(question), parsed.GetValue(format) == "csv" ? ExportFormat.Csv : ExportFormat.NdJson, cancellation));
        return export;
    }

    static async Task<int> RunAsync(string? text, ExportFormat format, CancellationToken cancellationToken)
    {
        var (app, _) = OfflineLog.Open();
        await using var closing = app;
        AuditQuery? query = null;
        if (!string.IsNullOrWhiteSpace(text))
        {
            var identities = app.Services.GetRequiredService<Identities>();
            await identities.RefreshAsync(cancellationToken);
            var question = Question.Parse(text, new QuestionContext(TimeProvider.System.GetUtcNow(), TimeZoneInfo.Local, [Environment.UserName]) { People = identities.Known });
            if (question.Problem is { } wrong) return await FailAsync(wrong.Message, 2);
            query = question.Query!;
            foreach (var note in query.Notes) await Console.Error.WriteLineAsync($"slackaudit: {note}");
            if (query.Shape is QueryShape.Who or QueryShape.Count) return await FailAsync("An export is of events, but this question counts them. Leave out who or count, or use `slackaudit ask`.", 2);
        }
        if (await app.Services.GetRequiredService<AuditDatabase>().ProblemAsync(cancellationToken) is { } problem)
            return await FailAsync($"{problem} Check Database:ConnectionString and the working directory.", 1);
        var head = (await app.Services.GetRequiredService<AuditDatabase>().HeadAsync(cancellationToken)).Sequence;
        await TerminalReads.RecordAsync(app.Services, "export", query ?? new AuditQuery(), cancellationToken);
        try
        {
            var events = Matching(app.Services.GetRequiredService<Questions>(), query, cancellationToken).Where(e => e.Id <= head);
            var total = query is null ? head : (long?)null;
            await using var output = StandardOutput.Open();
            await TerminalProgress.RunAsync("exporting", quiet: !Console.IsOutputRedirected, progress => WriteAsync(events, format, output, total, progress, cancellationToken));
            return 0;
        }
        catch (OperationCanceledException)
        {
            return await FailAsync("Stopped before the end.", 1);
        }
        catch (IOException exception) when (StandardOutput.IsClosed(exception))
        {
            // Whoever reads has seen enough (head).
            return 0;
        }
        catch (Exception exception) when (exception is DbException or IOException)
        {
            return await FailAsync($"The export stopped: {exception.GetBaseException().Message}", 1);
        }
    }

    static IAsyncEnumerable<AuditEvent> Matching(Questions questions, AuditQuery? query, CancellationToken cancellationToken) => query switch
    {
        // In the order of the log, so that an import into an empty one gives the same log.
        null => questions.StreamAllAsync(cancellationToken),
        { Limit: null, Shape: QueryShape.List } => questions.StreamAsync(query, cancellationToken),
        _ => LastAsync(questions, query, cancellationToken),
    };

    static async IAsyncEnumerable<AuditEvent> LastAsync(
        Questions questions, AuditQuery query, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var answer = await questions.AskWhollyAsync(query, TimeZoneInfo.Local, Math.Min(query.Limit ?? 1, MostOfALast), cancellationToken);
        foreach (var each in answer.Events.Reverse()) yield return each;
    }

    static async Task<long> WriteAsync(
        IAsyncEnumerable<AuditEvent> events, ExportFormat format, Stream output, long? total, TerminalProgress progress, CancellationToken cancellationToken)
    {
        var buffer = new ArrayBufferWriter<byte>(2 * FlushAfter);
        var lines = new ExportLines(buffer, format);
        lines.Begin();
        var written = 0L;
        await foreach (var each in events)
        {
            lines.Write(each);
            written++;
            if (buffer.WrittenCount < FlushAfter) continue;
            await FlushAsync();
            progress.Report(new TerminalProgress.Step(written, total));
        }
        await FlushAsync();
        return written;

        async Task FlushAsync()
        {
            await output.WriteAsync(buffer.WrittenMemory, cancellationToken);
            buffer.ResetWrittenCount();
        }
    }

    static async Task<int> FailAsync(string sentence, int code)
    {
        await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"slackaudit: {sentence}"));
        return code;
    }
}
