using System.Globalization;
using System.Net;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using SlackAudit.Tests.Receive.Sns;
using static SlackAudit.Tests.Journeys.RetriedDeliveries;

namespace SlackAudit.Tests.Journeys;

/// <summary>Each sender's own way to lose patience and to repeat itself: nothing is lost, nothing is there twice. Their time-outs are a tenth of the real ones.</summary>
public sealed class RetryingSendersTests(RetryingSendersTests.Running running) : IClassFixture<RetryingSendersTests.Running>, IDisposable
{
    const string RackKey = Senders.ConvoxSecret;

    static readonly TimeSpan Ever = TimeSpan.FromSeconds(30);

    readonly RunningService service = running.Service;
    readonly Wire wire = new(running.Service.Http.BaseAddress!);

    public void Dispose() => wire.Dispose();

    [Fact]
    public async Task GitHubHangsUpAndWhatSomebodyRedeliversHasTheSameId()
    {
        var id = Guid.NewGuid().ToString();
        await using (await Lock())
        {
            Assert.Null(await wire.Send(GitHub("github", id), TimeSpan.FromSeconds(1)));
        }

        var again = await wire.Send(GitHub("github", id), Ever);
        var third = await wire.Send(GitHub("github", id), Ever);

        Assert.True(again is { IsTaken: true } && third is { Status: HttpStatusCode.OK });
        Assert.Equal([id], await Recorded("github"));
    }

