using Microsoft.Win32.SafeHandles;

namespace SlackAudit.Cli.Export;

/// <summary>Standard output as a stream that tells when nobody reads any more, which the console's own stream keeps to itself.</summary>
static class StandardOutput
{
    const int BrokenPipe = 32;

    public static Stream Open()
    {
        if (OperatingSystem.IsWindows()) return Console.OpenStandardOutput();
        // Only a pipe can be closed at the other end. A file may be shared with standard error, and then only the console's stream keeps its place.
        var direct = new FileStream(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        if (!direct.CanSeek) return direct;
        direct.Dispose();
        return Console.OpenStandardOutput();
    }

    /// <summary>Whether a failure means that nobody reads any more.</summary>
    public static bool IsClosed(IOException exception) => exception.HResult == BrokenPipe;
}
