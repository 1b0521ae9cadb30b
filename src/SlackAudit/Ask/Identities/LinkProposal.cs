using SlackAudit.Slack;

namespace SlackAudit.Ask.Identities;

/// <summary>Somebody's word that a name is theirs, as the buttons under it carry it: nothing that is believed before an admin presses.</summary>
/// <param name="Name">The name: <c>SOURCE:NAME</c>, or one that is theirs everywhere.</param>
/// <param name="Person">What they are called here.</param>
/// <param name="UserId">Their id in Slack.</param>
/// <param name="At">When they said so, in seconds since 1970.</param>
sealed record LinkProposal(string Name, string Person, string UserId, long At)
{
    static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    /// <summary>As a button carries it.</summary>
    public string Carried() => ButtonValue.Write(this);

    /// <summary>What a button brought back; null where that is no proposal.</summary>
    public static LinkProposal? Read(string carried) => ButtonValue.Read<LinkProposal>(carried) is { Name: not null, Person: not null, UserId: not null } proposal ? proposal : null;

    /// <summary>Whether it was made too long ago to be confirmed.</summary>
    public bool IsOld(DateTimeOffset now) => now.ToUnixTimeSeconds() - At > Kept.TotalSeconds;
}
