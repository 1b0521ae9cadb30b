using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace SlackAudit.Tests.Journeys;

/// <summary>Deliveries as the senders make them, signed with the secrets of <see cref="Settings"/>.</summary>
internal static class Senders
{
    public const string GitHubSecret = "It's a Secret to Everybody";
    public const string ConvoxSecret = "5257a869e7ecebeda32affa62cdca3fa37e8c0a98c3f2db5a8f5da3b2a3e9c4e";
    public const string ConvoxPathSecret = "an-unguessable-path-segment";
    public const string GenericSecret = "a-bearer-secret-of-our-own";

    public static Dictionary<string, string> Settings => new()
    {
        ["Sources:github:Secrets:0"] = GitHubSecret,
        ["Sources:convox:Secrets:0"] = ConvoxSecret,
        ["Sources:convox:Secrets:1"] = ConvoxPathSecret,
        ["Sources:generic:Secrets:0"] = GenericSecret,
        ["Rules:0:Name"] = "deploys",
        ["Rules:0:When"] = "deploy",
        ["Rules:0:Channel"] = "#deploys",
        ["Rules:1:Name"] = "security",
        ["Rules:1:When"] = "sensitive",
        ["Rules:1:Channel"] = "#security",
    };

    public static HttpRequestMessage GitHub(string kind, byte[] body, string? delivery = null, string secret = GitHubSecret)
    {
        var request = Post("/hooks/github", body, "application/json");
        request.Headers.Add("X-GitHub-Event", kind);
        request.Headers.Add("X-GitHub-Delivery", delivery ?? Guid.NewGuid().ToString());
        request.Headers.Add("X-Hub-Signature-256", "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body)));
        return request;
    }

    public static HttpRequestMessage ConvoxV3(string body, DateTimeOffset at)
    {
        var t = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var mac = HMACSHA256.HashData(Convert.FromHexString(ConvoxSecret), Encoding.UTF8.GetBytes($"{t}.{body}"));
        var request = Post("/hooks/convox", Encoding.UTF8.GetBytes(body), "application/json");
        request.Headers.Add("Convox-Signature", $"t={t},v1={Convert.ToHexStringLower(mac)}");
        return request;
    }

    /// <summary>As the v2 rack's forwarder sends it: no content type, chunked, the secret in the address.</summary>
    public static HttpRequestMessage ConvoxV2(string body)
    {
        var request = Post($"/hooks/convox/{ConvoxPathSecret}", Encoding.UTF8.GetBytes(body), null);
        request.Headers.TransferEncodingChunked = true;
        return request;
    }

    public static HttpRequestMessage Generic(string body, string contentType = "application/json")
    {
        var request = Post("/hooks/generic", Encoding.UTF8.GetBytes(body), contentType);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", GenericSecret);
        return request;
    }

    public static HttpRequestMessage Post(string path, byte[] body, string? contentType)
    {
        var content = new ByteArrayContent(body);
        if (contentType is not null) content.Headers.ContentType = new MediaTypeHeaderValue(contentType);
        return new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
    }
}
