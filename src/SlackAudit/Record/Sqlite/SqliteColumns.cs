using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SlackAudit.Record.Sqlite;

/// <summary>
/// SQLite's own functions for a row's columns. Reading thirty of them of every event of a log is most of what verifying costs. Called in this
/// way they cost half of what they do through the library, which guards every single call; and a value that is taken once is asked for its
/// type and bytes without SQLite locking its connection for each.
/// </summary>
/// <remarks>A statement must belong to a reader that is open, and its connection is used by one thread at a time. A value is good until the next row.</remarks>
static class SqliteColumns
{
    public const int Integer = 1;
    public const int Text = 3;
    public const int Blob = 4;
    public const int Null = 5;

    const string Library = "e_sqlite3";
    const DllImportSearchPath Beside = DllImportSearchPath.AssemblyDirectory | DllImportSearchPath.SafeDirectories;

    [DllImport(Library, EntryPoint = "sqlite3_column_value"), SuppressGCTransition, DefaultDllImportSearchPaths(Beside)]
    public static extern nint Value(nint statement, int column);

    [DllImport(Library, EntryPoint = "sqlite3_value_type"), SuppressGCTransition, DefaultDllImportSearchPaths(Beside)]
    public static extern int Type(nint value);

    [DllImport(Library, EntryPoint = "sqlite3_value_int64"), SuppressGCTransition, DefaultDllImportSearchPaths(Beside)]
    public static extern long Number(nint value);

    [DllImport(Library, EntryPoint = "sqlite3_value_blob"), SuppressGCTransition, DefaultDllImportSearchPaths(Beside)]
    static extern nint Start(nint value);

    [DllImport(Library, EntryPoint = "sqlite3_value_bytes"), SuppressGCTransition, DefaultDllImportSearchPaths(Beside)]
    static extern int Length(nint value);

    /// <summary>The bytes of a text or blob where SQLite has them: good until the next row.</summary>
    public static ReadOnlySpan<byte> Bytes(nint value)
    {
        var start = Start(value);
        return start == 0 ? default : MemoryMarshal.CreateReadOnlySpan(ref Unsafe.AddByteOffset(ref Unsafe.NullRef<byte>(), start), Length(value));
    }
}
