namespace SlackAudit.See.SignIn;

/// <summary>Has every request be one of the scheme that people use: the proxy before us, which speaks TLS with them, speaks plainly with us.</summary>
sealed class PublicScheme(SignInSettings settings) : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use((http, after) =>
        {
            http.Request.Scheme = settings.PublicUrl.Scheme;
            return after(http);
        });
        next(app);
    };
}
