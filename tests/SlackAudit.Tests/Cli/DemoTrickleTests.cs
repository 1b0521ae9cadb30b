using SlackAudit.Cli.Demo;
using SlackAudit.Events;
using SlackAudit.Receive;

namespace SlackAudit.Tests.Cli;

public sealed class DemoTrickleTests
{
    readonly DemoSecrets secrets = DemoSecrets.New();

    [Fact]
    public void AboutOneInSixLiveEventsIsSensitiveAndTheFirstOneIs()
    {
        var events = Live(600).Select(Read).ToList();

        Assert.True(events[0].Sensitive);
        Assert.InRange(events.Count(e => e.Sensitive) / 600.0, 1 / 8.0, 1 / 5.0);
        Assert.DoesNotContain(events, e => e.ActionRoot == Actions.Other);
        Assert.Contains(events, e => e is { Action: Actions.Deploy, Outcome: Outcome.Failure });
        Assert.Contains(events, e => e is { Action: Actions.Build, Outcome: Outcome.Failure });
    }

    [Fact]
    public void ALiveChangeGoesFromItsPushIntoProduction()
    {
        var change = DemoTrickle.Scenes(new DemoDice(4)).Skip(1).First(scene => scene.Steps.Count > 7).Steps.Select(step => Read(step.Make(Some.Now)));

        Assert.Equal(
            ["push", "build", "build", "merge", "push", "build", "build", "build", "build.image", "release.create", "deploy", "deploy"],
            change.Select(e => e.Action));
    }

    [Fact]
    public async Task EveryLiveDeliveryCarriesTheProofOfItsSender()
    {
        using var door = new Door();
        using var http = new HttpClient(door) { BaseAddress = new Uri("http://127.0.0.1/") };
        var deliveries = Live(120).ToList();
        foreach (var delivery in deliveries) await new DemoSender(http, secrets).SendAsync(delivery, default);

        Assert.Equal(["convox", "generic", "github"], door.Arrived.Select(each => each.Source).Distinct().Order());
        Assert.All(door.Arrived, each => Assert.Equal(Verification.Valid, TypeOf(each.Source).Verify(each, [SecretOf(each.Source)])));
        Assert.All(door.Arrived, each => Assert.NotEqual(Verification.Valid, TypeOf(each.Source).Verify(each, [SecretOf("another")])));
    }

    [Theory]
    [InlineData("http://127.0.0.1:5080/", "http://127.0.0.1:5080")]
    [InlineData("http://127.0.0.1:8080/", "http://[::]:8080")]
    [InlineData("http://127.0.0.1:8080/", "https://0.0.0.0:8443", "http://+:8080")]
    [InlineData("https://localhost:8443/", "https://localhost:8443")]
    public void TheDemoFindsItsOwnDoor(string found, params string[] listening) => Assert.Equal(new Uri(found), OwnAddress.Of(listening));

    static IEnumerable<DemoDelivery> Live(int count) => DemoTrickle.Scenes(new DemoDice(7)).SelectMany(scene => scene.Steps).Take(count).Select(step => step.Make(Some.Now));

    static AuditEvent Read(DemoDelivery delivery) => TypeOf(delivery.Source).Read(delivery.Arriving(delivery.At)).Events.Single();

    static ISource TypeOf(string source) => ReceiveRoom.Types.Single(type => type.Type == source);

    string SecretOf(string source) => source switch
    {
        "github" => secrets.GitHub,
        "convox" => secrets.Convox,
        "generic" => secrets.Generic,
        _ => new string('a', 64),
    };

    /// <summary>Stands where the service would and keeps what arrives.</summary>
    sealed class Door : HttpMessageHandler
    {
        public List<WebhookDelivery> Arrived { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var headers = new Microsoft.AspNetCore.Http.HeaderDictionary();
            foreach (var (name, values) in request.Headers) headers[name] = values.ToArray();
            var body = await request.Content!.ReadAsByteArrayAsync(cancellationToken);
            Arrived.Add(new WebhookDelivery { Source = request.RequestUri!.Segments[^1], Headers = headers, Body = body, ReceivedAt = Some.Now });
            return new HttpResponseMessage(System.Net.HttpStatusCode.Accepted);
        }
    }
}
