using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;

namespace SlackAudit.See.SignIn;

/// <summary>Signing out, and what is seen then.</summary>
static class SignInEndpoints
{
    public const string SignOut = "/sign-out";

    const string SignedOut = "/signed-out";

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapPost(SignOut, SignOutAsync).AllowAnonymous().DisableAntiforgery();
        pages.MapReading(SignedOut, (HttpContext http) => LocalPages.Problem(http, StatusCodes.Status200OK, "You are signed out", "Whoever signs you in may still know you in this browser: sign out there, too, if it is not yours.")).AllowAnonymous();
    }

    static async Task<IResult> SignOutAsync(HttpContext http, IAntiforgery antiforgery)
    {
        if (!await antiforgery.IsRequestValidAsync(http)) return Foreign(http);
        await http.SignOutAsync(OpenIdSignIn.CookieScheme);
        return TypedResults.LocalRedirect(SignedOut);
    }

    /// <summary>The answer to what was pressed on another site's page, or on one that was open for too long.</summary>
    public static IResult Foreign(HttpContext http) =>
        LocalPages.Problem(http, StatusCodes.Status403Forbidden, "Not from here", "Nothing was done: this was pressed on a page that is not ours, or has been open since before you signed in. Go to the timeline, and press it anew.");
}
