using System.Text;
using SlackAudit.Events;

namespace SlackAudit.Record.Proof;

/// <summary>
/// Holds the columns that questions seek by against the names they are made from. They are not in the chain, since they can be made
/// anew, but whoever edits one hides an event without touching its hash.
/// </summary>
sealed class StoredKeys
{
    // Names repeat, and folding one costs more than all the rest of an event.
    readonly Entry[] known = new Entry[1024];

    /// <summary>The first column that is not what its name gives; null when all are.</summary>
    public string? Wrong(StoredRow row, CanonicalBytes written)
    {
        var hasAction = written.TryGet(ChainColumns.Action, out var action);
        var dot = action.IndexOf((byte)'.');
        if (!hasAction || !Holds(row, ChainColumns.ActionRoot, dot < 0 ? action : action[..dot])) return ChainColumns.All[ChainColumns.ActionRoot];
        foreach (var (name, key, path) in ChainColumns.Keyed)
        {
            var expected = written.TryGet(name, out var text) ? Find(text) : default;
            if (!Holds(row, key, expected.Key)) return ChainColumns.All[key];
            if (!Holds(row, path, expected.Path)) return ChainColumns.All[path];
        }
        return null;
    }

    static bool Holds(StoredRow row, int column, byte[]? expected) =>
        expected is null ? !row.TryText(column, out _) : Holds(row, column, expected.AsSpan());

    static bool Holds(StoredRow row, int column, ReadOnlySpan<byte> expected) => row.TryText(column, out var stored) && stored.SequenceEqual(expected);

    Entry Find(ReadOnlySpan<byte> name)
    {
        var hash = new HashCode();
        hash.AddBytes(name);
        ref var entry = ref known[hash.ToHashCode() & (known.Length - 1)];
        if (entry.Name is null || !name.SequenceEqual(entry.Name)) entry = Make(name);
        return entry;
    }

    static Entry Make(ReadOnlySpan<byte> name)
    {
        var text = Encoding.UTF8.GetString(name);
        return new Entry(name.ToArray(), Bytes(Names.Key(text)), Bytes(Names.Path(text)));
    }

    static byte[]? Bytes(string? text) => text is null ? null : Encoding.UTF8.GetBytes(text);

    readonly record struct Entry(byte[] Name, byte[]? Key, byte[]? Path);
}
