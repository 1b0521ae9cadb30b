using System.Security.Claims;
using SlackAudit.Record;
using SlackAudit.Slack.Access;

namespace SlackAudit.See.SignIn;

/// <summary>Finds out who looks: whoever signed in or, where nobody does, this machine.</summary>
sealed class Visitors(SeeSettings settings, Identities identities, Roles? roles = null)
{
    /// <summary>The claim of a signed-in person that says who it is.</summary>
    public const string AddressClaim = "email";

    /// <summary>Who looks; null where nobody is known.</summary>
    public async Task<Visitor?> OfAsync(HttpContext http)
    {
        if (http.Features.Get<Visitor>() is { } known) return known;
        var visitor = settings.SignIn is not { } signIn ? Nearby.Is(http) ? Visitor.Nearby : null
            : http.User.Identity is { IsAuthenticated: true } && http.User.FindFirstValue(AddressClaim) is { Length: > 0 } address
                ? await SignedInAsync(signIn, address, http.RequestAborted) : null;
        if (visitor is not null) http.Features.Set(visitor);
        return visitor;
    }

    async Task<Visitor> SignedInAsync(SignInSettings signIn, string address, CancellationToken cancellationToken)
    {
        var people = identities.Known;
        var person = people.OfAddress(address);
        var role = !SignInSettings.Names(signIn.Members, address) ? Role.Everyone
            : SignInSettings.Names(signIn.Admins, address) ? Role.Admin
            : await HigherAsync(SignInSettings.Names(signIn.Auditors, address) ? Role.Auditor : Role.Member, person is null ? [] : people.SlackUsersOf(person), cancellationToken);
        return new Visitor(address, person ?? address, role);
    }

    // Who is named for it in Slack has the role here, too.
    async Task<Role> HigherAsync(Role role, IReadOnlyList<string> slackUsers, CancellationToken cancellationToken)
    {
        if (roles is null) return role;
        foreach (var user in slackUsers)
            if (await roles.NamedAsync(user, cancellationToken) is var named && named > role) role = named;
        return role;
    }
}
