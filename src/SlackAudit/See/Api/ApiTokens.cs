using System.Security.Cryptography;
using System.Text;

namespace SlackAudit.See.Api;

/// <summary>Who may ask the API: holders of a token, or, where none is configured, this machine.</summary>
sealed class ApiTokens(SeeSettings settings)
{
    const string Scheme = "Bearer ";

    readonly byte[][] digests = [.. settings.ApiTokens.Where(token => token.Length > 0).Select(Digest)];

    /// <summary>Why the asker gets no answer, a sentence; null when it may ask.</summary>
    public string? Refusal(HttpContext http)
    {
        if (digests.Length == 0)
            return Nearby.Is(http) ? null : "No API token is configured: set Api:Tokens and send one as `Authorization: Bearer TOKEN`.";
        var authorization = http.Request.Headers.Authorization.ToString();
        return authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) && IsKnown(authorization[Scheme.Length..].Trim())
            ? null
            : "Send one of the tokens in Api:Tokens as `Authorization: Bearer TOKEN`.";
    }

    // Digests are equally long, and each is compared to its end and with every other, so that time tells nothing.
    bool IsKnown(string token)
    {
        var digest = Digest(token);
        var known = false;
        foreach (var each in digests) known |= CryptographicOperations.FixedTimeEquals(each, digest);
        return known;
    }

    static byte[] Digest(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
