using System.Net;
using System.Text;
using SlackAudit.Receive;

namespace SlackAudit.Tests.Receive;

/// <summary>The published vectors of the other senders that sign, from a real socket. What is well signed and no event of theirs is unreadable, not unproven.</summary>
public sealed class VectorsOverHttpTests
{
    [Theory]
    [InlineData("hello world", "secret", "734cc62f32841568f45715aeb9f4d7891324e6d948e4c6c60c0621cdac48623a")]
    [InlineData("lalala", "another-secret", "daa220016c8f29a8b214fbfc3671aeec2145cfb1e6790184ffb38b6d0425fa00")]
    [InlineData("an-important-request-payload", "hunter123", "9be2242094a9a8c00c64306f382a7f9d691de910b4a266f67bd314ef18ac49fa")]
    [InlineData("foo", "secret", "773ba44693c7553d6ee20f61ea5d2757a9a4f4a44d2841ae4e95b52e4cd62db4")]
    public async Task CircleCI(string body, string secret, string mac)
    {
        await using var host = await ReceiveHost.Start(Some.Now, new SourceSettings { Name = "circleci", Type = "circleci", Secrets = ["one before", secret] });
        Assert.Equal(HttpStatusCode.BadRequest, await Post(host, "circleci", body, ("circleci-signature", $"v1={mac}")));
        Assert.Equal(HttpStatusCode.BadRequest, await Post(host, "circleci", body, ("circleci-signature", $"v2=00,v1={mac}")));
        Assert.Equal(HttpStatusCode.Unauthorized, await Post(host, "circleci", body + " ", ("circleci-signature", $"v1={mac}")));
    }

    [Fact]
    public async Task GitHub()
    {
        await using var host = await ReceiveHost.Start(Some.Now, new SourceSettings { Name = "github", Type = "github", Secrets = ["It's a Secret to Everybody"] });
        const string Mac = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";
        Assert.Equal(HttpStatusCode.BadRequest, await Post(host, "github", "Hello, World!", ("X-Hub-Signature-256", Mac)));
        Assert.Equal(HttpStatusCode.Unauthorized, await Post(host, "github", "Hello, World?", ("X-Hub-Signature-256", Mac)));
    }

    [Theory]
    [InlineData("app-create", "cf7567fd98676a9bca994a0e27b627fbc7caf99434994eb4a1184d1bcc2cb931")]
    [InlineData("budget-cap", "539873005b7a07a2f0dade81cdb14ab6a1a3a39ac4d6f5be567ef676522e5956")]
    [InlineData("rack-update", "1531a8a38a62d163bd63bacc1a43d884c6cd8c53f2a606dfdb4a1c11f0312b5c")]
    public async Task Convox(string name, string mac)
    {
        var body = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Receive", "Convox", "Payloads", $"vector.{name}.json"));
        await using var host = await ReceiveHost.Start(
            DateTimeOffset.FromUnixTimeSeconds(1745497200), new SourceSettings { Name = "convox", Type = "convox", Secrets = ["5257a869e7ecebeda32affa62cdca3fa37e8c0a98c3f2db5a8f5da3b2a3e9c4e"] });
        Assert.Equal(HttpStatusCode.Accepted, await Post(host, "convox", body, ("Convox-Signature", $"t=1745497200,v1={new string('0', 64)},v1={mac}")));
        Assert.Equal(HttpStatusCode.OK, await Post(host, "convox", body, ("Convox-Signature", $"t=1745497200,v1={mac}")));
        Assert.Equal(HttpStatusCode.Unauthorized, await Post(host, "convox", body, ("Convox-Signature", $"t=1745497201,v1={mac}")));
        host.Time.Advance(TimeSpan.FromSeconds(301));
        Assert.Equal(HttpStatusCode.Unauthorized, await Post(host, "convox", body, ("Convox-Signature", $"t=1745497200,v1={mac}")));
        Assert.Single(await host.Recorded());
    }

    static async Task<HttpStatusCode> Post(ReceiveHost host, string source, string body, (string Name, string Value) proof)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/hooks/{source}") { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        Assert.True(request.Headers.TryAddWithoutValidation(proof.Name, proof.Value));
        using var answer = await host.Http.SendAsync(request);
        return answer.StatusCode;
    }
}
