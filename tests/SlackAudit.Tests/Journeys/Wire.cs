using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace SlackAudit.Tests.Journeys;

/// <summary>Deliveries over real sockets, from senders who lose patience or the line.</summary>
internal sealed class Wire(Uri address) : IDisposable
{
    readonly HttpClient http = new() { BaseAddress = address };

    public void Dispose() => http.Dispose();

    /// <summary>A delivery with its headers; no content type for null.</summary>
    public static HttpRequestMessage Post(string source, string body, string? contentType, params (string Name, string Value)[] headers)
    {
        var request = Senders.Post($"/hooks/{source}", Encoding.UTF8.GetBytes(body), contentType);
        foreach (var (name, value) in headers) Assert.True(request.Headers.TryAddWithoutValidation(name, value));
        return request;
    }

    /// <summary>An HMAC-SHA256 in hexadecimal.</summary>
    public static string Mac(string secret, string body) => Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(body)));

    /// <summary>Sends and waits so long for the answer; null when the sender hung up before.</summary>
    public async Task<Answered?> Send(HttpRequestMessage request, TimeSpan patience)
    {
        using var hungUp = new CancellationTokenSource(patience);
        try
        {
            using var answer = await http.SendAsync(request, hungUp.Token);
            return Answered.Of(answer.StatusCode, answer.Headers.RetryAfter?.Delta, await answer.Content.ReadAsStringAsync(hungUp.Token));
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    /// <summary>Repeats until it is answered 2xx, as long as somebody asks for patience.</summary>
    public async Task<Answered> SendUntilTaken(Func<HttpRequestMessage> request, TimeSpan patience)
    {
        for (var i = 0; i < 100; i++)
        {
            var answer = await Send(request(), patience);
            if (answer is { IsTaken: true }) return answer;
            Assert.True(answer is null or { Status: HttpStatusCode.ServiceUnavailable }, $"{answer}");
            await Task.Delay(100);
        }
        Assert.Fail("It was not taken in a hundred times.");
        return default!;
    }

    /// <summary>Sends the headers and so many bytes of the body, then loses the line: with a reset, or as if all had been said.</summary>
    public async Task Cut(HttpRequestMessage request, int bytes, bool reset)
    {
        var body = await request.Content!.ReadAsByteArrayAsync();
        var head = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{request.Method} {request.RequestUri} HTTP/1.1\r\nHost: {address.Authority}\r\nContent-Length: {body.Length}\r\n");
        foreach (var header in request.Headers.Concat(request.Content.Headers.Where(each => each.Key != "Content-Length")))
            head.Append(CultureInfo.InvariantCulture, $"{header.Key}: {string.Join(", ", header.Value)}\r\n");
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(address.Host, address.Port);
        await socket.SendAsync((byte[])[.. Encoding.ASCII.GetBytes(head.Append("\r\n").ToString()), .. body.AsSpan(0, bytes)]);
        // The service has begun to read by then.
        await Task.Delay(50);
        if (reset)
        {
            socket.LingerState = new LingerOption(true, 0);
            return;
        }

        socket.Shutdown(SocketShutdown.Send);
        var answer = new byte[4096];
        var length = 0;
        try
        {
            length = await socket.ReceiveAsync(answer);
        }
        catch (SocketException)
        {
            // The service has hung up without a word.
        }

        if (length > 0) Assert.StartsWith("HTTP/1.1 4", Encoding.ASCII.GetString(answer, 0, length), StringComparison.Ordinal);
    }
}

/// <summary>An answer that a sender may get: one of its own making, or to come again later. Nothing else may be 5xx.</summary>
internal sealed record Answered(HttpStatusCode Status, string Body)
{
    public bool IsTaken => Status is HttpStatusCode.OK or HttpStatusCode.Accepted;

    public static Answered Of(HttpStatusCode status, TimeSpan? retryAfter, string body)
    {
        if ((int)status >= 500) Assert.True(status == HttpStatusCode.ServiceUnavailable && retryAfter > TimeSpan.Zero, $"{status} {retryAfter}: {body}");
        return new(status, body);
    }
}
