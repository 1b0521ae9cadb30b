using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace SlackAudit.See.SignIn;

/// <summary>Signing in by OpenID Connect: the code flow with a proof key, and a cookie that says nothing but who it is.</summary>
static class OpenIdSignIn
{
    public const string Scheme = OpenIdConnectDefaults.AuthenticationScheme;
    public const string CookieScheme = CookieAuthenticationDefaults.AuthenticationScheme;

    // Whoever is not let in any more by whoever signs people in is out by then.
    static readonly TimeSpan SignedInFor = TimeSpan.FromHours(12);

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static void Add(IServiceCollection services, SignInSettings settings) => services
        .AddAuthentication(CookieScheme)
        .AddCookie(CookieScheme, cookie =>
        {
            Protect(cookie.Cookie, settings, "slackaudit");
            (cookie.ExpireTimeSpan, cookie.SlidingExpiration) = (SignedInFor, false);
        })
        .AddOpenIdConnect(Scheme, connect => Configure(connect, settings));

    /// <summary>A cookie for this host alone, that no script reads and no other site's form sends.</summary>
    public static void Protect(CookieBuilder cookie, SignInSettings settings, string name, SameSiteMode sameSite = SameSiteMode.Lax)
    {
        cookie.Name = settings.IsSecure ? $"__Host-{name}" : name;
        (cookie.HttpOnly, cookie.SameSite, cookie.Path, cookie.IsEssential) = (true, sameSite, "/", true);
        cookie.SecurePolicy = Secure(settings);
    }

    static CookieSecurePolicy Secure(SignInSettings settings) => settings.IsSecure ? CookieSecurePolicy.Always : CookieSecurePolicy.None;

    static void Configure(OpenIdConnectOptions connect, SignInSettings settings)
    {
        connect.Authority = settings.Authority.AbsoluteUri;
        (connect.ClientId, connect.ClientSecret) = (settings.ClientId, settings.ClientSecret);
        connect.RequireHttpsMetadata = settings.Authority.Scheme == Uri.UriSchemeHttps;
        connect.BackchannelTimeout = Patience;
        connect.SignInScheme = CookieScheme;
        connect.CallbackPath = SignInSettings.CallbackPath;
        (connect.ResponseType, connect.ResponseMode, connect.UsePkce) = (OpenIdConnectResponseType.Code, OpenIdConnectResponseMode.Query, true);
        (connect.MapInboundClaims, connect.SaveTokens, connect.DisableTelemetry) = (false, false, true);
        // Some say the address only where they are asked who it is.
        connect.GetClaimsFromUserInfoEndpoint = true;
        connect.ClaimActions.MapUniqueJsonKey("email_verified", "email_verified");
        connect.Scope.Clear();
        foreach (var scope in (string[])["openid", "email"]) connect.Scope.Add(scope);
        foreach (var cookie in new[] { connect.CorrelationCookie, connect.NonceCookie })
            (cookie.SameSite, cookie.SecurePolicy, cookie.HttpOnly) = (SameSiteMode.Lax, Secure(settings), true);
        connect.Events = new OpenIdConnectEvents
        {
            // Whatever a proxy makes of our address, people come back to where they reach us.
            OnRedirectToIdentityProvider = going =>
            {
                going.ProtocolMessage.RedirectUri = new Uri(settings.PublicUrl, SignInSettings.CallbackPath).AbsoluteUri;
                return Task.CompletedTask;
            },
            // A token that comes from the provider itself need not be signed. We want it to be.
            OnTokenValidated = validated =>
            {
                if (validated.SecurityToken.RawSignature.Length == 0) validated.Fail("The token is not signed.");
                return Task.CompletedTask;
            },
            OnTicketReceived = TakeAsync,
            OnRemoteFailure = FailAsync,
        };
    }

    // Of all that is said of somebody, the address is kept.
    static Task TakeAsync(TicketReceivedContext ticket)
    {
        var address = ticket.Principal?.FindFirstValue(Visitors.AddressClaim)?.Trim();
        if (address is null || !SignInSettings.IsAddress(address) || address.StartsWith('@'))
            return RefuseAsync(ticket, "Your account names no e-mail address", "Whoever signs you in has told us no e-mail address for your account, and by that people are let in here. Ask whoever runs your accounts, or use another one.");
        if (ticket.Principal!.FindFirstValue("email_verified") is { } said && !(bool.TryParse(said, out var isVerified) && isVerified))
            return RefuseAsync(ticket, "Your e-mail address is not confirmed", "Whoever signs you in says that nobody has confirmed that the e-mail address of your account is yours. Confirm it there, and come back.");
        ticket.Principal = new ClaimsPrincipal(new ClaimsIdentity([new Claim(Visitors.AddressClaim, address), new Claim("sub", ticket.Principal!.FindFirstValue("sub") ?? address)], Scheme, Visitors.AddressClaim, null));
        return Task.CompletedTask;
    }

    static Task RefuseAsync(TicketReceivedContext ticket, string title, string sentence)
    {
        ticket.HandleResponse();
        return AnswerAsync(ticket.HttpContext, StatusCodes.Status403Forbidden, title, sentence);
    }

    static Task FailAsync(RemoteFailureContext failure)
    {
        var logger = failure.HttpContext.RequestServices.GetRequiredService<ILogger<Doorkeeper>>();
        logger.LogWarning(failure.Failure, "Somebody could not be signed in.");
        failure.HandleResponse();
        return AnswerAsync(failure.HttpContext, StatusCodes.Status400BadRequest, "That sign-in did not work", "It was begun too long ago or in another browser, or it was broken off, or what came back was not what we asked for. Go to the timeline to try again; the service's own log says more.");
    }

    static Task AnswerAsync(HttpContext http, int status, string title, string sentence)
    {
        LocalPages.Protect(http.Response.Headers);
        return LocalPages.Problem(http, status, title, sentence).ExecuteAsync(http);
    }
}
