using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace SlackAudit.Record.Evidence;

/// <summary>A ZIP file that knows the SHA-256 of everything that was put into it.</summary>
sealed class EvidenceZip(Stream output, DateTimeOffset at) : IDisposable
{
    /// <summary>The file that lists the others with their hashes, as <c>sha256sum -c</c> reads it.</summary>
    public const string Manifest = "manifest.sha256";

    readonly ZipArchive zip = new(output, ZipArchiveMode.Create, leaveOpen: true);
    readonly StringBuilder manifest = new();

    /// <summary>Adds a file while it is written.</summary>
    public async Task AddAsync(string name, Func<Stream, Task> write, CancellationToken cancellationToken)
    {
        using var hash = SHA256.Create();
        await using (var entry = Open(name))
        await using (var hashed = new CryptoStream(entry, hash, CryptoStreamMode.Write, leaveOpen: true))
        {
            await write(hashed);
            await hashed.FlushFinalBlockAsync(cancellationToken);
        }
        manifest.Append(Convert.ToHexStringLower(hash.Hash!)).Append("  ").Append(name).Append('\n');
    }

    /// <summary>Adds a text.</summary>
    public Task AddAsync(string name, string text, CancellationToken cancellationToken) =>
        AddAsync(name, stream => stream.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken).AsTask(), cancellationToken);

    /// <summary>Adds the list of all that is in it.</summary>
    public async Task EndAsync(CancellationToken cancellationToken)
    {
        await using var entry = Open(Manifest);
        await entry.WriteAsync(Encoding.UTF8.GetBytes(manifest.ToString()), cancellationToken);
    }

    public void Dispose() => zip.Dispose();

    Stream Open(string name)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.Optimal);
        // A ZIP file knows no years before 1980, and no zone.
        entry.LastWriteTime = at.UtcDateTime;
        return entry.Open();
    }
}
