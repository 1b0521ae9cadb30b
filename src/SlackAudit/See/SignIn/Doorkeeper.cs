using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Http.HttpResults;
using SlackAudit.See.Pages;
using SlackAudit.Slack.Access;

namespace SlackAudit.See.SignIn;

/// <summary>Answers whoever is not let in: where to sign in, whom to ask or, where nobody signs in, how to come from this machine.</summary>
sealed class Doorkeeper(SeeSettings settings, Visitors visitors, ILogger<Doorkeeper> logger) : IAuthorizationMiddlewareResultHandler
{
    public async Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (authorizeResult.Succeeded)
        {
            await next(context);
            return;
        }
        LocalPages.Protect(context.Response.Headers);
        if (settings.SignIn is not { } signIn) await TypedResults.Text(Nearby.Refusal, statusCode: StatusCodes.Status403Forbidden).ExecuteAsync(context);
        else if (await visitors.OfAsync(context) is { } visitor) await Stranger(context, signIn, visitor).ExecuteAsync(context);
        else if (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method)) await SendAsync(context, signIn);
        // Whoever presses something and is not signed in any more cannot be sent away and come back to it.
        else await LocalPages.Problem(context, StatusCodes.Status401Unauthorized, "You are not signed in any more", "Nothing was done. Go to the timeline to sign in again, and press it anew.").ExecuteAsync(context);
    }

    static RazorComponentResult<ProblemPage> Stranger(HttpContext http, SignInSettings signIn, Visitor visitor)
    {
        var whom = signIn.Contact ?? "whoever runs SlackAudit here";
        return visitor.Role == Role.Everyone
            ? LocalPages.Problem(http, StatusCodes.Status403Forbidden, "You are not let in yet", $"You are signed in as {visitor.Address}, which is not on the list of those who may see this audit log. If you should be, ask {whom} to add you (SignIn:Members). If you have another account, sign out and come in with that.")
            : LocalPages.Problem(http, StatusCodes.Status403Forbidden, "This is for admins", $"You are signed in as {visitor.Address} and may see the log, but neither act here nor see how the service runs. If you should, ask {whom} to add you (SignIn:Admins).");
    }

    async Task SendAsync(HttpContext http, SignInSettings signIn)
    {
        try
        {
            await http.ChallengeAsync(OpenIdSignIn.Scheme, new AuthenticationProperties { RedirectUri = LocalPath(http.Request) });
        }
        catch (Exception exception) when (exception is not OperationCanceledException && !http.Response.HasStarted)
        {
            logger.LogError(exception, "{Authority} does not say how people sign in there.", signIn.Authority);
            await LocalPages.Problem(http, StatusCodes.Status503ServiceUnavailable, "Nobody can sign in at the moment", $"{signIn.Authority.Host}, which signs people in here, does not answer. Try again in a few minutes; the service's own log says more.").ExecuteAsync(http);
        }
    }

    // Two slashes would lead to another site.
    static string LocalPath(HttpRequest request) => UriHelper.BuildRelative(request.PathBase, request.Path, request.QueryString) is var path && path.StartsWith('/') && !path.StartsWith("//", StringComparison.Ordinal) && !path.StartsWith("/\\", StringComparison.Ordinal) ? path : "/";
}
