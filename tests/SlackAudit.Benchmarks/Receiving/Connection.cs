using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SlackAudit.Benchmarks.Receiving;

/// <summary>One kept-alive connection that sends pushes, as lean as can be: the load shares the machine with what it measures.</summary>
sealed class Connection(Pushes pushes, int port) : IDisposable
{
    readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    readonly byte[] request = new byte[16 * 1024];
    readonly byte[] response = new byte[4 * 1024];

    public ValueTask OpenAsync(CancellationToken cancellationToken) =>
        socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port), cancellationToken);

    /// <summary>Sends a push and waits for its answer.</summary>
    /// <returns>The status.</returns>
    public async ValueTask<int> SendAsync(int which, CancellationToken cancellationToken)
    {
        var length = pushes.Write(which, request);
        for (var sent = 0; sent < length;) sent += await socket.SendAsync(request.AsMemory(sent, length - sent), cancellationToken);
        for (var received = 0; ;)
        {
            var read = await socket.ReceiveAsync(response.AsMemory(received), cancellationToken);
            if (read == 0) throw new IOException("The receiver closed the connection.");
            received += read;
            if (IsWhole(response.AsSpan(0, received))) return Status(response);
        }
    }

    public void Dispose() => socket.Dispose();

    static int Status(ReadOnlySpan<byte> answer) => (answer[9] - '0') * 100 + (answer[10] - '0') * 10 + answer[11] - '0';

    static bool IsWhole(ReadOnlySpan<byte> answer)
    {
        var head = answer.IndexOf("\r\n\r\n"u8);
        if (head < 0) return false;
        if (answer[..head].IndexOf("chunked"u8) >= 0) return answer.EndsWith("0\r\n\r\n"u8);
        var at = answer[..head].IndexOf("Content-Length: "u8);
        if (at < 0) return true;
        var digits = answer[(at + 16)..];
        return answer.Length - head - 4 >= int.Parse(Encoding.ASCII.GetString(digits[..digits.IndexOf((byte)'\r')]), System.Globalization.CultureInfo.InvariantCulture);
    }
}
