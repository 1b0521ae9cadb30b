using SlackAudit.Events;
using SlackAudit.Record;
using SlackAudit.Slack.Access;

namespace SlackAudit.See.SignIn;

/// <summary>Who looks at a page.</summary>
/// <param name="Address">Their e-mail address; null for whoever sits at this machine, where nobody signs in.</param>
/// <param name="Name">What they are called in the log; null where that is not known.</param>
/// <param name="Role">How much they may see and do.</param>
public sealed record Visitor(string? Address, string? Name, Role Role)
{
    /// <summary>Somebody at this machine, where nobody signs in: may do everything.</summary>
    internal static readonly Visitor Nearby = new(null, null, Role.Admin);

    /// <summary>Whether they are shown what is sensitive.</summary>
    public bool ShowsSensitive => Role >= Role.Auditor;

    /// <summary>Who looks, for the log: of whoever sits at this machine all that is known is from where.</summary>
    internal LogReader Reader(HttpContext http) => new(Name, Name is null ? ActorTrust.None : ActorTrust.Verified, http.Connection.RemoteIpAddress?.ToString());

    /// <summary>Whoever was let in to see what is asked for.</summary>
    /// <exception cref="InvalidOperationException">Nobody stood at the door: what is not guarded is not shown.</exception>
    internal static Visitor Of(HttpContext http) => http.Features.Get<Visitor>() ?? throw new InvalidOperationException("Nobody has asked who looks.");
}
