using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SlackAudit.Events;
using SlackAudit.Record.Asking;

namespace SlackAudit.Record.Sqlite;

/// <summary>
/// Which events may contain a text: every three letters in a row that a summary has, by the instant of the event. A file of its own
/// beside the log, so that filling it holds up no writer; it is made anew from the log whenever it is missing or does not fit.
/// </summary>
/// <remarks>What it finds is held against the question, so it may find too much. Events after <see cref="TextPlaces.FedTo"/> it does not know.</remarks>
sealed class SqliteTextIndex(string file)
{
    /// <summary>The shortest text that can be found in it.</summary>
    public const int Shortest = 3;

    // Beyond so many the rarest of them is among those already, most probably.
    const int MostPieces = 16;

    const string Fed = "SELECT id, hash, pruned FROM fed";

    // Only whether a summary has the three letters is kept, not where: a third of the size. Two summaries of one instant are one entry.
    const string Make = """
        CREATE VIRTUAL TABLE IF NOT EXISTS texts USING fts5(summary, content = '', columnsize = 0, detail = none, tokenize = 'trigram case_sensitive 1');
        CREATE TABLE IF NOT EXISTS fed (id INTEGER NOT NULL, hash BLOB NOT NULL, pruned INTEGER NOT NULL);
        INSERT INTO fed SELECT 0, zeroblob(0), 0 WHERE NOT EXISTS (SELECT 1 FROM fed);
        """;

    readonly string connectionString = new SqliteConnectionStringBuilder { DataSource = file, DefaultTimeout = 5 }.ToString();

    /// <summary>Where the file is for a log; null for a log in memory.</summary>
    public static string? FileOf(string logConnectionString) => SqlitePlace.Path(logConnectionString) is { } log ? log + ".text" : null;

    /// <summary>The newest instants within a question's time at which something may have been said that holds all of its texts.</summary>
    /// <returns>Null when there is no index to ask, or it cannot say.</returns>
    public async Task<TextPlaces?> FindAsync(AuditDbContext log, AuditQuery query, DateTimeOffset? until, int most, CancellationToken cancellationToken)
    {
        if (!CanFind(query) || !File.Exists(file)) return null;
        try
        {
            using var index = new SqliteConnection(connectionString);
            index.Open();
            var (id, hash, _) = FedTo(index);
            if (!await IsOfAsync(log, id, hash, cancellationToken)) return null;
            using var find = index.CreateCommand();
            find.CommandText = "SELECT rowid FROM texts WHERE texts MATCH @pieces AND rowid >= @since AND rowid <= @until ORDER BY rowid DESC LIMIT @most";
            find.Parameters.AddWithValue("@pieces", Pieces(query.Texts));
            find.Parameters.AddWithValue("@since", query.Since is { } since ? Instants.ToMicroseconds(since) : long.MinValue);
            find.Parameters.AddWithValue("@until", until is { } last ? Instants.ToMicroseconds(last) : long.MaxValue);
            find.Parameters.AddWithValue("@most", most + 1);
            using var reader = find.ExecuteReader();
            var found = new List<DateTimeOffset>();
            while (reader.Read())
            {
                if (found.Count % 256 == 0) cancellationToken.ThrowIfCancellationRequested();
                found.Add(Instants.FromMicroseconds(reader.GetInt64(0)));
            }
            var isAll = found.Count <= most;
            return new TextPlaces(isAll ? found : found[..most], isAll, id);
        }
        catch (SqliteException)
        {
            // Being made, or broken: whoever fills it mends it, and until then texts are looked for without it.
            return null;
        }
    }

