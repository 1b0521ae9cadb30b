using Microsoft.Extensions.DependencyInjection.Extensions;
using SlackAudit.Slack.Sockets;

namespace SlackAudit.Slack;

/// <summary>Puts Slack's room into the house.</summary>
public static class SlackRegistration
{
    /// <summary>Adds the client, the dispatcher and what the routes need; without a token, a client that sends nothing.</summary>
    public static IServiceCollection AddSlack(this IServiceCollection services, SlackSettings settings)
    {
        services.AddSingleton(settings);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<SlackDispatcher>();
        services.AddSingleton<SlackBackground>();
        services.AddSingleton<SlackIntake>();
        services.AddSingleton<Askers>();
        services.AddHostedService(provider => provider.GetRequiredService<SlackBackground>());
        if (settings.IsSocketMode) services.AddSocketMode(settings);
        return settings.IsPreview
            ? services.AddSingleton<ISlackApiClient, PreviewSlackApiClient>()
            : services.AddSingleton<ISlackApiClient>(provider =>
                new SlackApiClient(SlackApiClient.CreateHttpClient(), settings, provider.GetRequiredService<TimeProvider>()));
    }

    /// <summary>Says who answers a slash command, or one that begins with a word (<c>/audit subscribe</c>).</summary>
    public static IServiceCollection RegisterSlashCommandHandler<THandler>(this IServiceCollection services, string command)
        where THandler : class, ISlashCommandHandler => services.AddKeyedScoped<ISlashCommandHandler, THandler>(Key(command));

    /// <summary>Says who acts on a button or menu.</summary>
    public static IServiceCollection RegisterBlockActionHandler<THandler>(this IServiceCollection services, string actionId)
        where THandler : class, IBlockActionHandler => services.AddKeyedScoped<IBlockActionHandler, THandler>(Key(actionId));

    /// <summary>Says who acts on a dialog that was filled in.</summary>
    public static IServiceCollection RegisterViewSubmissionHandler<THandler>(this IServiceCollection services, string callbackId)
        where THandler : class, IViewSubmissionHandler => services.AddKeyedScoped<IViewSubmissionHandler, THandler>(Key(callbackId));

    internal static string Key(string name) => name.Trim().ToLowerInvariant();
}
