using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace SlackAudit.Record.Redaction;

/// <summary>
/// Marks the value of a variable so that one can see whether it changed, or is back to what it was, without the value: the first 48
/// bits of HMAC-SHA256 over name, line feed and value, under a key that lies outside the database.
/// </summary>
/// <remarks>
/// The name is part of it, so that variables which happen to share a value (<c>true</c>, a port, one password used twice) do not tell on
/// each other. App and scope are not: that staging has production's value is what an auditor wants to see. Whoever holds the key can
/// try values that are easily guessed; whoever holds only the database cannot.
/// </remarks>
public sealed class Fingerprints
{
    /// <summary>The fewest characters of a key.</summary>
    public const int ShortestKey = 32;

    const int Size = 6;

    readonly byte[]? key;

    Fingerprints(byte[]? key) => this.key = key;

    /// <summary>Tells nothing of a value: <see cref="Redact.Marker"/> stands for each.</summary>
    public static Fingerprints None { get; } = new(null);

    /// <summary>Whether values can be told apart.</summary>
    public bool AreMade => key is not null;

    /// <summary>Fingerprints under a key of at least <see cref="ShortestKey"/> characters.</summary>
    public static Fingerprints Under(string key) => new(Encoding.UTF8.GetBytes(key));

    /// <summary>What stands for the value of a variable.</summary>
    public string Marker(ReadOnlySpan<char> name, ReadOnlySpan<char> value)
    {
        if (key is null) return Redact.Marker;
        var most = Encoding.UTF8.GetMaxByteCount(name.Length + value.Length + 1);
        byte[]? rented = null;
        var text = most <= 1024 ? stackalloc byte[1024] : rented = ArrayPool<byte>.Shared.Rent(most);
        var length = Encoding.UTF8.GetBytes(name, text);
        text[length++] = (byte)'\n';
        length += Encoding.UTF8.GetBytes(value, text[length..]);
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, text[..length], hash);
        if (rented is not null) ArrayPool<byte>.Shared.Return(rented, clearArray: true);
        return $"{Values.FingerprintStart}{Convert.ToHexStringLower(hash[..Size])}]";
    }
}
