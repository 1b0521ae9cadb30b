using System.Diagnostics;
using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SlackAudit.Tests.Journeys;

public sealed class HostileHttpTests : IAsyncLifetime
{
    RunningService service = null!;

    public async ValueTask InitializeAsync() => service = await RunningService.Start(null, Senders.Settings);

    public ValueTask DisposeAsync() => service.DisposeAsync();

    [Fact]
    public async Task EveryBadDeliveryGetsItsStatusAndTheServiceLives()
    {
        var deep = Encoding.UTF8.GetBytes(new string('[', 100_000));
        Assert.Equal(HttpStatusCode.NotFound, await Status(Senders.Post("/hooks/nobody", "{}"u8.ToArray(), "application/json")));
        Assert.Equal(HttpStatusCode.NotFound, await Status(Senders.Post("/hooks/cloudtrail", "{}"u8.ToArray(), "application/json")));
        Assert.Equal(HttpStatusCode.MethodNotAllowed, await Status(new HttpRequestMessage(HttpMethod.Get, "/hooks/github")));
        Assert.Equal(HttpStatusCode.Unauthorized, await Status(new HttpRequestMessage(HttpMethod.Post, "/hooks/github")));
        Assert.Equal(HttpStatusCode.BadRequest, await Status(Senders.GitHub("push", [])));
        Assert.Equal(HttpStatusCode.BadRequest, await Status(Senders.GitHub("push", "{\"ref\":"u8.ToArray())));
        Assert.Equal(HttpStatusCode.BadRequest, await Status(Senders.GitHub("push", deep)));
        Assert.Equal(HttpStatusCode.Unauthorized, await Status(Senders.GitHub("push", "{}"u8.ToArray(), secret: "a neighbour's secret")));
        Assert.Equal(HttpStatusCode.BadRequest, await Status(Senders.Generic("""{"app":"an event without an action"}""")));
        Assert.Equal(HttpStatusCode.Accepted, await Status(Senders.Generic("""{"action":"deploy"}""", "text/html")));

        var twice = Senders.GitHub("push", "{}"u8.ToArray());
        twice.Headers.Add("X-Hub-Signature-256", "sha256=" + new string('0', 64));
        Assert.Equal(HttpStatusCode.Unauthorized, await Status(twice));
        Assert.Equal(HttpStatusCode.OK, (await service.Http.GetAsync("/readyz")).StatusCode);
    }

    [Fact]
    public async Task WhatIsTooLargeIsRefusedAndMemoryStaysFlat()
    {
        var before = Memory();
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await Status(Senders.GitHub("push", new byte[40 * 1024 * 1024])));
            Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await Status(Bomb(200 * 1024 * 1024)));
            Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await Chunked(40 * 1024 * 1024));
        }

        Assert.Equal(HttpStatusCode.Accepted, await Status(Zipped("""{"action":"deploy"}"""u8.ToArray())));
        Assert.Equal(HttpStatusCode.BadRequest, await Status(Senders.Generic("not gzip"), "gzip"));
        Assert.InRange(Memory() - before, long.MinValue, 150L * 1024 * 1024);
    }

    [Fact]
    public async Task RefusalsAreRecordedOnceAnHourAndSource()
    {
        for (var i = 0; i < 20; i++) await Status(Senders.GitHub("push", "{}"u8.ToArray(), secret: "a wrong secret"));
        await Task.Delay(TimeSpan.FromSeconds(3));

        var (_, output, _) = await service.Run("ask", "tamper from slackaudit", "--json");

        Assert.Contains("deliveries of github are being refused", Assert.Single(output.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    async Task<HttpStatusCode> Status(HttpRequestMessage request, string? encoding = null)
    {
        if (encoding is not null) request.Content!.Headers.ContentEncoding.Add(encoding);
        try
        {
            using var response = await service.Http.SendAsync(request);
            return response.StatusCode;
        }
        catch (HttpRequestException exception) when (exception.InnerException is IOException or SocketException)
        {
            // The service answers and closes while the rest is still being sent.
            return HttpStatusCode.RequestEntityTooLarge;
        }
    }

    async Task<HttpStatusCode> Chunked(int size)
    {
        var request = Senders.GitHub("push", new byte[size]);
        request.Headers.TransferEncodingChunked = true;
        return await Status(request);
    }

    static HttpRequestMessage Bomb(int size) => Zipped(new byte[size]);

    static HttpRequestMessage Zipped(byte[] body)
    {
        using var zipped = new MemoryStream();
        using (var gzip = new GZipStream(zipped, CompressionLevel.Optimal, leaveOpen: true)) gzip.Write(body);
        var request = Senders.Post("/hooks/generic", zipped.ToArray(), "application/json");
        request.Headers.Authorization = new("Bearer", Senders.GenericSecret);
        request.Content!.Headers.ContentEncoding.Add("gzip");
        return request;
    }

    long Memory()
    {
        using var process = Process.GetProcessById(service.ProcessId);
        return process.WorkingSet64;
    }
}
