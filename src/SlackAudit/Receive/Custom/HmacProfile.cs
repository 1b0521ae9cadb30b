using System.Globalization;
using System.Security.Cryptography;

namespace SlackAudit.Receive.Custom;

/// <summary>How a sender signs what it sends with a shared key.</summary>
/// <remarks>Most senders differ in nothing but these settings: GitHub, Heroku, Vercel, CircleCI, Slack, Stripe and whoever follows one of them.</remarks>
sealed record HmacProfile
{
    const int MostSignatures = 8;

    /// <summary>The header with the signature.</summary>
    public required string Header { get; init; }

    public HmacAlgorithm Algorithm { get; init; } = HmacAlgorithm.Sha256;

    public SignatureEncoding Encoding { get; init; } = SignatureEncoding.Hex;

    /// <summary>How the secret becomes the key.</summary>
    public KeyEncoding Key { get; init; } = KeyEncoding.Utf8;

    /// <summary>What stands before the signature, such as <c>sha256=</c>. In a header that is a list (<c>t=1,v1=2</c>), the part to look for.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>What is signed: a text with <c>{body}</c> and, where the sender has them, <c>{timestamp}</c> and <c>{id}</c>.</summary>
    public string Signed { get; init; } = "{body}";

    /// <summary>The header with the signed time in seconds since 1970, or <c>t=</c> for that part of the signature's own header; null for none.</summary>
    public string? Timestamp { get; init; }

    /// <summary>The header with the delivery's id, where that is signed; null for none.</summary>
    public string? Id { get; init; }

    /// <summary>How far the signed time may be from our clock.</summary>
    public TimeSpan Tolerance { get; init; } = TimeSpan.FromMinutes(5);

    public Verification Verify(WebhookDelivery delivery, IReadOnlyList<string> secrets)
    {
        if (delivery.Header(Header) is not { } header) return Verification.Missing;
        var parts = header.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var signatures = parts.Where(part => part.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
            .Select(part => Decoded(part[Prefix.Length..])).OfType<byte[]>().Take(MostSignatures).ToList();
        var time = Timestamp is null ? "" : IsPart(Timestamp) ? Part(parts, Timestamp) : delivery.Header(Timestamp);
        var id = Id is null ? "" : delivery.Header(Id);
        if (signatures.Count == 0 || time is null || id is null) return Verification.Malformed;
        var seconds = 0L;
        if (Timestamp is not null && !long.TryParse(time, NumberStyles.None, CultureInfo.InvariantCulture, out seconds)) return Verification.Malformed;

        var signed = SignedBytes(delivery.Body.Span, time, id);
        var known = false;
        foreach (var key in secrets.Select(KeyOf).OfType<byte[]>())
        {
            var computed = Compute(key, signed);
            foreach (var signature in signatures) known |= CryptographicOperations.FixedTimeEquals(computed, signature);
        }
        if (!known) return Verification.Mismatch;
        var apart = Math.Abs(delivery.ReceivedAt.ToUnixTimeSeconds() - (double)seconds);
        return Timestamp is null || apart <= Tolerance.TotalSeconds ? Verification.Valid : Verification.Stale;
    }

    /// <summary>The key of a secret; null where the secret is not in this profile's encoding.</summary>
    public byte[]? KeyOf(string secret)
    {
        try
        {
            return Key switch
            {
                KeyEncoding.Hex => Convert.FromHexString(secret),
                KeyEncoding.Base64 => Convert.FromBase64String(secret),
                _ => System.Text.Encoding.UTF8.GetBytes(secret),
            };
        }
        catch (FormatException)
        {
            return null;
        }
    }

    static bool IsPart(string name) => name.EndsWith('=');

    static string? Part(string[] parts, string name) =>
        parts.Where(part => part.StartsWith(name, StringComparison.Ordinal)).Take(2).ToArray() is [var one] ? one[name.Length..] : null;

    byte[]? Decoded(string text)
    {
        var bytes = new byte[text.Length];
        if (Encoding == SignatureEncoding.Hex)
            return Convert.FromHexString(text, bytes, out _, out var length) == System.Buffers.OperationStatus.Done ? bytes[..length] : null;
        return Convert.TryFromBase64String(text, bytes, out var written) ? bytes[..written] : null;
    }

    byte[] SignedBytes(ReadOnlySpan<byte> body, string time, string id)
    {
        using var signed = new MemoryStream(body.Length + 64);
        foreach (var part in Signed.Replace("{", "\n{", StringComparison.Ordinal).Replace("}", "}\n", StringComparison.Ordinal).Split('\n'))
        {
            signed.Write(part switch
            {
                "{body}" => body,
                "{timestamp}" => System.Text.Encoding.UTF8.GetBytes(time),
                "{id}" => System.Text.Encoding.UTF8.GetBytes(id),
                _ => System.Text.Encoding.UTF8.GetBytes(part),
            });
        }
        return signed.ToArray();
    }

    byte[] Compute(byte[] key, byte[] signed) => Algorithm switch
    {
#pragma warning disable CA5350 // Some senders sign with nothing better (Vercel); as an HMAC it still proves who knows the key.
        HmacAlgorithm.Sha1 => HMACSHA1.HashData(key, signed),
#pragma warning restore CA5350
        HmacAlgorithm.Sha512 => HMACSHA512.HashData(key, signed),
        _ => HMACSHA256.HashData(key, signed),
    };
}

/// <summary>The hash under an HMAC.</summary>
enum HmacAlgorithm
{
    Sha256,
    Sha1,
    Sha512,
}

/// <summary>How a signature is written.</summary>
enum SignatureEncoding
{
    Hex,
    Base64,
}

/// <summary>How a secret is written in the settings.</summary>
enum KeyEncoding
{
    Utf8,
    Hex,
    Base64,
}
