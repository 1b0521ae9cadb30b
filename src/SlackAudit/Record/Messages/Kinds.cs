using System.Security.Cryptography;
using System.Text;

namespace SlackAudit.Record.Messages;

/// <summary>What kind of thing happened, as the outbox writes it: rule, action, actor and app, with a bar after each.</summary>
public static class Kinds
{
    const int Longest = 200;
    const int LongestPart = 80;

    /// <summary>The kind with these parts.</summary>
    public static string Of(string rule, string action, params IReadOnlyList<string?> more)
    {
        var beginning = Beginning(rule, action);
        var rest = string.Concat(more.Select(part => Part(part) + "|"));
        return beginning.Length + rest.Length <= Longest ? beginning + rest : beginning + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(rest)).AsSpan(0, 16)) + "|";
    }

    /// <summary>What all kinds of a rule and an action begin with.</summary>
    public static string Beginning(string rule, string action) => $"{Cut(rule)}|{Cut(action)}|";

    /// <summary>What a kind begins with: its rule and action.</summary>
    public static string Beginning(string kind) => kind[..(kind.IndexOf('|', kind.IndexOf('|', StringComparison.Ordinal) + 1) + 1)];

    /// <summary>The rule and the action of a kind.</summary>
    public static (string Rule, string Action) Parts(string kind) => kind.Split('|') is [var rule, var action, ..] ? (rule, action) : (kind, "");

    /// <summary>The range of all kinds that begin like this, the end left out.</summary>
    public static (string From, string To) Range(string beginning) => (beginning, beginning[..^1] + "}");

    // Never through a surrogate pair: half a character is what a database may refuse, and with it the event.
    static string Cut(string text) => Part(text) is not { Length: > LongestPart } part ? Part(text) : part[..(char.IsHighSurrogate(part[LongestPart - 1]) ? LongestPart - 1 : LongestPart)];

    static string Part(string? text) => (text ?? "").Replace('|', '/');
}
