using System.Security.Cryptography;

namespace SlackAudit.Events;

/// <summary>The id of what came without one: a digest of its bytes, so that the same bytes are the same event.</summary>
public static class DigestId
{
    /// <summary><c>sha256:</c> and the digest in lower-case hex.</summary>
    public static string Of(ReadOnlySpan<byte> bytes) => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(bytes));
}
