using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using SlackAudit.Tests.Receive.Sns;

namespace SlackAudit.Tests.Journeys;

/// <summary>Where Amazon SNS keeps its certificates, behind a proxy that leads a service of ours there.</summary>
internal sealed class AmazonStandIn : IAsyncDisposable
{
    readonly TcpListener listener = new(IPAddress.Loopback, 0);
    readonly X509Certificate2 certificate = Certificate("sns.us-east-1.amazonaws.com");
    readonly string trusted = Path.GetTempFileName();
    readonly Task accepting;

    public AmazonStandIn()
    {
        File.WriteAllText(trusted, certificate.ExportCertificatePem());
        listener.Start();
        accepting = Accept();
    }

    /// <summary>Whether nobody can be reached.</summary>
    public volatile bool IsAway;

    /// <summary>What a service has to be started with.</summary>
    public Dictionary<string, string> Environment => new() { ["HTTPS_PROXY"] = $"http://{listener.LocalEndpoint}", ["SSL_CERT_FILE"] = trusted };

    public async ValueTask DisposeAsync()
    {
        listener.Stop();
        await accepting;
        certificate.Dispose();
        File.Delete(trusted);
    }

    async Task Accept()
    {
        try
        {
            while (true) _ = Serve(await listener.AcceptTcpClientAsync());
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // Stopped.
        }
    }

    async Task Serve(TcpClient client)
    {
        using var _ = client;
        try
        {
            await using var plain = client.GetStream();
            await Head(plain);
            await plain.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {(IsAway ? "502 Away" : "200 Go on")}\r\n\r\n"));
            if (IsAway) return;
            await using var stream = new SslStream(plain);
            await stream.AuthenticateAsServerAsync(certificate);
            await Head(stream);
            var pem = SnsPost.Pem(from: DateTimeOffset.UtcNow.AddDays(-1), to: DateTimeOffset.UtcNow.AddDays(1));
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: {pem.Length}\r\nConnection: close\r\n\r\n{pem}"));
        }
        catch (IOException)
        {
            // Whoever asked has gone.
        }
    }

    static async Task Head(Stream stream)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && await stream.ReadAsync(one) == 1) head.Append((char)one[0]);
    }

    static X509Certificate2 Certificate(string host)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={host}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(host);
        request.CertificateExtensions.Add(names.Build());
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }
}
