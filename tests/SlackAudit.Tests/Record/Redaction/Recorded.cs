using System.Text;

namespace SlackAudit.Tests.Record.Redaction;

/// <summary>The recorded payloads of this room.</summary>
internal static class Recorded
{
    static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Record", "Redaction", "Payloads");

    public static IReadOnlyList<string> Names { get; } =
        [.. Directory.GetFiles(Folder, "*.json", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(Folder, f)).Order(StringComparer.Ordinal)];

    public static string Text(string name) => File.ReadAllText(Path.Combine(Folder, name));

    public static ReadOnlyMemory<byte> Bytes(string name) => Encoding.UTF8.GetBytes(Text(name));
}
