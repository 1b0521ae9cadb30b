using Hangfire.Dashboard;

namespace SlackAudit.Notify;

/// <summary>Lets only a browser on the machine itself see Hangfire's dashboard, and nobody through a proxy.</summary>
sealed class LoopbackOnly : IDashboardAuthorizationFilter
{
    public bool Authorize(DashboardContext context) => Loopback.IsLocal(context.GetHttpContext());
}