    [Fact]
    public async Task AVersion2RackRepeatsTheSameBytesWithoutAnId()
    {
        const string Body = """{"action":"release:promote","data":{"app":"myapp","id":"R1","rack":"production"},"status":"start","timestamp":"2026-03-02T12:00:00.123456789Z"}""";
        HttpRequestMessage Delivery(string body)
        {
            var request = Wire.Post($"lambda/{Secret}", body, null);
            request.Headers.TransferEncodingChunked = true;
            return request;
        }

        await using (await Lock())
        {
            Assert.Null(await wire.Send(Delivery(Body), TimeSpan.FromSeconds(1)));
        }

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => wire.Send(Delivery(Body), Ever)));
        var done = await wire.Send(Delivery(Body.Replace("start", "success", StringComparison.Ordinal)), Ever);

        Assert.All(answers, answer => Assert.True(answer!.IsTaken));
        Assert.Equal(HttpStatusCode.Accepted, done!.Status);
        Assert.Equal(2, (await Recorded("lambda")).Count);
    }

    [Fact]
    public async Task AVersion3RackNeverRepeatsSoWhatTakesAWhileIsWaitedFor()
    {
        var locked = await Lock();
        var sent = Enumerable.Range(0, 5).Select(i => wire.Send(Rack("rack", $"R{i}"), TimeSpan.FromSeconds(3))).ToList();
        await Task.Delay(1200);
        await locked.DisposeAsync();

        Assert.All(await Task.WhenAll(sent), answer => Assert.Equal(HttpStatusCode.Accepted, answer!.Status));
        Assert.Equal(5, (await Recorded("rack")).Count);
    }

    [Fact]
    public async Task AmazonSnsRepeatsWhatItCouldNotDeliverAndInAnyOrder()
    {
        // A retry is the same message with the same signature.
        var messages = Enumerable.Range(0, 6).Select(i => SnsPost.Message(
            message: $$"""{"action":"release:promote","data":{"app":"myapp","id":"R{{i}}","rack":"production"},"status":"success","timestamp":"2026-03-02T12:00:0{{i}}Z"}""",
            before: new() { ["MessageId"] = $"9d2c5580-b61d-550c-8583-37a58287090{i}", ["Timestamp"] = DateTimeOffset.UtcNow.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture) })).ToList();
        HttpRequestMessage Delivery(int i) => Wire.Post("sns", messages[i], "text/plain", ("x-amz-sns-message-type", "Notification"));

        running.Amazon.IsAway = true;
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await wire.Send(Delivery(5), Ever))!.Status);
        running.Amazon.IsAway = false;
        await using (await Lock())
        {
            Assert.Null(await wire.Send(Delivery(3), TimeSpan.FromSeconds(1)));
        }

        foreach (var i in (int[])[5, 2, 2, 0, 3, 1, 4, 0, 5]) Assert.True((await wire.SendUntilTaken(() => Delivery(i), TimeSpan.FromSeconds(2))).IsTaken);

        Assert.Equal(messages.Count, (await Recorded("sns")).Count);
        Assert.Equal(["R0", "R1", "R2", "R3", "R4", "R5"], (await Recorded("sns", "target")).Order());
    }

    [Fact]
    public async Task EventBridgeDeliversAtLeastOnceAndInAnyOrder()
    {
        int[] order = [3, 1, 1, 0, 4, 2, 4, 0, 3, 3];
        await using (await Lock())
        {
            Assert.Null(await wire.Send(Bridge("bridge", 1), TimeSpan.FromSeconds(0.5)));
            Assert.Equal(HttpStatusCode.ServiceUnavailable, (await wire.Send(Bridge("bridge", 2), Ever))!.Status);
        }

        await Task.WhenAll(order.Select(i => wire.SendUntilTaken(() => Bridge("bridge", i), TimeSpan.FromSeconds(5))));

        Assert.Equal(["e-0", "e-1", "e-2", "e-3", "e-4"], (await Recorded("bridge")).Order());
    }

    [Theory]
    [InlineData("firehose")]
    [InlineData("racklog")]
    public async Task FirehoseRepeatsABatchWholeAndBatchesOverlap(string source)
    {
        foreach (var reset in (bool[])[true, false]) await wire.Cut(Firehose(source, "q-1", 0, 5), bytes: 300, reset);
        Assert.Empty(await Recorded(source));
        await using (await Lock())
        {
            Assert.Null(await wire.Send(Firehose(source, "q-1", 0, 5), TimeSpan.FromSeconds(1)));
        }

        foreach (var (request, from, to) in ((string, int, int)[])[("q-1", 0, 5), ("q-1", 0, 5), ("q-2", 3, 8), ("q-3", 0, 9)])
        {
            var answer = await wire.SendUntilTaken(() => Firehose(source, request, from, to), Ever);
            var json = JsonDocument.Parse(answer.Body).RootElement;
            Assert.Equal((HttpStatusCode.OK, request, JsonValueKind.Number), (answer.Status, json.GetProperty("requestId").GetString(), json.GetProperty("timestamp").ValueKind));
        }

        Assert.Equal(Enumerable.Range(0, 9).Select(i => source == "racklog" ? $"log/e-{i}" : $"e-{i}"), (await Recorded(source)).Order());
    }

    [Fact]
    public async Task CircleCIRepeatsWhatWasNotAnsweredInTime()
    {
        await using (await Lock())
        {
            Assert.Null(await wire.Send(CircleCI("circleci", "c-1"), TimeSpan.FromSeconds(0.5)));
            Assert.Equal(HttpStatusCode.ServiceUnavailable, (await wire.Send(CircleCI("circleci", "c-2"), TimeSpan.FromSeconds(5)))!.Status);
        }

        foreach (var id in (string[])["c-1", "c-2", "c-1"]) await wire.SendUntilTaken(() => CircleCI("circleci", id), TimeSpan.FromSeconds(5));

        Assert.Equal(["c-1", "c-2"], (await Recorded("circleci")).Order());
    }

    [Fact]
    public async Task AnApiServerRepeatsAListWholeAfterAnyError()
    {
        await wire.Cut(Kubernetes("kubernetes", 0, 40), bytes: 5000, reset: true);
        await using (await Lock())
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, (await wire.Send(Kubernetes("kubernetes", 0, 40), Ever))!.Status);
        }

        await wire.SendUntilTaken(() => Kubernetes("kubernetes", 0, 40), TimeSpan.FromSeconds(3));
        await wire.SendUntilTaken(() => Kubernetes("kubernetes", 0, 40), TimeSpan.FromSeconds(3));
        await wire.SendUntilTaken(() => Kubernetes("kubernetes", 20, 60), TimeSpan.FromSeconds(3));

        var recorded = await Recorded("kubernetes");
        Assert.Equal((60, 60), (recorded.Count, recorded.Distinct().Count()));
    }

    [Fact]
    public async Task WhoeverKeepsToAStandardRepeatsWithTheSameId()
    {
        await wire.Cut(CloudEvents("cloudevents", 0, 20), bytes: 700, reset: true);
        await wire.Cut(Lines("lines", 0, 20), bytes: 300, reset: false);
        await using (await Lock())
        {
            Assert.Null(await wire.Send(Standard("standard", "msg_1"), TimeSpan.FromSeconds(0.5)));
            Assert.Null(await wire.Send(CloudEvents("cloudevents", 0, 20), TimeSpan.FromSeconds(0.5)));
            Assert.Equal(HttpStatusCode.ServiceUnavailable, (await wire.Send(Lines("lines", 0, 20), Ever))!.Status);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, (await wire.Send(Eks("eks", "q-1", 0, 20), Ever))!.Status);
        }

        foreach (var (from, to) in ((int, int)[])[(10, 30), (0, 20), (10, 30), (25, 40)])
        {
            await Task.WhenAll(
                wire.SendUntilTaken(() => CloudEvents("cloudevents", from, to), TimeSpan.FromSeconds(5)),
                wire.SendUntilTaken(() => CloudEvents("cloudevents", from, to), TimeSpan.FromSeconds(5)),
                wire.SendUntilTaken(() => Lines("lines", from, to), TimeSpan.FromSeconds(5)),
                wire.SendUntilTaken(() => Eks("eks", $"q-{from}", from, to), TimeSpan.FromSeconds(5)));
        }

        foreach (var id in (string[])["msg_2", "msg_1", "msg_1", "msg_2"]) await wire.SendUntilTaken(() => Standard("standard", id), TimeSpan.FromSeconds(5));

        Assert.Equal(Enumerable.Range(0, 40).Select(i => $"/ci {i}").Order(), (await Recorded("cloudevents")).Order());
        Assert.Equal(Enumerable.Range(0, 40).Select(i => $"l-{i}").Order(), (await Recorded("lines")).Order());
        Assert.Equal(Enumerable.Range(0, 40).Select(i => $"a-{i}").Order(), (await Recorded("eks")).Order());
        Assert.Equal(["msg_1", "msg_2"], (await Recorded("standard")).Order());
    }

    [Fact]
    public async Task ALineThatIsLostAnywhereInTheBodyLeavesNothingBehind()
    {
        foreach (var reset in (bool[])[true, false])
        {
            foreach (var part in (double[])[0, 0.01, 0.5, 0.99])
            {
                foreach (var request in (HttpRequestMessage[])[GitHub("cutgithub", "g-1"), Rack("cutrack", "R1"), Bridge("cutbridge", 1), CircleCI("cutcircleci", "c-1"), Kubernetes("cutkubernetes", 0, 9)])
                {
                    var length = (await request.Content!.ReadAsByteArrayAsync()).Length;
                    await wire.Cut(request, (int)(part * length), reset);
                }
            }
        }

        foreach (var source in (string[])["cutgithub", "cutrack", "cutbridge", "cutcircleci", "cutkubernetes"]) Assert.Empty(await Recorded(source));
        Assert.False(service.Output.Contains("AspNetCore.Server.Kestrel[", StringComparison.Ordinal), service.Output);
        Assert.Equal(HttpStatusCode.OK, (await service.Http.GetAsync("/readyz")).StatusCode);
    }

    [Fact]
    public async Task WhileTheDatabaseIsAwayEverybodyIsAskedToRepeatAndThenAllIsThereOnce()
    {
        List<(Func<HttpRequestMessage> Delivery, string[] Ids)> senders = [];
        for (var i = 0; i < 8; i++)
        {
            var n = i;
            senders.Add((() => GitHub("awaygithub", $"g-{n}"), [$"g-{n}"]));
            senders.Add((() => Bridge("awaybridge", n), [$"e-{n}"]));
            senders.Add((() => CircleCI("awaycircleci", $"c-{n}"), [$"c-{n}"]));
            senders.Add((() => Firehose("awayfirehose", $"q-{n}", n * 10, (n * 10) + 15), [.. Enumerable.Range(n * 10, 15).Select(e => $"e-{e}")]));
        }

        var refused = 0;
        var locked = await Lock();
        var taken = Task.WhenAll(senders.Select(async sender =>
        {
            // Each with the patience of its kind, and some twice at once.
            var first = await wire.Send(sender.Delivery(), Ever);
            if (first!.Status == HttpStatusCode.ServiceUnavailable) Interlocked.Increment(ref refused);
            await Task.WhenAll(wire.SendUntilTaken(sender.Delivery, Ever), wire.SendUntilTaken(sender.Delivery, Ever));
        }));
        await Task.Delay(TimeSpan.FromSeconds(5));
        Assert.False(taken.IsCompleted);
        await locked.DisposeAsync();
        await taken;

        Assert.Equal(senders.Count, refused);
        var expected = senders.SelectMany(sender => sender.Ids.Select(id => (Source: Source(sender.Delivery()), id))).Distinct().ToList();
        foreach (var source in expected.GroupBy(each => each.Source)) Assert.Equal(source.Select(each => each.id).Order(), (await Recorded(source.Key)).Order());
        var (intact, _, error) = await service.Run("verify");
        Assert.True(intact == 0, error);
    }

    async Task<List<string>> Recorded(string source, string field = "source_event_id")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/events?q={Uri.EscapeDataString($"from {source}")}");
        request.Headers.Accept.ParseAdd("application/x-ndjson");
        using var answer = await service.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return [.. (await answer.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement.GetProperty(field).GetString()!)];
    }

    /// <summary>The database takes nothing until this is disposed.</summary>
    async Task<SqliteConnection> Lock()
    {
        var other = new SqliteConnection(service.Database.ConnectionString);
        await other.OpenAsync();
        await using var command = other.CreateCommand();
        command.CommandText = "PRAGMA busy_timeout = 5000; BEGIN IMMEDIATE";
        await command.ExecuteNonQueryAsync();
        return other;
    }

    /// <summary>One service for all of them, with a source for each test.</summary>
    public sealed class Running : IAsyncLifetime
    {
        static readonly (string Name, string Type)[] Sources =
        [
            ("github", "github"), ("lambda", "convox"), ("rack", "convox"), ("sns", "convox"), ("bridge", "cloudtrail"), ("firehose", "cloudtrail"), ("racklog", "convox"),
            ("circleci", "circleci"), ("kubernetes", "kubernetes"), ("cloudevents", "cloudevents"), ("standard", "standardwebhooks"), ("lines", "generic"), ("eks", "kubernetes"),
            ("cutgithub", "github"), ("cutrack", "convox"), ("cutbridge", "cloudtrail"), ("cutcircleci", "circleci"), ("cutkubernetes", "kubernetes"),
            ("awaygithub", "github"), ("awaybridge", "cloudtrail"), ("awaycircleci", "circleci"), ("awayfirehose", "cloudtrail"),
        ];

        internal RunningService Service { get; private set; } = null!;

        internal AmazonStandIn Amazon { get; } = new();

        public async ValueTask InitializeAsync()
        {
            var settings = new Dictionary<string, string>(Amazon.Environment) { ["Sources:sns:Topics:0"] = SnsPost.Topic };
            foreach (var (name, type) in Sources)
            {
                settings[$"Sources:{name}:Type"] = type;
                settings[$"Sources:{name}:Secrets:0"] = type == "convox" && name.Contains("rack", StringComparison.Ordinal) && name != "racklog" ? RackKey
                    : type == "standardwebhooks" ? "whsec_" + StandardKey : Secret;
            }

            Service = await RunningService.Start(null, settings);
        }

        public async ValueTask DisposeAsync()
        {
            await Service.DisposeAsync();
            await Amazon.DisposeAsync();
        }
    }
}
