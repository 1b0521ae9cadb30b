using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace SlackAudit.Slack;

/// <summary>Whether a call comes from Slack.</summary>
public enum SlackVerification
{
    /// <summary>It is signed with our secret, just now.</summary>
    Valid,

    /// <summary>There is no signature or no time.</summary>
    Missing,

    /// <summary>The signature or the time cannot be read.</summary>
    Malformed,

    /// <summary>The signature is for other bytes, another time or another secret.</summary>
    Mismatch,

    /// <summary>It is signed with our secret, but more than five minutes from our clock; check the clock.</summary>
    Stale,
}

/// <summary>Slack's request signature, version 0.</summary>
/// <remarks>https://docs.slack.dev/authentication/verifying-requests-from-slack</remarks>
public static class SlackSignature
{
    const int LongestTimestamp = 12;
    static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    /// <summary>Checks a signature over the raw body in constant time; the clock may differ by five minutes in either direction.</summary>
    /// <param name="secret">The signing secret.</param>
    /// <param name="timestamp">The header <c>X-Slack-Request-Timestamp</c>.</param>
    /// <param name="signature">The header <c>X-Slack-Signature</c>.</param>
    /// <param name="rawBody">The body exactly as it arrived.</param>
    /// <param name="now">Our clock.</param>
    /// <exception cref="ArgumentException">The secret is empty, with which everybody could sign.</exception>
    public static SlackVerification Verify(string secret, string? timestamp, string? signature, ReadOnlySpan<byte> rawBody, DateTimeOffset now)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(secret);
        if (string.IsNullOrEmpty(timestamp) || string.IsNullOrEmpty(signature)) return SlackVerification.Missing;
        if (timestamp.Length > LongestTimestamp || !long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var signedAt))
            return SlackVerification.Malformed;
        Span<byte> given = stackalloc byte[SHA256.HashSizeInBytes];
        if (!TryRead(signature, given)) return SlackVerification.Malformed;
        if (!CryptographicOperations.FixedTimeEquals(Compute(secret, timestamp, rawBody), given)) return SlackVerification.Mismatch;
        return Math.Abs(now.ToUnixTimeSeconds() - signedAt) > Tolerance.TotalSeconds ? SlackVerification.Stale : SlackVerification.Valid;
    }

    static bool TryRead(string signature, Span<byte> hash) =>
        signature.StartsWith("v0=", StringComparison.Ordinal)
        && signature.Length == 3 + 2 * SHA256.HashSizeInBytes
        && Convert.FromHexString(signature.AsSpan(3), hash, out _, out _) == OperationStatus.Done;

    static byte[] Compute(string secret, string timestamp, ReadOnlySpan<byte> rawBody)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret.Trim()));
        hmac.AppendData(Encoding.UTF8.GetBytes($"v0:{timestamp}:"));
        hmac.AppendData(rawBody);
        return hmac.GetHashAndReset();
    }
}
