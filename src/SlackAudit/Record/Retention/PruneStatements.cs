using System.Globalization;
using SlackAudit.Events;
using SlackAudit.Record.Proof;

namespace SlackAudit.Record.Retention;

/// <summary>Prunes within a transaction of the writer, by SQL that every engine takes: rows go, and the ranges that say so meet or grow.</summary>
static class PruneStatements
{
    // Fewer rows than this are named one by one, many stretches in one statement; longer stretches are one statement each.
    const int LongStretch = 50;
    const int MostIds = 2000;
    const int MostRanges = 100;

    const string Columns = "first_id, last_id, hash, newest_at, pruned_at";

    // Ranges never meet, so the one that begins last before the window is the first that can touch it.
    public const string TouchedRanges = $"""
        SELECT {Columns} FROM pruned_ranges
        WHERE first_id >= COALESCE((SELECT MAX(first_id) FROM pruned_ranges WHERE first_id <= @p0), 0) AND first_id <= @p1 ORDER BY first_id
        """;

    /// <summary>Removes what the account lists; the event that says so is added by the same transaction.</summary>
    /// <exception cref="InvalidDataException">The log does not have it as it was planned, and nothing may be removed.</exception>
    public static async Task PruneAsync(LogSession session, PruneAccount account)
    {
        foreach (var sql in Removals("payloads", "id", account.Payloads)) await session.ExecuteAsync(sql);
        if (account.Events.Count == 0) return;
        var ids = account.Events.Select(stretch => new IdRange(stretch.First, stretch.Last)).ToList();
        foreach (var sql in Removals("notifications", "event_id", ids).Concat(Removals("confirmations", "event_id", ids)).Concat(Removals("correlations", "event_id", ids)).Concat(Removals("payloads", "id", ids))) await session.ExecuteAsync(sql);
        var removed = 0L;
        foreach (var sql in Removals("events", "id", ids)) removed += await session.ExecuteAsync(sql);
        if (removed != ids.Sum(range => range.Count)) throw new InvalidDataException("The events to prune are not those that were looked at; nothing was pruned.");
        await JoinAsync(session, account);
    }

    /// <summary>The statements that remove these ids from a table.</summary>
    public static IEnumerable<string> Removals(string table, string column, IReadOnlyList<IdRange> ids)
    {
        foreach (var range in ids.Where(range => range.Count >= LongStretch))
            yield return string.Create(CultureInfo.InvariantCulture, $"DELETE FROM {table} WHERE {column} >= {range.First} AND {column} <= {range.Last}");
        var single = ids.Where(range => range.Count < LongStretch).SelectMany(range => Enumerable.Range(0, (int)range.Count).Select(i => range.First + i));
        foreach (var chunk in single.Chunk(MostIds))
            yield return $"DELETE FROM {table} WHERE {column} IN ({string.Join(", ", chunk.Select(id => id.ToString(CultureInfo.InvariantCulture)))})";
    }

    /// <summary>The statement that adds rows of ranges, with its parameters.</summary>
    public static (string Sql, object[] Values) Add(IReadOnlyList<PrunedRange> ranges)
    {
        object[] values = [.. ranges.SelectMany(range => new object[] { range.FirstId, range.LastId, range.Hash, range.NewestAt, range.PrunedAt })];
        var rows = ranges.Select((_, row) => $"({string.Join(", ", Enumerable.Range(5 * row, 5).Select(place => string.Create(CultureInfo.InvariantCulture, $"@p{place}")))})");
        return ($"INSERT INTO pruned_ranges ({Columns}) VALUES {string.Join(", ", rows)}", values);
    }

    static async Task JoinAsync(LogSession session, PruneAccount account)
    {
        var touched = await TouchedAsync(session, account.Events[0].First - 1, account.Events[^1].Last + 1);
        var added = account.Events.Select(stretch => new PrunedRange
        {
            FirstId = stretch.First,
            LastId = stretch.Last,
            Hash = stretch.Hash,
            NewestAt = stretch.NewestAt,
            PrunedAt = account.PrunedAt,
        });
        var joined = Join([.. touched.Concat(added).OrderBy(range => range.FirstId)]);
        var before = touched.ToHashSet();
        var kept = joined.Where(before.Contains).Select(range => range.FirstId).ToHashSet();
        var replaced = touched.Where(range => !kept.Contains(range.FirstId)).Select(range => new IdRange(range.FirstId, range.FirstId)).ToList();
        foreach (var sql in Removals("pruned_ranges", "first_id", replaced)) await session.ExecuteAsync(sql);
        foreach (var chunk in joined.Where(range => !before.Contains(range)).Chunk(MostRanges))
        {
            var (sql, values) = Add(chunk);
            await session.ExecuteAsync(sql, values);
        }
    }

    static List<PrunedRange> Join(IReadOnlyList<PrunedRange> ranges)
    {
        var joined = new List<PrunedRange>();
        foreach (var range in ranges)
        {
            if (joined.Count == 0 || joined[^1].LastId + 1 < range.FirstId)
            {
                joined.Add(range);
                continue;
            }
            var first = joined[^1];
            if (first.LastId >= range.FirstId) throw new InvalidDataException("The table pruned_ranges says that events are pruned which are not; nothing was pruned. Run slackaudit verify.");
            joined[^1] = range with { FirstId = first.FirstId, NewestAt = Later(first.NewestAt, range.NewestAt), PrunedAt = Later(first.PrunedAt, range.PrunedAt) };
        }
        return joined;
    }

    static async Task<List<PrunedRange>> TouchedAsync(LogSession session, long from, long to)
    {
        await using var command = session.Command(TouchedRanges, from, to);
        await using var reader = await command.ExecuteReaderAsync();
        var row = StoredRow.Of(reader);
        var ranges = new List<PrunedRange>();
        while (await reader.ReadAsync())
        {
            _ = row.TryBytes(2, out var hash);
            ranges.Add(new PrunedRange
            {
                FirstId = row.Number(0),
                LastId = row.Number(1),
                Hash = hash.ToArray(),
                NewestAt = Instants.FromMicroseconds(row.Microseconds(3)),
                PrunedAt = Instants.FromMicroseconds(row.Microseconds(4)),
            });
        }
        return [.. ranges.Where(range => range.LastId >= from)];
    }

    static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;
}
