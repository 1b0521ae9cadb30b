using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace SlackAudit.Receive.StandardWebhooks;

/// <summary>
/// The proof of Standard Webhooks: <c>webhook-signature: v1,BASE64 [v1,BASE64 ...]</c>, HMAC-SHA256 over <c>id.timestamp.body</c>. Versions
/// that are not known here are passed over. Svix, where the standard comes from, calls the headers <c>svix-</c>.
/// </summary>
static class StandardSignature
{
    const string Version = "v1,";
    const string SecretPrefix = "whsec_";
    const int LongestId = 200;
    const long ToleranceSeconds = 5 * 60;

    static readonly string[] Prefixes = ["webhook-", "svix-"];

    /// <summary>The signed id of the message and its signed time in seconds since 1970; null where they are missing or not in that form.</summary>
    public static (string Id, long Seconds)? Message(WebhookDelivery delivery) =>
        Prefix(delivery) is { } prefix && delivery.Header(prefix + "id") is { Length: <= LongestId } id && id.All(IsOfId)
        && delivery.Header(prefix + "timestamp") is { Length: <= 12 } time && time.All(char.IsAsciiDigit)
            ? (id, long.Parse(time, CultureInfo.InvariantCulture))
            : null;

    public static Verification Verify(WebhookDelivery delivery, IReadOnlyList<string> secrets)
    {
        if (Prefix(delivery) is not { } prefix || delivery.Header(prefix + "signature") is not { } header) return Verification.Missing;
        if (Message(delivery) is not var (id, seconds)) return Verification.Malformed;
        var claimed = header.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(part => part.StartsWith(Version, StringComparison.Ordinal)).Select(Mac).OfType<byte[]>().ToList();
        if (claimed.Count == 0) return Verification.Malformed;
        if (!IsSigned(delivery, $"{id}.{delivery.Header(prefix + "timestamp")}.", claimed, secrets)) return Verification.Mismatch;
        // Only a true signature is told that it is stale: then the clocks differ, or somebody repeats an old delivery.
        return Math.Abs(delivery.ReceivedAt.ToUnixTimeMilliseconds() - (seconds * 1000)) <= ToleranceSeconds * 1000 ? Verification.Valid : Verification.Stale;
    }

    static string? Prefix(WebhookDelivery delivery) => Array.Find(Prefixes, prefix => delivery.Headers.ContainsKey(prefix + "signature"));

    // However many signatures there are, each secret signs once.
    static bool IsSigned(WebhookDelivery delivery, string signed, List<byte[]> claimed, IReadOnlyList<string> secrets)
    {
        Span<byte> computed = stackalloc byte[HMACSHA256.HashSizeInBytes];
        foreach (var secret in secrets)
        {
            if (Key(secret) is not { } key) continue;
            Hmac.Compute(key, computed, Encoding.ASCII.GetBytes(signed), delivery.Body);
            foreach (var mac in claimed)
            {
                if (CryptographicOperations.FixedTimeEquals(mac, computed)) return true;
            }
        }

        return false;
    }

    static byte[]? Mac(string part) => FromBase64(part[Version.Length..]) is { Length: HMACSHA256.HashSizeInBytes } mac ? mac : null;

    /// <summary>A secret that is not base64 signs nothing.</summary>
    static byte[]? Key(string secret) =>
        FromBase64(secret.StartsWith(SecretPrefix, StringComparison.Ordinal) ? secret[SecretPrefix.Length..] : secret) is { Length: > 0 } key ? key : null;

    static byte[]? FromBase64(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) ? bytes[..length] : null;
    }

    // A dot in the id would move the boundary between what is signed.
    static bool IsOfId(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or '-';
}
