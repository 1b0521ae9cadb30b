using System.Globalization;
using System.Text;

namespace SlackAudit.Receive.Convox;

/// <summary>
/// The signature of a version 3 rack: <c>Convox-Signature: t=SECONDS,v1=HEX[,v1=HEX...]</c>, HMAC-SHA256 over <c>t.body</c>, one <c>v1</c>
/// for each of the rack's keys.
/// </summary>
static class ConvoxSignature
{
    public const string HeaderName = "Convox-Signature";

    const long ToleranceMilliseconds = 5 * 60 * 1000;

    const int MostSignatures = 4;

    public static Verification Verify(WebhookDelivery delivery, IReadOnlyList<string> secrets)
    {
        if (delivery.Header(HeaderName) is not { } header) return Verification.Missing;
        if (!TryRead(header, out var seconds, out var signatures)) return Verification.Malformed;
        if (!IsSigned(delivery.Body, seconds, signatures, secrets)) return Verification.Mismatch;
        // Only a true signature is told that it is stale: then the clocks differ, or somebody repeats an old delivery.
        return IsFresh(seconds, delivery.ReceivedAt) ? Verification.Valid : Verification.Stale;
    }

    static bool TryRead(string header, out string seconds, out List<string> signatures)
    {
        seconds = "";
        signatures = [];
        foreach (var part in header.Split(',', StringSplitOptions.TrimEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0) return false;
            var value = part[(equals + 1)..];
            switch (part[..equals])
            {
                case "t" when seconds.Length > 0 || value.Length is 0 or > 12 || !value.All(char.IsAsciiDigit):
                    return false;
                case "t":
                    seconds = value;
                    break;
                case "v1" when value.Length != 64 || !value.All(char.IsAsciiHexDigit):
                    return false;
                case "v1":
                    signatures.Add(value);
                    break;
            }
        }

        return seconds.Length > 0 && signatures.Count is > 0 and <= MostSignatures;
    }

    static bool IsSigned(ReadOnlyMemory<byte> body, string seconds, List<string> signatures, IReadOnlyList<string> secrets)
    {
        ReadOnlyMemory<byte> prefix = Encoding.ASCII.GetBytes(seconds + ".");
        foreach (var secret in secrets)
        {
            if (Key(secret) is not { } key) continue;
            foreach (var signature in signatures)
            {
                if (Hmac.Matches(key, signature, prefix, body)) return true;
            }
        }

        return false;
    }

    static bool IsFresh(string seconds, DateTimeOffset receivedAt)
    {
        var apart = receivedAt.ToUnixTimeMilliseconds() - (1000 * long.Parse(seconds, CultureInfo.InvariantCulture));
        return Math.Abs(apart) <= ToleranceMilliseconds;
    }

    /// <summary>The rack decodes its keys from hexadecimal before it signs; a secret that is not hexadecimal signs nothing.</summary>
    static byte[]? Key(string secret)
    {
        if (secret.Length == 0 || secret.Length % 2 != 0 || !secret.All(char.IsAsciiHexDigit)) return null;
        return Convert.FromHexString(secret);
    }
}
