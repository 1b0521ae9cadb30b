using System.Globalization;
using SlackAudit.Record;

namespace SlackAudit.Cli.Import;

/// <summary>
/// Brings files into the log: reads and prepares many lines at once, records them in their order in large transactions, and leaves the
/// database to others in between.
/// </summary>
/// <param name="log">Where to.</param>
/// <param name="reading">What reads the files.</param>
/// <param name="longest">The most bytes that a delivery may have.</param>
/// <param name="leavesTurns">Whether the database takes one writer at a time.</param>
/// <param name="progress">Told how far it is, and what cannot be imported.</param>
/// <param name="time">By which turns are left.</param>
sealed class Importing(LogImport log, ImportReading reading, int longest, bool leavesTurns, TerminalProgress progress, TimeProvider time)
{
    const int LinesInABatch = 2048;
    const int EventsInAnItem = 16;
    const int MostProblemsTold = 20;

    // A service that writes to the same SQLite file asks for its turn ten times a second and gives up after two: so it always gets one,
    // and refuses no delivery. GitHub, for one, does not repeat what was refused.
    static readonly TimeSpan KeepFor = TimeSpan.FromMilliseconds(800);
    static readonly TimeSpan LeaveFor = TimeSpan.FromMilliseconds(120);
    static readonly TimeSpan BetweenTries = TimeSpan.FromSeconds(1);
    const int MostTries = 10;

    long keptSince = time.GetTimestamp();
    long position;
    int told;

    public long Recorded { get; private set; }

    public long Duplicates { get; private set; }

    public long Refused { get; private set; }

    /// <summary>Imports the files one after another.</summary>
    /// <exception cref="LogUnavailableException">The database stayed away.</exception>
    public async Task RunAsync(IReadOnlyList<string> names, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var total = Size(names);
        foreach (var name in names)
        {
            try
            {
                await using var file = ImportFile.Open(name, now);
                await FileAsync(file, total, cancellationToken);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException or NotSupportedException)
            {
                Refuse(exception is InvalidDataException ? $"{name} is not whole gzip: what came before was recorded." : $"{name} cannot be read: {exception.Message}");
            }
            position += Size([name]) ?? 0;
        }
    }

    async Task FileAsync(ImportFile file, long? total, CancellationToken cancellationToken)
    {
        var recording = Task.CompletedTask;
        try
        {
            await foreach (var texts in Batches(file.ReadAsync(longest, cancellationToken)))
            {
                // Prepared while the batch before is being recorded.
                var items = Prepare(file, texts, cancellationToken);
                var at = file.Position;
                await recording;
                cancellationToken.ThrowIfCancellationRequested();
                recording = RecordAsync(file, items, new TerminalProgress.Step(total is null ? Recorded : position + at, total));
            }
        }
        finally
        {
            await recording;
        }
    }

    List<ImportItem> Prepare(ImportFile file, List<ImportText> texts, CancellationToken cancellationToken)
    {
        var read = texts.AsParallel().AsOrdered().WithCancellation(cancellationToken).Select(text => reading.Read(file, text)).ToList();
        return [.. Grouped(read).AsParallel().AsOrdered()
            .Select(item => item.Problem is null && item.Skipped is null ? item with { Prepared = log.Prepare(item.Events, item.Payload) } : item)];
    }

    // What has no payload of its own can share a place in the writer's queue.
    static List<ImportItem> Grouped(List<ImportItem> items)
    {
        var grouped = new List<ImportItem>();
        foreach (var item in items)
        {
            if (grouped.Count > 0 && Joins(grouped[^1], item)) grouped[^1] = grouped[^1] with { Last = item.Last, Events = [.. grouped[^1].Events, .. item.Events] };
            else grouped.Add(item);
        }
        return grouped;
    }

    static bool Joins(ImportItem before, ImportItem item) =>
        before.Problem is null && item.Problem is null && before.Skipped is null && item.Skipped is null && before.Payload.IsEmpty && item.Payload.IsEmpty && before.Events.Count < EventsInAnItem;

    async Task RecordAsync(ImportFile file, List<ImportItem> items, TerminalProgress.Step step)
    {
        foreach (var item in items)
        {
            if (item.Problem is { } problem) Refuse($"{Place(file, item)}: {problem}");
            if (item.Skipped is { } word) Say($"{Place(file, item)}: {word}");
        }

        var open = items.Where(item => item.Prepared is not null).ToList();
        for (var tries = 1; (open = await TryAsync(file, open)).Count > 0; tries++)
        {
            if (tries == MostTries) throw new LogUnavailableException("The database does not take anything now.");
            await Task.Delay(BetweenTries, time);
        }
        progress.Report(step);
        if (!leavesTurns || time.GetElapsedTime(keptSince) < KeepFor) return;
        await Task.Delay(LeaveFor, time);
        keptSince = time.GetTimestamp();
    }

    /// <returns>What the database did not take now.</returns>
    async Task<List<ImportItem>> TryAsync(ImportFile file, List<ImportItem> items)
    {
        var results = await log.RecordAsync([.. items.Select(item => item.Prepared!)]);
        var open = new List<ImportItem>();
        foreach (var (item, result) in items.Zip(results))
        {
            if (result is not { } done)
            {
                open.Add(item);
                continue;
            }
            Recorded += done.Recorded;
            Duplicates += done.Duplicates;
            if (done.Problem is { } problem) Refuse($"{Place(file, item)} was not recorded: {problem}.", Math.Max(1, item.Events.Count));
        }
        return open;
    }

    void Refuse(string sentence, int count = 1)
    {
        Refused += count;
        Say(sentence);
    }

    void Say(string sentence)
    {
        if (++told <= MostProblemsTold) progress.Say(sentence);
        else if (told == MostProblemsTold + 1) progress.Say("There is more that cannot be imported; only its number is told below.");
    }

    static string Place(ImportFile file, ImportItem item) => (item.First, item.Last) switch
    {
        (null, _) => file.Name,
        var (first, last) when first == last => string.Create(CultureInfo.InvariantCulture, $"{file.Name} {file.Unit} {first}"),
        var (first, last) => string.Create(CultureInfo.InvariantCulture, $"{file.Name} {file.Unit}s {first} to {last}"),
    };

    static long? Size(IReadOnlyList<string> names) =>
        names.Contains(ImportFile.StandardInput) ? null : names.Where(File.Exists).Sum(name => new FileInfo(name).Length);

    static async IAsyncEnumerable<List<ImportText>> Batches(IAsyncEnumerable<ImportText> texts)
    {
        var batch = new List<ImportText>();
        var bytes = 0L;
        await foreach (var text in texts)
        {
            batch.Add(text);
            bytes += text.Bytes?.Length ?? 0;
            if (batch.Count < LinesInABatch && bytes < 16 * 1024 * 1024) continue;
            yield return batch;
            batch = [];
            bytes = 0;
        }
        if (batch.Count > 0) yield return batch;
    }
}
