using System.Globalization;
using System.Text;
using System.Text.Json;
using SlackAudit.Events;

namespace SlackAudit.Receive.Convox;

/// <summary>
/// Who a rack says did it. Whoever holds the rack password can claim any name, so a name is never more than asserted.
/// <c>rack-password</c> and <c>system-*</c> name a shared credential rather than a person and are kept as what the rack knows;
/// <c>unknown</c> is nobody.
/// </summary>
static class ConvoxActor
{
    const int MostCharacters = 256;

    public static (string? Name, ActorTrust Trust) Of(JsonElement data)
    {
        var name = Clean(data.TextOrNumber("actor") ?? data.TextOrNumber("ack_by") ?? "");
        return name.Length == 0 || name.Equals("unknown", StringComparison.OrdinalIgnoreCase)
            ? (null, ActorTrust.None)
            : (name, ActorTrust.Asserted);
    }

    /// <summary>The actor as the subject of a sentence.</summary>
    public static string? InWords(string? name) => name switch
    {
        "system" => "the rack",
        "rack-password" => "somebody with the rack password",
        not null when name.StartsWith("system-", StringComparison.Ordinal) => $"somebody with a {name} token",
        _ => name,
    };

    /// <summary>The rack's own rule for the names that it sends, not trusted to have been kept.</summary>
    static string Clean(string name)
    {
        var clean = new StringBuilder();
        foreach (var rune in name.EnumerateRunes())
        {
            if (clean.Length + rune.Utf16SequenceLength > MostCharacters) break;
            if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator) continue;
            clean.Append(rune.ToString());
        }

        return clean.ToString().Trim();
    }
}
