namespace SlackAudit.Tests.Record.Proof;

/// <summary>What somebody with the database in hand could do to the log, drawn at random.</summary>
internal static class Edits
{
    /// <summary>The events of <see cref="ProvenLog"/>.</summary>
    public const int Events = 60;

    static readonly string[] Texts =
        ["'x'", "''", "NULL", "{0} || 'x'", "' ' || {0}", "upper({0})", "lower({0})", "{0} || char(0)", "{0} || char(0) || 'x'", "CAST({0} AS BLOB)", "replace({0}, 'a', 'б')", "7"];

    static readonly string[] Numbers = ["{0} + 1", "{0} - 1", "-{0}", "NULL", "'x'", "1.5", "0", "1", "2", "9223372036854775807", "CAST({0} AS BLOB)"];

    static readonly string[] Blobs =
    [
        "NULL", "x''", "zeroblob(32)", "randomblob(32)", "substr({0}, 2)", "CAST({0} || x'00' AS BLOB)", "hex({0})", "CAST(substr({0}, 1, 31) AS BLOB)",
        "CAST(substr({0}, 2) || substr({0}, 1, 1) AS BLOB)",
    ];

    /// <summary>An edit of one column of one row.</summary>
    public static (string Sql, long Id) OfColumn(Random random, string table, string column, string type, long id)
    {
        var values = type switch
        {
            "INTEGER" => Numbers,
            "BLOB" => Blobs,
            _ => Texts,
        };
        // Or what another row has there.
        var value = random.Next(4) == 0
            ? $"(SELECT o.{column} FROM {table} o ORDER BY o.rowid LIMIT 1 OFFSET {random.Next(Events)})"
            : string.Format(null, values[random.Next(values.Length)], column);
        return ($"UPDATE {table} SET {column} = {value} WHERE rowid = {id}", id);
    }

    /// <summary>Columns of numbers and of bytes; all others are texts.</summary>
    public static string TypeOf(string column) => column switch
    {
        "hash" or "payload_digest" or "body" => "BLOB",
        "id" or "sensitive" or "occurred_at" or "recorded_at" or "payload_id" or "length" or "sequence" or "first_id" or "last_id" or "newest_at" or "pruned_at" => "INTEGER",
        _ => "TEXT",
    };

    /// <summary>Rows removed; the first of them is the first that is wrong.</summary>
    public static (string Sql, long Id) Removal(Random random)
    {
        var first = random.Next(1, Events + 1);
        var last = random.Next(3) == 0 ? Events : Math.Min(Events, first + random.Next(5));
        return ($"DELETE FROM events WHERE id BETWEEN {first} AND {last}", first);
    }

    /// <summary>Two rows that change places, whole or all but their hashes.</summary>
    public static (string Sql, long Id) Swap(Random random)
    {
        var (a, b) = Two(random);
        return ($"UPDATE events SET id = -1 WHERE id = {a}; UPDATE events SET id = {a} WHERE id = {b}; UPDATE events SET id = {b} WHERE id = -1", a);
    }

    /// <summary>A row that takes its neighbours' places, one after another: moved from one place to another.</summary>
    public static (string Sql, long Id) Move(Random random)
    {
        var (a, b) = Two(random);
        return ($"UPDATE events SET id = -1 WHERE id = {a}; UPDATE events SET id = -id - 1000 WHERE id > {a} AND id <= {b}; UPDATE events SET id = -id - 1001 WHERE id < -1; UPDATE events SET id = {b} WHERE id = -1", a);
    }

    /// <summary>A row removed, and the gap closed, the head too.</summary>
    public static (string Sql, long Id) Closing(Random random)
    {
        var gone = random.Next(1, Events);
        return ($"DELETE FROM events WHERE id = {gone}; {Renumber(gone, -1)}; UPDATE chain_head SET sequence = sequence - 1", gone);
    }

    /// <summary>A made-up row between two others, with everything behind it renumbered, the head too.</summary>
    public static (string Sql, long Id) Insertion(Random random)
    {
        var place = random.Next(1, Events + 1);
        return ($"{Renumber(place - 1, 1)}; {Forge(place, random.Next(2) == 0 ? place + 1 : 1)}; UPDATE chain_head SET sequence = sequence + 1", place);
    }

    /// <summary>A made-up row where none can be: before the beginning, or behind the end.</summary>
    public static (string Sql, long Id) Outside(Random random)
    {
        long[] places = [0, -1, -1_000_000, Events + 1, Events + 2, Events + 100_000];
        return (Forge(places[random.Next(places.Length)], random.Next(1, Events + 1)), 0);
    }

    static string Forge(long id, long like) => $"""
        INSERT INTO events ({SlackAudit.Record.LogRows.List(SlackAudit.Record.LogRows.EventColumns)}) SELECT {id}, {string.Join(", ", SlackAudit.Record.LogRows.EventColumns.Skip(1).Select(column => column switch
        {
            "source_event_id" => "'forged'",
            "summary" => "'bob did it'",
            "hash" => "randomblob(32)",
            _ => column,
        }))} FROM events WHERE id = {like}
        """;

    // Away from what is there first: one id must not meet another on its way.
    static string Renumber(long behind, int by) =>
        $"UPDATE events SET id = -id WHERE id > {behind}; UPDATE events SET id = -id + {by} WHERE id < 0";

    static (int A, int B) Two(Random random)
    {
        var a = random.Next(1, Events);
        return (a, random.Next(a + 1, Events + 1));
    }
}
