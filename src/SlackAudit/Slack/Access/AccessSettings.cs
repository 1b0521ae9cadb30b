namespace SlackAudit.Slack.Access;

/// <summary>Who has which role, by the ids of people (<c>U</c>, <c>W</c>), user groups (<c>S</c>) and channels (<c>C</c>, <c>G</c>): whoever asks there.</summary>
public sealed record AccessSettings
{
    /// <summary>Who may ask; null for everybody who belongs to the workspace.</summary>
    public IReadOnlyList<string>? Members { get; init; }

    /// <summary>Who is shown what is sensitive; null for every member.</summary>
    public IReadOnlyList<string>? Auditors { get; init; }

    /// <summary>Who may change what is told; null for every auditor.</summary>
    public IReadOnlyList<string>? Admins { get; init; }

    /// <summary>Whether an id can stand in such a list.</summary>
    public static bool IsId(string id) => id.Length is >= 2 and <= 32 && id[0] is 'U' or 'W' or 'S' or 'C' or 'G' && id.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c));

    /// <summary>Whether somebody may have a role by a user group.</summary>
    internal bool NamesGroups => new[] { Members, Auditors, Admins }.SelectMany(list => list ?? []).Any(IsGroup);

    internal static bool IsGroup(string id) => id[0] == 'S';

    /// <summary>The role of somebody, by what they are found to be one of.</summary>
    internal async Task<Role> OfAsync(Func<IReadOnlyList<string>, Task<bool>> isOneOf)
    {
        var (role, inherits) = (Role.Everyone, true);
        foreach (var (next, list) in new[] { (Role.Member, Members), (Role.Auditor, Auditors), (Role.Admin, Admins) })
        {
            // Without a list, a role is had by whoever has the one before it; on a list, by who is named, whatever they had.
            inherits = list is null ? inherits : await isOneOf(list);
            if (inherits) role = next;
        }
        return role;
    }
}
