using System.Security.Cryptography;
using System.Text;
using SlackAudit.Events;
using SlackAudit.Record.Messages;
using SlackAudit.Record.Stories;

namespace SlackAudit.Notify;

/// <summary>What an event belongs to, as far as messages go: one message for a deploy or a session, one for events that are alike.</summary>
static class Things
{
    /// <summary>How long alike events are told by one message.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    const int Longest = 300;
    const string Perhaps = "?:";

    // For as long as something that began may be expected to end.
    static readonly TimeSpan LongestRun = TimeSpan.FromHours(6);
    static readonly TimeSpan LongestSession = TimeSpan.FromDays(7);

    /// <summary>What kind of thing happened: the same rule, action, actor, app and scope; what failed or is sensitive is another kind.</summary>
    public static string KindOf(string rule, AuditEvent e) =>
        Kinds.Of(rule, e.Action, [e.Outcome == Outcome.Failure ? "failed" : "", e.Sensitive ? "sensitive" : "", e.ActorPath ?? e.ActorKey, e.AppPath ?? e.AppKey, e.ScopePath ?? e.ScopeKey]);

    /// <summary>The deploy, build or session that an event is the start or the end of; null for none.</summary>
    public static string? Of(AuditEvent e)
    {
        var role = StorySteps.RoleOf(e);
        var name = role switch
        {
            StoryRole.Session when References.Of(e, References.Session).FirstOrDefault() is { } session => session,
            StoryRole.Built or StoryRole.Deployed when e.AppKey is not null || e.TargetKey is not null => $"{StorySteps.IdentityOf(e)} {e.AppPath ?? e.AppKey}",
            _ => null,
        };
        if (name is null) return null;
        var beginning = StorySteps.IsCertain(e) ? $"{role}:" : $"{role}{Perhaps}";
        var thing = beginning + name;
        return thing.Length <= Longest ? thing : $"{beginning}{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))}";
    }

    /// <summary>Whether all that belongs to a thing is certainly one; else some of it may only look so, and is counted.</summary>
    public static bool IsCertain(string thing) => thing[thing.IndexOf(':', StringComparison.Ordinal) - 1] != '?';

    /// <summary>Until when others may join the message of an event.</summary>
    public static DateTimeOffset LivesUntil(AuditEvent e, DateTimeOffset now) => now + StorySteps.RoleOf(e) switch
    {
        StoryRole.Session when IsOpen(e) => LongestSession,
        StoryRole.Built or StoryRole.Deployed when e.Outcome == Outcome.Started => LongestRun,
        _ => Window,
    };

    /// <summary>Whether an event ends what an earlier one began.</summary>
    public static bool Ends(AuditEvent e) => StorySteps.RoleOf(e) == StoryRole.Session ? !IsOpen(e) : e.Outcome != Outcome.Started;

    /// <summary>Whether something failed that is worth a message of its own, although it has one already.</summary>
    public static bool IsNews(AuditEvent e) => e.Outcome == Outcome.Failure && StorySteps.RoleOf(e) is (StoryRole.Deployed or StoryRole.Built);

    static bool IsOpen(AuditEvent e) => Sessions.Among([e]).ContainsKey(e.Id);
}
