using System.Data.Common;
using System.Globalization;

namespace SlackAudit.Record.Proof;

/// <summary>Holds the table by which events of one story are found against what the events themselves say: a row less hides one from its story.</summary>
sealed class CorrelationRows(DbConnection connection)
{
    const string Select = "SELECT event_id, reference_key, occurred_at FROM correlations WHERE event_id >= @first AND event_id < @end";

    readonly HashSet<(long Id, long Key, long OccurredAt)> expected = [];

    /// <summary>Begins a stretch.</summary>
    public void Clear() => expected.Clear();

    /// <summary>Adds what an event of it says.</summary>
    public void Expect(long id, ReadOnlySpan<byte> correlation, long occurredAt)
    {
        foreach (var reference in correlation.Split((byte)' ')) expected.Add((id, Correlation.KeyOf(correlation[reference]), occurredAt));
    }

    /// <summary>The first event of the stretch whose rows are not what it says; null when all are.</summary>
    public Fault? Find(long first, long end)
    {
        long? wrong = null;
        using var command = connection.Command(Select, ("first", first), ("end", end));
        using var reader = command.ExecuteReader();
        var row = StoredRow.Of(reader);
        while (reader.Read())
        {
            if (!TryTake(row, first, out var id)) wrong = Math.Min(wrong ?? id, id);
        }
        foreach (var (id, _, _) in expected) wrong = Math.Min(wrong ?? id, id);
        return wrong is { } found
            ? new Fault(found, string.Create(CultureInfo.InvariantCulture, $"The table correlations does not have what event {found} refers to, so the event would be missed in its story or stand in another."))
            : null;
    }

    bool TryTake(StoredRow row, long otherwise, out long id)
    {
        id = otherwise;
        try
        {
            id = row.Number(0);
            return expected.Remove((id, row.Number(1), row.Microseconds(2)));
        }
        catch (WrongStorageException)
        {
            return false;
        }
    }
}
