using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using SlackAudit.Slack.Access;

namespace SlackAudit.See.SignIn;

/// <summary>Adds the doors and, where people sign in, how they do.</summary>
static class SignInRegistration
{
    public static void AddDoors(this IServiceCollection services, SignInSettings? settings)
    {
        services.AddSingleton<Visitors>().AddSingleton<IAuthorizationHandler, AtLeast.Handler>().AddSingleton<IAuthorizationMiddlewareResultHandler, Doorkeeper>();
        services.AddAuthorizationBuilder()
            .AddPolicy(Doors.Members, policy => policy.AddRequirements(new AtLeast(Role.Member)))
            .AddPolicy(Doors.Admins, policy => policy.AddRequirements(new AtLeast(Role.Admin)));
        if (settings is null)
        {
            // Razor asks for keys that no page of ours uses; none is to lie on a disk.
            services.AddDataProtection().UseEphemeralDataProtectionProvider();
            return;
        }
        services.AddSingleton<IStartupFilter>(new PublicScheme(settings));
        OpenIdSignIn.Add(services, settings);
        services.AddDataProtection().SetApplicationName("slackaudit").DisableAutomaticKeyGeneration();
        services.Configure<KeyManagementOptions>(keys => keys.XmlRepository = new SharedKey(settings));
        services.AddAntiforgery(antiforgery =>
        {
            OpenIdSignIn.Protect(antiforgery.Cookie, settings, "slackaudit-form", SameSiteMode.Strict);
            antiforgery.SuppressXFrameOptionsHeader = true;
        });
    }
}
