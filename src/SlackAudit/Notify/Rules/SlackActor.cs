using SlackAudit.Events;

namespace SlackAudit.Notify.Rules;

/// <summary>What somebody in Slack is called in the log.</summary>
static class SlackActor
{
    /// <summary>
    /// The person behind an id; else the name that Slack has for it, unless that is what somebody else is called; else the id itself,
    /// for which Slack vouches.
    /// </summary>
    public static string? Name(KnownPeople people, string userId, string userName)
    {
        if (people.OfSlackUser(userId) is { } person) return person;
        var name = userName.Trim();
        return name.Length > 0 && people.Asked(name) is null ? name : string.IsNullOrWhiteSpace(userId) ? null : userId;
    }
}
