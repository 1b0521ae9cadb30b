using System.Security.Cryptography;
using System.Text;

namespace SlackAudit.Receive;

/// <summary>Makes HMAC-SHA256 signatures, and checks those that senders write in hexadecimal, over the decoded bytes and in constant time.</summary>
static class Hmac
{
    /// <summary>Checks a signature against every active secret; <see cref="Verification.Malformed"/> where it is not 64 hexadecimal digits.</summary>
    /// <param name="secrets">The active secrets, of which the UTF-8 bytes are the keys.</param>
    /// <param name="hexFromSender">The signature alone, without any prefix such as <c>sha256=</c>.</param>
    /// <param name="signed">What was signed, in the order in which it was.</param>
    public static Verification Check(IReadOnlyList<string> secrets, string hexFromSender, params ReadOnlySpan<ReadOnlyMemory<byte>> signed)
    {
        Span<byte> claimed = stackalloc byte[HMACSHA256.HashSizeInBytes];
        if (!TryReadHex(hexFromSender, claimed)) return Verification.Malformed;
        for (var i = 0; i < secrets.Count; i++)
        {
            if (Matches(Encoding.UTF8.GetBytes(secrets[i]), claimed, signed)) return Verification.Valid;
        }

        return Verification.Mismatch;
    }

    /// <summary>Whether a signature in hexadecimal is the one that this key makes; false also where it is not 64 hexadecimal digits.</summary>
    public static bool Matches(ReadOnlySpan<byte> key, string hexFromSender, params ReadOnlySpan<ReadOnlyMemory<byte>> signed)
    {
        Span<byte> claimed = stackalloc byte[HMACSHA256.HashSizeInBytes];
        return TryReadHex(hexFromSender, claimed) && Matches(key, claimed, signed);
    }

    static bool Matches(ReadOnlySpan<byte> key, ReadOnlySpan<byte> claimed, ReadOnlySpan<ReadOnlyMemory<byte>> signed)
    {
        Span<byte> computed = stackalloc byte[HMACSHA256.HashSizeInBytes];
        Compute(key, computed, signed);
        return CryptographicOperations.FixedTimeEquals(computed, claimed);
    }

    /// <summary>Writes the 32 bytes that this key makes of what was signed.</summary>
    public static void Compute(ReadOnlySpan<byte> key, Span<byte> computed, params ReadOnlySpan<ReadOnlyMemory<byte>> signed)
    {
        if (signed.Length == 1)
        {
            HMACSHA256.HashData(key, signed[0].Span, computed);
        }
        else
        {
            using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
            foreach (var part in signed) hash.AppendData(part.Span);
            hash.GetHashAndReset(computed);
        }
    }

    static bool TryReadHex(string hex, Span<byte> bytes) =>
        hex.Length == bytes.Length * 2 && Convert.FromHexString(hex, bytes, out _, out _) == System.Buffers.OperationStatus.Done;
}
