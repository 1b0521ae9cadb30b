using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using SlackAudit.Receive;

namespace SlackAudit.Tests.Receive.StandardWebhooks;

/// <summary>The vectors of Standard Webhooks, and what its libraries hold themselves to, from a real socket to a real log.</summary>
public sealed class StandardVectorsOverHttpTests(StandardVectorsOverHttpTests.Host host) : IClassFixture<StandardVectorsOverHttpTests.Host>
{
    const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    const string Retired = "whsec_b2xkLXNlY3JldC1vZi10aGUtc2VuZGVyIQ==";
    const string Id = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    const long Seconds = 1614265330;
    const string Body = """{"test": 2432232314}""";
    const string Good = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
    const string Other = "v1,Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc=";
    const string Asymmetric = "v1a,hnO3f9T8Ytu9HwrXslvumlUpqtNVqkhqw/enGzPCXe5BdqzCInXqYXFymVJaA7AZdpXwVLPo3mNl8EM+m7TBAg==";

    async Task<HttpStatusCode> Post(string source, string? id, string? seconds, string? signature, string body = Body, string prefix = "webhook-")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/hooks/{source}") { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        foreach (var (name, value) in ((string, string?)[])[("id", id), ("timestamp", seconds), ("signature", signature)])
        {
            if (value is not null) Assert.True(request.Headers.TryAddWithoutValidation(prefix + name, value));
        }

        using var answer = await host.Running.Http.SendAsync(request);
        return answer.StatusCode;
    }

    static string Sign(string secret, string id, long seconds, string body)
    {
        var key = Convert.FromBase64String(secret["whsec_".Length..]);
        return "v1," + Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{seconds}.{body}"))));
    }

    static string Time(long seconds = Seconds) => seconds.ToString(CultureInfo.InvariantCulture);

    [Theory]
    [InlineData(Good)]
    [InlineData(Other + " v2,Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc= " + Good + " " + Other)]
    [InlineData(Asymmetric + " " + Good)]
    [InlineData(Good + " " + Other)]
    [InlineData("v1,AAAA v1, " + Good)]
    [InlineData("  " + Other + "   " + Good + " ")]
    public async Task EveryGoodVectorIsTakenOnce(string signature)
    {
        Assert.True(await Post("standardwebhooks", Id, Time(), signature) is HttpStatusCode.Accepted or HttpStatusCode.OK);
        Assert.Equal(HttpStatusCode.OK, await Post("standardwebhooks", Id, Time(), signature));
        Assert.Equal(HttpStatusCode.OK, await Post("standardwebhooks", Id, Time(), signature, prefix: "svix-"));
        Assert.Single(await host.Running.Recorded(), e => e is { Source: "standardwebhooks", SourceEventId: Id });
    }

    [Theory]
    [InlineData(null, "1614265330", Good)]
    [InlineData(Id, null, Good)]
    [InlineData(Id, "1614265330", null)]
    [InlineData(Id, "hello", Good)]
    [InlineData(Id, "1614265330", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLawdd=")]
    [InlineData(Id, "1614265330", "v1,dawfeoifkpqwoekfpqoekf")]
    [InlineData(Id, "1614265330", "v1,g0hM9")]
    [InlineData(Id, "1614265330", "v1,")]
    [InlineData(Id, "1614265330", "")]
    [InlineData(Id, "1614265330", Other)]
    [InlineData(Id, "1614265330", Asymmetric)]
    [InlineData(Id, "1614265331", Good)]
    [InlineData(Id + ".1", "1614265330", Good)]
    public async Task EveryBadOneIsRefused(string? id, string? seconds, string? signature) =>
        Assert.Equal(HttpStatusCode.Unauthorized, await Post("standardwebhooks", id, seconds, signature));

    [Theory]
    [InlineData(300, true)]
    [InlineData(-300, true)]
    [InlineData(301, false)]
    [InlineData(-301, false)]
    public async Task ASignatureIsGoodForFiveMinutes(int seconds, bool good)
    {
        var at = Seconds + seconds;
        var id = string.Create(CultureInfo.InvariantCulture, $"msg_at{seconds + 1000}");
        Assert.Equal(good ? HttpStatusCode.Accepted : HttpStatusCode.Unauthorized, await Post("standardwebhooks", id, Time(at), Sign(Secret, id, at, Body)));
    }

    [Fact]
    public async Task WhileASecretIsRotatedEitherIsGoodAloneAndBothTogether()
    {
        string[] signatures =
        [
            Sign(Secret, "msg_r0", Seconds, Body), Sign(Retired, "msg_r1", Seconds, Body),
            $"{Sign(Retired, "msg_r2", Seconds, Body)} {Sign(Secret, "msg_r2", Seconds, Body)}", $"{Other} {Sign(Retired, "msg_r3", Seconds, Body)}",
        ];
        for (var i = 0; i < signatures.Length; i++) Assert.Equal(HttpStatusCode.Accepted, await Post("rotating", $"msg_r{i}", Time(), signatures[i]));
        Assert.Equal(HttpStatusCode.Unauthorized, await Post("standardwebhooks", "msg_r1", Time(), signatures[1]));
        Assert.Equal(HttpStatusCode.Accepted, await Post("standardwebhooks", "msg_r2", Time(), signatures[2]));
        Assert.Equal(4, (await host.Running.Recorded()).Count(e => e.Source == "rotating"));
    }

    [Fact]
    public async Task TheSecretMayBeWrittenWithoutItsPrefix() => Assert.Equal(HttpStatusCode.Accepted, await Post("bare", Id, Time(), Good));

    public sealed class Host : IAsyncLifetime
    {
        internal ReceiveHost Running { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Running = await ReceiveHost.Start(
            DateTimeOffset.FromUnixTimeSeconds(Seconds),
            new SourceSettings { Name = "standardwebhooks", Type = "standardwebhooks", Secrets = [Secret] },
            new SourceSettings { Name = "rotating", Type = "standardwebhooks", Secrets = [Secret, Retired] },
            new SourceSettings { Name = "bare", Type = "standardwebhooks", Secrets = [Secret["whsec_".Length..]] });

        public ValueTask DisposeAsync() => Running.DisposeAsync();
    }
}
