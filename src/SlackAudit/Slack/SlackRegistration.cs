using Microsoft.Extensions.DependencyInjection.Extensions;
using SlackAudit.Slack.Access;
using SlackAudit.Slack.Sockets;

namespace SlackAudit.Slack;

/// <summary>Puts Slack's room into the house.</summary>
public static class SlackRegistration
{
    /// <summary>Adds the client, the dispatcher and what the routes need; without a token, a client that sends nothing.</summary>
    public static IServiceCollection AddSlack(this IServiceCollection services, SlackSettings settings, AccessSettings? access = null)
    {
        services.AddSingleton(settings).AddSingleton(access ?? new()).AddSingleton<Roles>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<SlackDispatcher>();
        services.AddSingleton<SlackBackground>();
        services.AddSingleton<Workspace>();
        services.AddSingleton<SlackIntake>();
        services.AddSingleton<Dialogs>();
        services.AddSingleton<Askers>();
        services.AddHostedService(provider => provider.GetRequiredService<SlackBackground>());
        if (settings.IsSocketMode) services.AddSocketMode(settings);
        return settings.IsPreview
            ? services.AddSingleton<ISlackApiClient, PreviewSlackApiClient>()
            : services.AddSingleton<ISlackApiClient>(provider =>
                new SlackApiClient(SlackApiClient.CreateHttpClient(), settings, provider.GetRequiredService<TimeProvider>()));
    }

    /// <summary>Says who answers whoever has at least a role when they type a slash command, or one that begins with a word (<c>/audit subscribe</c>).</summary>
    public static IServiceCollection RegisterSlashCommandHandler<THandler>(this IServiceCollection services, string command, Role least = Role.Member)
        where THandler : class, ISlashCommandHandler => services.AddKeyedScoped<ISlashCommandHandler, THandler>(Key(command)).Needs(command, least);

    /// <summary>Says who acts on a button or menu that somebody of at least a role used.</summary>
    public static IServiceCollection RegisterBlockActionHandler<THandler>(this IServiceCollection services, string actionId, Role least = Role.Member)
        where THandler : class, IBlockActionHandler => services.AddKeyedScoped<IBlockActionHandler, THandler>(Key(actionId)).Needs(actionId, least);

    /// <summary>Says who acts on a dialog that somebody of at least a role filled in.</summary>
    public static IServiceCollection RegisterViewSubmissionHandler<THandler>(this IServiceCollection services, string callbackId, Role least = Role.Member)
        where THandler : class, IViewSubmissionHandler => services.AddKeyedScoped<IViewSubmissionHandler, THandler>(Key(callbackId)).Needs(callbackId, least);

    /// <summary>Says who acts when somebody of at least a role chooses a shortcut.</summary>
    public static IServiceCollection RegisterShortcutHandler<THandler>(this IServiceCollection services, string callbackId, Role least = Role.Member)
        where THandler : class, IShortcutHandler => services.AddKeyedScoped<IShortcutHandler, THandler>(Key(callbackId)).Needs(callbackId, least);

    /// <summary>Says who acts on what somebody of at least a role did in Slack.</summary>
    public static IServiceCollection RegisterSlackEventListener<THandler>(this IServiceCollection services, string type, Role least = Role.Member)
        where THandler : class, ISlackEventListener => services.AddKeyedScoped<ISlackEventListener, THandler>(Key(type)).Needs(type, least);

    static IServiceCollection Needs(this IServiceCollection services, string name, Role least) => services.AddKeyedSingleton(Key(name), new LeastRole(least));

    internal static string Key(string name) => name.Trim().ToLowerInvariant();
}
