using Hangfire.Dashboard;

namespace SlackAudit.Notify;

/// <summary>Lets only a browser on the machine itself see Hangfire's dashboard, and nobody through a proxy.</summary>
sealed class NearbyOnly : IDashboardAuthorizationFilter
{
    public bool Authorize(DashboardContext context) => Nearby.Is(context.GetHttpContext());
}
