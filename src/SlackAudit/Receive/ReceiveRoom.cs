using SlackAudit.Receive.CircleCI;
using SlackAudit.Receive.CloudEvents;
using SlackAudit.Receive.CloudTrail;
using SlackAudit.Receive.Convox;
using SlackAudit.Receive.Custom;
using SlackAudit.Receive.Generic;
using SlackAudit.Receive.GitHub;
using SlackAudit.Receive.Kubernetes;
using SlackAudit.Receive.Sns;
using SlackAudit.Receive.StandardWebhooks;

namespace SlackAudit.Receive;

/// <summary>Deliveries arrive, are verified and read.</summary>
public static class ReceiveRoom
{
    /// <summary>Every type of sender that the service knows by itself; <see cref="CustomSource"/> is what the settings make of it.</summary>
    public static IReadOnlyList<ISource> Types { get; } =
    [
        new GitHubSource(), new CircleCISource(), new ConvoxSource(), new CloudTrailSource(), new KubernetesSource(), new CloudEventsSource(),
        new StandardWebhooksSource(), new GenericSource(),
    ];

    /// <summary>Those that Amazon SNS may bring.</summary>
    public static IReadOnlyList<string> TypesBySns { get; } = ["cloudtrail", "convox"];

    /// <summary>What verifies and reads a source's deliveries.</summary>
    public static ISource TypeOf(SourceSettings source) =>
        source.Mapping is { } mapping ? new CustomSource(mapping) : Types.Single(type => type.Type.Equals(source.Type, StringComparison.OrdinalIgnoreCase));

    /// <summary>Adds the configured sources.</summary>
    public static IServiceCollection AddReceive(this IServiceCollection services, IReadOnlyList<SourceSettings> sources)
    {
        services.AddSingleton(new ConfiguredSources(sources));
        services.AddSingleton(provider => new SnsClient(SnsClient.CreateHttpClient(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<SnsDoor>();
        services.AddMetrics().AddSingleton<DeliveryMeters>();
        services.AddSingleton<Refusals>();
        services.AddHostedService(provider => provider.GetRequiredService<Refusals>());
        services.AddHostedService<ExpectedSources>();
        return services;
    }
}
