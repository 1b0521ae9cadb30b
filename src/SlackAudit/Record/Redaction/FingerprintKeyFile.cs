using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace SlackAudit.Record.Redaction;

/// <summary>
/// The key of the fingerprints as a file beside the database, made by whoever needs it first, for its owner alone. It holds one line,
/// which may be taken over as the setting <c>Redaction:FingerprintKey</c> and then makes the same fingerprints.
/// </summary>
static class FingerprintKeyFile
{
    const int RandomBytes = 32;

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>The key in the file; where there is no file, it is made.</summary>
    /// <exception cref="FingerprintKeyException">It can be neither read nor made, or what is in it is too short.</exception>
    public static string ReadOrMake(string path)
    {
        try
        {
            if (!File.Exists(path)) Make(path);
            var key = File.ReadAllText(path).Trim();
            return key.Length >= Fingerprints.ShortestKey
                ? key
                : throw new FingerprintKeyException(
                    $"{path} holds fewer than {Fingerprints.ShortestKey} characters. Put it back from a backup, or delete it to begin with a new key: "
                    + "values recorded before and after can then not be compared.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new FingerprintKeyException(
                $"The key of the fingerprints in {path} can be neither read nor made: {exception.Message} Let the service write there, or set Redaction:FingerprintKey.");
        }
    }

    // One process at a time, or several that start at once would end up with a key each. Written whole under another name first.
    static void Make(string path)
    {
        using var turn = Turn(path + ".lock");
        if (File.Exists(path)) return;
        var written = $"{path}.{Guid.NewGuid():N}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            using (var file = new FileStream(written, options))
            {
                file.Write(Encoding.ASCII.GetBytes(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(RandomBytes)) + "\n"));
                file.Flush(flushToDisk: true);
            }
            File.Move(written, path, overwrite: false);
        }
        finally
        {
            File.Delete(written);
        }
    }

    // Its end releases it, however that comes about.
    static FileStream Turn(string path)
    {
        for (var waited = Stopwatch.StartNew(); ;)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0, FileOptions.DeleteOnClose);
            }
            catch (IOException exception) when (exception is not DirectoryNotFoundException && waited.Elapsed < Patience)
            {
                Thread.Sleep(5);
            }
        }
    }
}

/// <summary>There is no key for the fingerprints of values; the message says why and what to do.</summary>
public sealed class FingerprintKeyException(string message) : Exception(message);
