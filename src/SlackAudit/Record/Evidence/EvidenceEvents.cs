using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.EntityFrameworkCore;
using SlackAudit.Events;
using SlackAudit.Record.Export;

namespace SlackAudit.Record.Evidence;

/// <summary>Writes the events of a pack in three forms at once, and holds each against the hash before it.</summary>
sealed class EvidenceEvents(AuditDbContext db, long last)
{
    const int FlushAfter = 64 * 1024;
    const int MostNamed = 20;

    readonly Dictionary<string, EvidenceCount> counts = new(StringComparer.Ordinal);
    readonly List<long> wrong = [];

    public long Count { get; private set; }

    /// <summary>The event of the lowest id, with the hash before it.</summary>
    public EvidenceLink? First { get; private set; }

    /// <summary>The event of the highest id.</summary>
    public EvidenceLink? Last { get; private set; }

    /// <summary>How many there are of each source.</summary>
    public IReadOnlyDictionary<string, EvidenceCount> Counts => counts;

    /// <summary>Events that do not follow from the hash before them, the first few.</summary>
    public IReadOnlyList<long> Wrong => wrong;

    /// <summary>Writes them, in the order of the log.</summary>
    public async Task WriteAsync(AuditQuery query, Stream ndjson, Stream csv, Stream chain, CancellationToken cancellationToken)
    {
        ArrayBufferWriter<byte> json = new(2 * FlushAfter), table = new(2 * FlushAfter), links = new(2 * FlushAfter);
        var (lines, rows) = (new ExportLines(json, ExportFormat.NdJson), new ExportLines(table, ExportFormat.Csv));
        rows.Begin();
        links.Write("id,hash_before,payload_digest,hash\r\n"u8);
        await foreach (var (told, before) in ReadAsync(query, cancellationToken))
        {
            lines.Write(told);
            rows.Write(told);
            var link = new EvidenceLink(told.Id, before, told.Hash);
            Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{told.Id},{Hex(before)},{Hex(told.PayloadDigest)},{Hex(told.Hash)}\r\n"), links);
            Note(told, link);
            if (json.WrittenCount < FlushAfter) continue;
            await FlushAsync();
        }
        await FlushAsync();

        async Task FlushAsync()
        {
            foreach (var (buffer, stream) in new[] { (json, ndjson), (table, csv), (links, chain) })
            {
                await stream.WriteAsync(buffer.WrittenMemory, cancellationToken);
                buffer.ResetWrittenCount();
            }
        }
    }

    async IAsyncEnumerable<(AuditEvent Event, byte[]? Before)> ReadAsync(AuditQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var gaps = await db.PrunedRanges.AsNoTracking().ToDictionaryAsync(range => range.LastId, range => range.Hash, cancellationToken);
        var rows = from told in db.Events.AsNoTracking().Where(query.ToPredicate())
                   where told.Id <= last
                   join previous in db.Events on told.Id - 1 equals previous.Id into previouses
                   from previous in previouses.DefaultIfEmpty()
                   orderby told.Id
                   select new { Event = told, Before = (byte[]?)previous.Hash };
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancellationToken))
            yield return (row.Event, row.Event.Id == 1 ? new byte[32] : row.Before ?? gaps.GetValueOrDefault(row.Event.Id - 1));
    }

    void Note(AuditEvent told, EvidenceLink link)
    {
        Count++;
        First ??= link;
        Last = link;
        counts[told.Source] = EvidenceCount.With(counts.GetValueOrDefault(told.Source), told.OccurredAt);
        if (wrong.Count < MostNamed && (link.Before is null || !Chain.Link(link.Before, told).AsSpan().SequenceEqual(told.Hash))) wrong.Add(told.Id);
    }

    static string Hex(byte[]? bytes) => bytes is null ? "" : Convert.ToHexStringLower(bytes);
}

/// <summary>An event's place in the chain.</summary>
/// <param name="Id">The event.</param>
/// <param name="Before">The hash of the event before it; null where that is missing.</param>
/// <param name="Hash">Its own.</param>
sealed record EvidenceLink(long Id, byte[]? Before, byte[] Hash);

/// <summary>Events of one source.</summary>
/// <param name="Events">How many.</param>
/// <param name="FirstAt">When the first of them occurred.</param>
/// <param name="LastAt">When the last of them occurred.</param>
sealed record EvidenceCount(long Events, DateTimeOffset FirstAt, DateTimeOffset LastAt)
{
    public static EvidenceCount With(EvidenceCount? before, DateTimeOffset at) => before is null
        ? new EvidenceCount(1, at, at)
        : new EvidenceCount(before.Events + 1, at < before.FirstAt ? at : before.FirstAt, at > before.LastAt ? at : before.LastAt);
}
