using System.Text.RegularExpressions;

namespace SlackAudit.Events;

/// <summary>
/// What an event refers to besides its names, each <c>kind:value</c> and with a space between: a commit, a pull request, a build, a release,
/// a session. Events that share one belong to one story.
/// </summary>
public static partial class References
{
    /// <summary>How many an event carries at most; the first ones count.</summary>
    public const int Most = 8;

    /// <summary>How long all of an event's are at most, in characters.</summary>
    public const int LongestText = 500;

    /// <summary>How long one is at most, in characters.</summary>
    public const int Longest = 200;

    // Of a sender who names thousands, most are no references at all.
    const int MostLookedAt = 100;

    /// <summary>A commit by its whole hash.</summary>
    public const string Commit = "commit";

    /// <summary>A pull request: <c>pr:acme/myapp#12</c>.</summary>
    public const string PullRequest = "pr";

    /// <summary>A build of a platform: <c>build:production/myapp/BABC</c>.</summary>
    public const string Build = "build";

    /// <summary>A release: <c>release:production/myapp/RABC</c>, with the rack before it, since two racks may have the same app and id.</summary>
    public const string Release = "release";

    /// <summary>One deployment of something.</summary>
    public const string Deployment = "deployment";

    /// <summary>One run of a workflow.</summary>
    public const string Run = "run";

    /// <summary>A shell, a command or a tunnel, from its start to its end.</summary>
    public const string Session = "session";

    /// <summary>An image that machines start from.</summary>
    public const string Image = "image";

    /// <summary>A launch template or configuration, which many images pass through.</summary>
    public const string Template = "template";

    /// <summary>A group of machines, which many templates pass through.</summary>
    public const string Group = "group";

    /// <summary>Another event, by its source and the source's own id of it.</summary>
    public const string Event = "event";

    static readonly string[] WithoutCase = [Commit, PullRequest, Deployment, Run, Image];

    /// <summary>One reference; null where there is no value, or one that cannot be referred to.</summary>
    public static string? To(string kind, string? value)
    {
        if (value is null || value.Length + kind.Length + 1 > Longest || !Value().IsMatch(value)) return null;
        if (kind == Commit && !IsCommit(value)) return null;
        return $"{kind}:{(WithoutCase.Contains(kind) ? value.ToLowerInvariant() : value)}";
    }

    /// <summary>The reference to an event; null where the source's own id of it cannot be referred to.</summary>
    public static string? To(AuditEvent e) => To(Event, $"{e.Source}/{e.SourceEventId}");

    /// <summary>The references as an event carries them; null for none.</summary>
    public static string? Join(params IEnumerable<string?> references)
    {
        var joined = new List<string>();
        var length = -1;
        foreach (var reference in references.Take(MostLookedAt))
        {
            if (reference is null || joined.Contains(reference)) continue;
            if (joined.Count == Most || length + 1 + reference.Length > LongestText) break;
            joined.Add(reference);
            length += 1 + reference.Length;
        }
        return joined.Count == 0 ? null : string.Join(' ', joined);
    }

    /// <summary>Reads references that somebody wrote with spaces between; what is none is left out.</summary>
    public static IEnumerable<string> Read(string? text)
    {
        if (text is null) yield break;
        var looked = 0;
        for (var start = 0; start < text.Length && looked < MostLookedAt;)
        {
            var space = text.IndexOf(' ', start);
            var end = space < 0 ? text.Length : space;
            if (end > start)
            {
                looked++;
                if (end - start <= Longest && Of(text[start..end]) is { } reference) yield return reference;
            }
            start = end + 1;
        }
    }

    /// <summary>The references of an event that was recorded.</summary>
    public static string[] Split(string? correlation) => correlation is null ? [] : correlation.Split(' ');

    /// <summary>The kind and the value of a reference.</summary>
    public static (string Kind, string Value) Parts(string reference)
    {
        var colon = reference.IndexOf(':', StringComparison.Ordinal);
        return (reference[..colon], reference[(colon + 1)..]);
    }

    /// <summary>The values of an event's references of one kind, in their order.</summary>
    public static IEnumerable<string> Of(AuditEvent e, string kind) =>
        Split(e.Correlation).Where(reference => reference.StartsWith(kind + ":", StringComparison.Ordinal)).Select(reference => reference[(kind.Length + 1)..]);

    static string? Of(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0) return null;
        var kind = text[..colon].ToLowerInvariant();
        return Kind().IsMatch(kind) ? To(kind, text[(colon + 1)..]) : null;
    }

    // Git says forty zeros where there is no commit.
    static bool IsCommit(string value) =>
        value.Length is 40 or 64 && value.All(char.IsAsciiHexDigit) && value.AsSpan().ContainsAnyExcept('0');

    [GeneratedRegex(@"\A[a-z][a-z0-9-]{0,29}\z")]
    private static partial Regex Kind();

    [GeneratedRegex(@"\A[^\s\p{C}]+\z")]
    private static partial Regex Value();
}
