using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;

namespace SlackAudit.Record.Proof;

/// <summary>A checkpoint that somebody kept outside the database and holds against it.</summary>
/// <param name="Sequence">The number of events that it is about; null where only the hash was kept.</param>
/// <param name="Hash">The hash of the newest of them.</param>
public sealed partial record CheckpointClaim(long? Sequence, byte[] Hash)
{
    /// <summary>What can be read.</summary>
    public const string Allowed = "the hash of 64 hexadecimal digits, or the number and the hash as they were posted: 41 9f86d0...";

    /// <summary>Whether the text is a checkpoint: <c>HASH</c>, <c>SEQUENCE HASH</c> or <c>SEQUENCE:HASH</c>.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out CheckpointClaim? claim)
    {
        var match = Form().Match(text);
        long sequence = 0;
        var known = match.Success
            && (!match.Groups["sequence"].Success || long.TryParse(match.Groups["sequence"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out sequence));
        claim = known ? new CheckpointClaim(match.Groups["sequence"].Success ? sequence : null, Convert.FromHexString(match.Groups["hash"].Value)) : null;
        return known;
    }

    // As it is copied out of a message, too.
    [GeneratedRegex(@"^\s*(?:checkpoint\s+)?`?\s*(?:(?<sequence>[0-9]+)[\s:]+)?(?<hash>[0-9A-Fa-f]{64})\s*`?\s*$")]
    private static partial Regex Form();
}