    /// <summary>Takes in the next events of the log. Once some were pruned it begins anew: nothing of them may be left in it.</summary>
    /// <returns>How many it took; fewer than <paramref name="most"/> when it has all of them now.</returns>
    public async Task<int> FeedAsync(AuditDbContext log, int most, CancellationToken cancellationToken)
    {
        using var index = new SqliteConnection(connectionString);
        index.Open();
        Execute(index, "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA secure_delete = ON;");
        // Another process may fill it as well: whoever has the lock goes on from where the other one ended.
        using var transaction = index.BeginTransaction(deferred: false);
        Execute(index, Make);
        var (id, hash, forgotten) = FedTo(index);
        // Looked at before the events are: what is pruned in between is noticed the next time.
        var pruned = await log.PrunedRanges.AsNoTracking().SumAsync(range => range.LastId - range.FirstId + 1, cancellationToken);
        if (pruned != forgotten || !await IsOfAsync(log, id, hash, cancellationToken))
        {
            Execute(index, "INSERT INTO texts (texts) VALUES ('delete-all')");
            id = 0;
        }
        var events = await log.Events.AsNoTracking().Where(e => e.Id > id).OrderBy(e => e.Id).Take(most)
            .Select(e => new { e.Id, e.OccurredAt, e.Summary, e.Hash }).ToListAsync(cancellationToken);
        using var add = index.CreateCommand();
        add.CommandText = "INSERT INTO texts (rowid, summary) VALUES (@at, @summary)";
        var at = add.Parameters.Add("@at", SqliteType.Integer);
        var summary = add.Parameters.Add("@summary", SqliteType.Text);
        // In order: each step back would make it write what it has gathered.
        foreach (var each in events.OrderBy(e => e.OccurredAt))
        {
            at.Value = Instants.ToMicroseconds(each.OccurredAt);
            summary.Value = Folded(each.Summary);
            add.ExecuteNonQuery();
        }
        using var move = index.CreateCommand();
        move.CommandText = "UPDATE fed SET id = @id, hash = @hash, pruned = @pruned";
        move.Parameters.AddWithValue("@id", events.Count > 0 ? events[^1].Id : id);
        move.Parameters.AddWithValue("@hash", events.Count > 0 ? events[^1].Hash : id == 0 ? [] : hash);
        move.Parameters.AddWithValue("@pruned", pruned);
        move.ExecuteNonQuery();
        transaction.Commit();
        return events.Count;
    }

    /// <summary>Removes the file, to be made anew.</summary>
    public void Remove()
    {
        SqliteConnection.ClearPool(new SqliteConnection(connectionString));
        foreach (var part in new[] { file, file + "-wal", file + "-shm" }) File.Delete(part);
    }

    // The log may have been put back to an older state, or be another one.
    static async Task<bool> IsOfAsync(AuditDbContext log, long id, byte[] hash, CancellationToken cancellationToken)
    {
        if (id == 0) return true;
        var last = await log.Events.AsNoTracking().Where(e => e.Id == id).Select(e => e.Hash).SingleOrDefaultAsync(cancellationToken);
        return last?.AsSpan().SequenceEqual(hash) ?? id <= await log.ChainHead.AsNoTracking().Select(head => head.Sequence).SingleAsync(cancellationToken);
    }

    static (long Id, byte[] Hash, long Pruned) FedTo(SqliteConnection index)
    {
        using var command = index.CreateCommand();
        command.CommandText = Fed;
        using var reader = command.ExecuteReader();
        return reader.Read() ? (reader.GetInt64(0), reader.GetFieldValue<byte[]>(1), reader.GetInt64(2)) : (0, [], 0);
    }

    // As the question's predicate lowers it. The tokenizer would end at a NUL.
    static string Folded(string summary) => summary.ToLowerInvariant().Replace('\0', ' ');

    static bool CanFind(AuditQuery query) =>
        query.Texts.Any(text => Letters(text).Count >= Shortest) && !query.Texts.Any(text => text.Contains('\0', StringComparison.Ordinal));

    static List<string> Letters(string text) => [.. Names.FoldText(text).EnumerateRunes().Select(rune => rune.ToString())];

    static string Pieces(IReadOnlyList<string> texts) => string.Join(" AND ", texts.Select(Letters)
        .SelectMany(letters => Enumerable.Range(0, Math.Max(0, letters.Count - Shortest + 1)).Select(i => string.Concat(letters.Skip(i).Take(Shortest))))
        .Distinct(StringComparer.Ordinal).Take(MostPieces).Select(piece => $"\"{piece.Replace("\"", "\"\"", StringComparison.Ordinal)}\""));

    static void Execute(SqliteConnection index, string sql)
    {
        using var command = index.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
