using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;

namespace SlackAudit.Record.Sqlite;

/// <summary>
/// Syncs a database's file through SQLite, which has it open. To open it once more beside SQLite is no way: closing that would take away
/// SQLite's locks.
/// </summary>
static class SqliteSync
{
    const string Library = "e_sqlite3";
    const int FilePointer = 7;
    const int Normal = 2;

    /// <summary>Where a file's methods have the one that syncs: behind a version and four others.</summary>
    static readonly int SyncOffset = 5 * nint.Size;

    /// <summary>Puts on disk what was written to the file. SQLite does so only at the end of a checkpoint that moves everything.</summary>
    public static void Run(SqliteConnection connection)
    {
        nint file = 0;
        if (Control(connection.Handle!.DangerousGetHandle(), "main", FilePointer, ref file) != 0 || file == 0) return;
        var methods = Marshal.ReadIntPtr(file);
        if (methods != 0) Marshal.GetDelegateForFunctionPointer<SyncMethod>(Marshal.ReadIntPtr(methods, SyncOffset))(file, Normal);
    }

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    delegate int SyncMethod(nint file, int flags);

    [DllImport(Library, EntryPoint = "sqlite3_file_control", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true), DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory | DllImportSearchPath.SafeDirectories)]
    static extern int Control(nint connection, string database, int operation, ref nint result);
}
