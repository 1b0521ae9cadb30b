using System.Net;
using System.Net.Sockets;

namespace SlackAudit.Tests.Record;

/// <summary>A way to a server on this machine that can lose an answer, and the connection with it.</summary>
internal sealed class LossyNetwork : IAsyncDisposable
{
    readonly TcpListener listener = new(IPAddress.Loopback, 0);
    readonly int server;
    readonly Task accepting;
    byte[]? losing;

    public LossyNetwork(int server)
    {
        this.server = server;
        listener.Start();
        accepting = Accept();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public int Lost { get; private set; }

    public void LoseTheNextAnswerWith(byte[] bytes) => Volatile.Write(ref losing, bytes);

    public async ValueTask DisposeAsync()
    {
        listener.Stop();
        await accepting;
    }

    async Task Accept()
    {
        try
        {
            while (true) _ = Connect(await listener.AcceptTcpClientAsync());
        }
        catch (SocketException)
        {
            // Stopped.
        }
    }

    async Task Connect(TcpClient near)
    {
        using var _ = near;
        using var far = new TcpClient();
        await far.ConnectAsync(IPAddress.Loopback, server);
        await Task.WhenAny(near.GetStream().CopyToAsync(far.GetStream()), Answer(far.GetStream(), near.GetStream()));
    }

    async Task Answer(NetworkStream from, NetworkStream to)
    {
        var buffer = new byte[64 * 1024];
        int read;
        while ((read = await from.ReadAsync(buffer)) > 0)
        {
            if (Volatile.Read(ref losing) is { } bytes && buffer.AsSpan(0, read).IndexOf(bytes) >= 0)
            {
                Volatile.Write(ref losing, null);
                Lost++;
                return;
            }
            await to.WriteAsync(buffer.AsMemory(0, read));
        }
    }
}
