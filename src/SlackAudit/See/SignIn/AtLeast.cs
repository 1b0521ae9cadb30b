using Microsoft.AspNetCore.Authorization;
using SlackAudit.Slack.Access;

namespace SlackAudit.See.SignIn;

/// <summary>Whoever passes a door has this role at least.</summary>
sealed record AtLeast(Role Role) : IAuthorizationRequirement
{
    /// <summary>Asks who comes.</summary>
    public sealed class Handler(Visitors visitors) : AuthorizationHandler<AtLeast>
    {
        protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, AtLeast requirement)
        {
            if (context.Resource is HttpContext http && await visitors.OfAsync(http) is { } visitor && visitor.Role >= requirement.Role) context.Succeed(requirement);
        }
    }
}
