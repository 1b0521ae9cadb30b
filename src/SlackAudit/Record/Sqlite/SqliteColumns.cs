using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SlackAudit.Record.Sqlite;

/// <summary>
/// SQLite's own functions for a row's columns. Reading thirty of them of every event of a log is most of what verifying costs, and
/// called in this way they cost half of what they do through the library, which guards every single call.
/// </summary>
/// <remarks>A statement must belong to a reader that is open, and is used by one thread at a time.</remarks>
static class SqliteColumns
{
    public const int Integer = 1;
    public const int Text = 3;
    public const int Blob = 4;
    public const int Null = 5;

    const string Library = "e_sqlite3";

    [DllImport(Library, EntryPoint = "sqlite3_column_type"), SuppressGCTransition, DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory | DllImportSearchPath.SafeDirectories)]
    public static extern int Type(nint statement, int column);

    [DllImport(Library, EntryPoint = "sqlite3_column_int64"), SuppressGCTransition, DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory | DllImportSearchPath.SafeDirectories)]
    public static extern long Number(nint statement, int column);

    [DllImport(Library, EntryPoint = "sqlite3_column_blob"), SuppressGCTransition, DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory | DllImportSearchPath.SafeDirectories)]
    static extern nint Start(nint statement, int column);

    [DllImport(Library, EntryPoint = "sqlite3_column_bytes"), SuppressGCTransition, DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory | DllImportSearchPath.SafeDirectories)]
    static extern int Length(nint statement, int column);

    /// <summary>The bytes of a text or blob where SQLite has them: good until the next row or another call for the same column.</summary>
    public static ReadOnlySpan<byte> Bytes(nint statement, int column)
    {
        var start = Start(statement, column);
        return start == 0 ? default : MemoryMarshal.CreateReadOnlySpan(ref Unsafe.AddByteOffset(ref Unsafe.NullRef<byte>(), start), Length(statement, column));
    }
}
