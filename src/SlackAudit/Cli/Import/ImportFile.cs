using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace SlackAudit.Cli.Import;

/// <summary>
/// One file of an import, or standard input. A file whose first line is whole JSON, or that is not called .json, holds one recorded delivery
/// or event a line; any other .json file is one recorded delivery. Names that end in .gz are unzipped. A log file of CloudTrail holds records.
/// </summary>
sealed class ImportFile : IAsyncDisposable
{
    readonly Stream stored;
    readonly Stream plain;
    readonly bool isDocument;

    ImportFile(string name, string bareName, DateTimeOffset writtenAt, Stream stored, Stream plain)
    {
        Name = name;
        BareName = bareName;
        WrittenAt = writtenAt;
        this.stored = stored;
        this.plain = plain;
        isDocument = bareName.EndsWith(".json", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>What stands for standard input.</summary>
    public const string StandardInput = "-";

    /// <summary>As it was given.</summary>
    public string Name { get; }

    /// <summary>Without folder and .gz.</summary>
    public string BareName { get; }

    /// <summary>When it was last written: the best there is where a delivery tells no time.</summary>
    public DateTimeOffset WrittenAt { get; }

    /// <summary>What it is made of, for whoever looks for a place in it.</summary>
    public string Unit { get; private set; } = "line";

    /// <summary>How many of its bytes were read, before unzipping.</summary>
    public long Position => stored.CanSeek ? stored.Position : 0;

    public static ImportFile Open(string name, DateTimeOffset now)
    {
        if (name == StandardInput)
        {
            var input = Console.OpenStandardInput();
            return new ImportFile("standard input", "", now, input, input);
        }
        var file = new FileStream(name, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 128 * 1024, FileOptions.SequentialScan);
        var zipped = name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);
        var writtenAt = new DateTimeOffset(File.GetLastWriteTimeUtc(name), TimeSpan.Zero);
        return new ImportFile(
            name, Path.GetFileName(zipped ? name[..^3] : name), writtenAt < now ? writtenAt : now, file, zipped ? new GZipStream(file, CompressionMode.Decompress) : file);
    }

    /// <summary>The deliveries and events in it, in order.</summary>
    /// <param name="longest">The most bytes that one may have.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="InvalidDataException">What is called .gz is not gzip, or ends too early.</exception>
    public async IAsyncEnumerable<ImportText> ReadAsync(int longest, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var beginning = new byte[64];
        var read = await plain.ReadAtLeastAsync(beginning, beginning.Length, throwOnEndOfStream: false, cancellationToken);
        await using var whole = new BeginningStream(beginning.AsMemory(0, read), plain);
        if (RecordReader.Is(beginning.AsSpan(0, read)))
        {
            Unit = "record";
            var records = new RecordReader(whole, longest);
            while (await records.NextAsync(cancellationToken) is var (record, isTooLong)) yield return new ImportText(records.Count, isTooLong ? null : record);
            yield break;
        }

        var lines = new LineReader(whole, longest);
        if (isDocument && !IsJson(await lines.PeekAsync(cancellationToken)))
        {
            yield return new ImportText(null, await lines.RestAsync(cancellationToken));
            yield break;
        }
        while (await lines.NextAsync(cancellationToken) is var (bytes, tooLong))
        {
            if (!tooLong && bytes.AsSpan().Trim(" \t"u8).IsEmpty) continue;
            yield return new ImportText(lines.Line, tooLong ? null : bytes);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await plain.DisposeAsync();
        await stored.DisposeAsync();
    }

    static bool IsJson(byte[]? line)
    {
        try
        {
            var reader = new Utf8JsonReader(line);
            while (reader.Read())
            {
            }
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}

/// <summary>A delivery or event as a file holds it.</summary>
/// <param name="Line">Its line; null where it is the whole file.</param>
/// <param name="Bytes">Its bytes; null where they are more than its source may send.</param>
sealed record ImportText(long? Line, byte[]? Bytes);
