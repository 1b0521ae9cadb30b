using System.Security.Cryptography;
using System.Text;

namespace SlackAudit.Receive;

/// <summary>Checks senders that cannot sign and send the secret itself: as bearer token, <c>X-Api-Key</c> or Basic password, some also in the address.</summary>
static class SharedSecret
{
    /// <summary>Valid when any credential offered is an active secret; a header that is repeated offers nothing.</summary>
    /// <param name="delivery">The delivery as it arrived.</param>
    /// <param name="secrets">The active secrets.</param>
    /// <param name="inAddress">Whether the path segment of <c>/hooks/{source}/{secret}</c> counts, for senders that cannot set headers.</param>
    /// <param name="header">A header of the sender's own in which it brings the secret.</param>
    public static Verification Verify(WebhookDelivery delivery, IReadOnlyList<string> secrets, bool inAddress = false, string? header = null)
    {
        var (authorization, readable) = Authorization(delivery.Header("Authorization"));
        var found = readable ? Verification.Missing : Verification.Malformed;
        foreach (var offered in (ReadOnlySpan<string?>)[authorization, delivery.Header("X-Api-Key"), inAddress ? delivery.PathSecret : null, header is null ? null : delivery.Header(header)])
        {
            if (string.IsNullOrEmpty(offered)) continue;
            if (IsAnyOf(offered, secrets)) return Verification.Valid;
            found = Verification.Mismatch;
        }

        return found;
    }

    /// <summary>Checks the secret in a header of the sender's own, such as <c>X-Gitlab-Token</c>.</summary>
    public static Verification VerifyHeader(WebhookDelivery delivery, string header, IReadOnlyList<string> secrets) =>
        delivery.Header(header) is not { } offered ? Verification.Missing
        : IsAnyOf(offered, secrets) ? Verification.Valid
        : Verification.Mismatch;

    static (string? Secret, bool Readable) Authorization(string? header)
    {
        if (header is null) return (null, true);
        var words = header.Split(' ', 2, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var value = words.Length == 2 ? words[1] : "";
        return words.Length == 0 ? (null, true) : words[0].ToUpperInvariant() switch
        {
            "BEARER" => (value, true),
            "BASIC" => BasicPassword(value) is { } password ? (password, true) : (null, false),
            _ => (null, false),
        };
    }

    static string? BasicPassword(string base64)
    {
        var bytes = new byte[base64.Length];
        if (!Convert.TryFromBase64String(base64, bytes, out var length)) return null;
        var pair = Encoding.UTF8.GetString(bytes, 0, length);
        var colon = pair.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? null : pair[(colon + 1)..];
    }

    static bool IsAnyOf(string offered, IReadOnlyList<string> secrets)
    {
        // Digests are of one length, so neither time nor an early end tells how long a secret is; and every secret is looked at.
        Span<byte> left = stackalloc byte[SHA256.HashSizeInBytes];
        Span<byte> right = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(offered), left);
        var known = false;
        foreach (var secret in secrets)
        {
            SHA256.HashData(Encoding.UTF8.GetBytes(secret), right);
            known |= CryptographicOperations.FixedTimeEquals(left, right);
        }

        return known;
    }
}
