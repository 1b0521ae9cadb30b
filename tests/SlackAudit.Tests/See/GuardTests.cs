using System.Net;

namespace SlackAudit.Tests.See;

public sealed class GuardTests
{
    static readonly string[] Pages = ["/", "/events/1", "/sources", "/preview", "/style.css"];

    public static TheoryData<string, string> ProxyHeaders => new()
    {
        { "X-Forwarded-For", "203.0.113.7" },
        { "X-Forwarded-For", "127.0.0.1" },
        { "Forwarded", "for=127.0.0.1" },
        { "X-Forwarded-Host", "localhost" },
        { "X-Forwarded-Proto", "https" },
        { "X-Real-IP", "127.0.0.1" },
        { "Via", "1.1 proxy" },
        { "X-Original-For", "127.0.0.1" },
    };

    [Theory, MemberData(nameof(ProxyHeaders))]
    public Task NothingIsShownThroughAProxy(string header, string value) =>
        Refused(request => request.Headers.TryAddWithoutValidation(header, value));

    [Theory]
    [InlineData("evil.example")]
    [InlineData("localhost.evil.example")]
    [InlineData("127.0.0.1.evil.example")]
    [InlineData("0.0.0.0")]
    [InlineData("127.0.0.2")]
    public Task NothingIsShownUnderAForeignName(string host) => Refused(request => request.Headers.Host = host);

    [Fact]
    public Task NothingIsShownToAProxyThatSaysNothing() => Refused(request => request.Version = HttpVersion.Version10);

    [Theory]
    [InlineData("localhost")]
    [InlineData("LOCALHOST:5080")]
    [InlineData("127.0.0.1:80")]
    [InlineData("[::1]:5080")]
    public async Task ThisMachineSeesThePagesUnderItsOwnNames(string name)
    {
        await using var host = await SeeHost.Start();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/") { Headers = { Host = name } };

        using var answer = await host.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task PagesRunNoScriptAndAreNeitherFramedNorKept()
    {
        await using var host = await SeeHost.Start();
        foreach (var address in new[] { "/", "/events/1", "/preview", "/nowhere" })
        {
            using var answer = await host.Http.GetAsync(address);

            Assert.Equal(
                "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
                answer.Headers.GetValues("Content-Security-Policy").Single());
            Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.Equal("no-referrer", answer.Headers.GetValues("Referrer-Policy").Single());
            Assert.True(answer.Headers.CacheControl!.NoStore);
            var page = await answer.Content.ReadAsStringAsync();
            Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("style=", page, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task TheStyleSheetMayBeKeptForGoodUnderTheAddressThatPagesName()
    {
        await using var host = await SeeHost.Start();
        var page = await host.Page("/");
        var address = page.Split("rel=\"stylesheet\" href=\"")[1].Split('"')[0];

        using var answer = await host.Http.GetAsync(address);

        Assert.Matches("^/style\\.css\\?v=[0-9a-f]{12}$", address);
        Assert.Equal("text/css", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("public, max-age=31536000, immutable", answer.Headers.GetValues("Cache-Control").Single());
        Assert.Contains("prefers-color-scheme: dark", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WithoutPreviewModeThereIsNoPreview()
    {
        await using var host = await SeeHost.Start(new());

        using var answer = await host.Http.GetAsync("/preview");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.DoesNotContain("href=\"/preview\"", await host.Page("/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AStrangerLearnsOnlyThatThereIsNothing()
    {
        await using var host = await SeeHost.Start();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/nowhere") { Headers = { Host = "audit.example.com" } };

        using var answer = await host.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("text/plain", answer.Content.Headers.ContentType!.MediaType);
    }

    static async Task Refused(Action<HttpRequestMessage> arrange)
    {
        await using var host = await SeeHost.Start();
        await host.Record(Some.Event() with { Summary = "nobody else's business" });
        foreach (var page in Pages)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, page) { VersionPolicy = HttpVersionPolicy.RequestVersionExact };
            arrange(request);

            using var answer = await host.Http.SendAsync(request);
            var body = await answer.Content.ReadAsStringAsync();

            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
            Assert.StartsWith("These pages answer only this machine", body, StringComparison.Ordinal);
            Assert.DoesNotContain("business", body, StringComparison.Ordinal);
        }
    }
}
