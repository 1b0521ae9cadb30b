using Microsoft.Extensions.DependencyInjection;
using SlackAudit.Cli;
using SlackAudit.Events;
using SlackAudit.Record;
using SlackAudit.Record.Redaction;
using SlackAudit.Record.Sources;

namespace SlackAudit.Benchmarks.Receiving;

/// <summary>The service as people run it; or the same with a log that does everything but store, which is the limit of what storing can reach.</summary>
static class ServiceReceiver
{
    public static async Task RunAsync(bool stores)
    {
        using var stop = new CancellationTokenSource();
        var builder = ServeVerb.Builder(["http://127.0.0.1:0"]);
        if (!stores) builder.Host.UseServiceProviderFactory(new WithoutStoring());
        var running = ServeVerb.RunAsync(builder, SettingsReader.Read(builder.Configuration), stop.Token, app =>
        {
            Receiver.Announce(new Uri(app.Urls.First()).Port);
            return Task.CompletedTask;
        });
        await Task.WhenAny(running, Receiver.ToldToStop());
        await stop.CancelAsync();
        await running;
    }

    sealed class WithoutStoring : IServiceProviderFactory<IServiceCollection>
    {
        public IServiceCollection CreateBuilder(IServiceCollection services) => services;

        public IServiceProvider CreateServiceProvider(IServiceCollection containerBuilder) =>
            containerBuilder.AddSingleton<IAuditLog, Forgetful>().BuildServiceProvider();
    }

    sealed class Forgetful(Fingerprints fingerprints) : IAuditLog
    {
        public Task<AppendResult> AppendAsync(
            string source, IReadOnlyList<AuditEvent> events, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken) =>
            Task.FromResult(new AppendResult(AuditLog.Prepare(source, events, payload, fingerprints).Events.Count, 0));

        public Task ExpectAsync(IReadOnlyList<string> sources, CancellationToken cancellationToken) => Task.CompletedTask;

        public Task RefusedAsync(string source, IReadOnlyList<RefusedDeliveries> refused, string? clientAddress, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
