namespace SlackAudit.Events;

/// <summary>A name that one person has: in one source, in all sources of a type, in Slack, or wherever it is met.</summary>
/// <param name="Source">The source's name or type, in lower case, or <see cref="Slack"/>; null for any source.</param>
/// <param name="Name">The whole name as the source writes it; for Slack the user's id.</param>
public readonly record struct Identity(string? Source, string Name)
{
    /// <summary>The source of names that are ids of Slack users.</summary>
    public const string Slack = "slack";

    const int LongestSource = 100;

    /// <summary>Reads <c>SOURCE:NAME</c>, or a name alone. Whether there is such a source is for others to know.</summary>
    public static Identity Parse(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon is <= 0 or > LongestSource) return new Identity(null, text.Trim());
        var source = text[..colon].Trim().ToLowerInvariant();
        return new Identity(source == "aws" ? "cloudtrail" : source, text[(colon + 1)..].Trim());
    }

    /// <summary>The whole name as questions compare it.</summary>
    public string Whole => Names.Fold(Name);

    /// <summary>Whether the name is an e-mail address, which is one person's in whatever source it is met.</summary>
    public bool IsAddress
    {
        get
        {
            var at = Name.IndexOf('@', StringComparison.Ordinal);
            return at > 0 && at == Name.LastIndexOf('@') && Name.LastIndexOf('.') > at + 1 && !Name.Any(c => char.IsWhiteSpace(c) || c is '/' or ':');
        }
    }

    /// <summary>As it is written in the settings.</summary>
    public override string ToString() => Source is null ? Name : $"{Source}:{Name}";
}

/// <summary>Somebody, and the names that are hers.</summary>
/// <param name="Name">What she is called here.</param>
/// <param name="Is">Her names in the sources.</param>
public sealed record Person(string Name, IReadOnlyList<Identity> Is);
