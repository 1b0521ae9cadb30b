using System.CommandLine;
using System.Text;
using System.Text.Json;
using SlackAudit.Cli.Import;
using SlackAudit.Events;
using SlackAudit.Record.Redaction;

namespace SlackAudit.Cli;

/// <summary><c>try</c>: what a delivery would become, without recording it. The way to write a mapping.</summary>
static class TryVerb
{
    public static Command Command()
    {
        var source = new Argument<string>("source") { Description = "A configured source, or a type of sender." };
        var files = new Argument<string[]>("file") { Description = "Recorded deliveries as for import; - for standard input.", Arity = ArgumentArity.OneOrMore };
        var json = new Option<bool>("--json") { Description = "Print one event a line as JSON." };
        var command = new Command("try", "Shows what a delivery would become, without recording anything. Exit code 1: something could not be read.") { source, files, json };
        command.SetAction((parsed, cancellation) => RunAsync(parsed.GetValue(source)!, parsed.GetValue(files)!, parsed.GetValue(json), cancellation));
        return command;
    }

    static async Task<int> RunAsync(string name, string[] files, bool json, CancellationToken cancellationToken)
    {
        var settings = SettingsReader.Read(ServeVerb.Builder(null).Configuration);
        if (NamedSource.Find(name, settings) is not var (source, type, configured))
        {
            await Console.Error.WriteLineAsync($"slackaudit: {NamedSource.Unknown(name, settings)}");
            return 2;
        }
        var reading = new ImportReading(source, type, configured);
        var unread = 0;
        foreach (var path in files)
        {
            try
            {
                await using var file = ImportFile.Open(path, TimeProvider.System.GetUtcNow());
                await foreach (var text in file.ReadAsync(type.MaxBodyBytes, cancellationToken))
                {
                    var item = reading.Read(file, text);
                    var place = item.First is { } line ? FormattableString.Invariant($"{file.Name}, line {line}") : file.Name;
                    if (item.Problem is { } problem)
                    {
                        await Console.Error.WriteLineAsync($"slackaudit: {place}: {problem}");
                        unread++;
                    }
                    else Print(place, item, json);
                }
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
            {
                await Console.Error.WriteLineAsync($"slackaudit: {path} cannot be read: {exception.Message}");
                unread++;
            }
        }
        return unread == 0 ? 0 : 1;
    }

    static void Print(string place, ImportItem item, bool json)
    {
        var events = item.Events.Select(Redact.Event).ToList();
        if (json)
        {
            foreach (var e in events) Console.WriteLine(EventJson.ToLine(e));
            return;
        }
        Console.WriteLine(FormattableString.Invariant($"{place}: {(events.Count == 1 ? "1 event" : $"{events.Count} events")}"));
        foreach (var e in events)
        {
            Console.WriteLine();
            using var document = JsonDocument.Parse(EventJson.ToLine(e));
            // What only the log gives is not there yet.
            foreach (var field in document.RootElement.EnumerateObject().Where(field => field.Name is not ("id" or "recorded_at" or "hash")))
                Console.WriteLine($"  {field.Name,-16} {(field.Value.ValueKind == JsonValueKind.Null ? "-" : field.Value.ToString())}");
        }
        if (events.Count > 0 && !item.Payload.IsEmpty) Console.WriteLine($"\n  kept beside {(events.Count == 1 ? "it" : "them")}: {Encoding.UTF8.GetString(Redact.Json(item.Payload).Span)}");
        Console.WriteLine();
    }
}
