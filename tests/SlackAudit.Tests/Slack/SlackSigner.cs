using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace SlackAudit.Tests.Slack;

/// <summary>Signs as Slack does.</summary>
public static class SlackSigner
{
    /// <summary>The two headers of a signed call.</summary>
    public static (string Timestamp, string Signature) Sign(string secret, string body, DateTimeOffset at)
    {
        var timestamp = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var hash = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"v0:{timestamp}:{body}"));
        return (timestamp, "v0=" + Convert.ToHexStringLower(hash));
    }

    /// <summary>A signed POST.</summary>
    public static HttpRequestMessage Request(string path, string body, string secret, DateTimeOffset at, string contentType = "application/x-www-form-urlencoded")
    {
        var (timestamp, signature) = Sign(secret, body, at);
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, contentType) };
        request.Headers.Add("X-Slack-Request-Timestamp", timestamp);
        request.Headers.Add("X-Slack-Signature", signature);
        return request;
    }
}
