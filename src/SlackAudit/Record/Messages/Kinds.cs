using System.Security.Cryptography;
using System.Text;

namespace SlackAudit.Record.Messages;

/// <summary>What kind of thing happened, as the outbox writes it: rule, action, actor and app, with a bar after each.</summary>
public static class Kinds
{
    const int Longest = 200;

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

    static string Cut(string text) => Part(text) is { Length: > 80 } part ? part[..80] : Part(text);

    static string Part(string? text) => (text ?? "").Replace('|', '/');
}
