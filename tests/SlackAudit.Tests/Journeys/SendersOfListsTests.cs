using System.Net;
using System.Text;
using SlackAudit.Tests.Receive.Kubernetes;

namespace SlackAudit.Tests.Journeys;

/// <summary>Kubernetes and CloudEvents against the running service.</summary>
public sealed class SendersOfListsTests : IAsyncLifetime
{
    const string Secret = "a secret of lists";

    RunningService service = null!;

    public async ValueTask InitializeAsync() => service = await RunningService.Start(null, new()
    {
        ["Sources:kubernetes:Secrets:0"] = Secret,
        ["Sources:kubernetes:Rack"] = "prod",
        ["Sources:quiet:Type"] = "kubernetes",
        ["Sources:quiet:Secrets:0"] = Secret,
        ["Sources:quiet:RecordReads"] = "true",
        ["Sources:cloudevents:Secrets:0"] = Secret,
        ["Rules:0:Name"] = "everything",
        ["Rules:0:When"] = "everything",
        ["Rules:0:Channel"] = "#all",
    });

    public ValueTask DisposeAsync() => service.DisposeAsync();

    [Fact]
    public async Task AListIsRecordedOnceHoweverItIsCutAndRepeated()
    {
        var begun = Audited.Request("get", "pods/exec", space: "prod-shop", stage: "ResponseStarted", code: 101);
        var ended = Audited.Request("get", "pods/exec", space: "prod-shop", code: 101);
        var list = Audited.List(ended.DeepClone(), null, begun.DeepClone(), Audited.Request("list", "pods"));
        Assert.Equal(HttpStatusCode.BadRequest, await Post("kubernetes", list[..^40]));
        Assert.Equal((HttpStatusCode.Accepted, 2, 0), await Receipt("kubernetes", list));
        Assert.Equal((HttpStatusCode.OK, 0, 2), await Receipt("kubernetes", list));
        Assert.Equal((HttpStatusCode.OK, 0, 1), await Receipt("kubernetes", Audited.List(begun)));

        var (_, output, _) = await service.Run("ask", "exec shop in prod", "--json");
        Assert.Equal(2, output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains("after 4 min 12 s", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RoutineIsRecordedOnlyWhereAskedForAndToldNobody()
    {
        Assert.Equal((HttpStatusCode.OK, 0, 0), await Receipt("kubernetes", Audited.Request("list", "pods").ToJsonString()));
        Assert.Equal((HttpStatusCode.Accepted, 1, 0), await Receipt("quiet", Audited.Request("list", "pods", name: null).ToJsonString()));
        Assert.Equal((HttpStatusCode.Accepted, 1, 0), await Receipt("quiet", Audited.Request("patch", "deployments").With("auditID", "a-2").ToJsonString()));
        await Task.Delay(TimeSpan.FromSeconds(2));

        var preview = await service.Http.GetStringAsync("/preview");
        Assert.Contains("alice changed deployment web-1 in shop", preview, StringComparison.Ordinal);
        Assert.DoesNotContain("alice listed pods in shop", preview, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhoAsksFirstWhetherToDeliverIsAnsweredAndNobodyIsCalled()
    {
        using var asked = new HttpRequestMessage(HttpMethod.Options, "/hooks/cloudevents");
        asked.Headers.Add("WebHook-Request-Origin", "eventemitter.example.com");
        asked.Headers.Add("WebHook-Request-Rate", "120");
        asked.Headers.Add("WebHook-Request-Callback", $"{service.Http.BaseAddress}hooks/cloudevents");
        using var answer = await service.Http.SendAsync(asked);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("eventemitter.example.com", Assert.Single(answer.Headers.GetValues("WebHook-Allowed-Origin")));
        Assert.Equal("*", Assert.Single(answer.Headers.GetValues("WebHook-Allowed-Rate")));
        Assert.Equal(["POST"], answer.Content.Headers.Allow);
        Assert.Equal(HttpStatusCode.NotFound, await Options("/hooks/nobody", "eventemitter.example.com"));
        Assert.Equal(HttpStatusCode.BadRequest, await Options("/hooks/cloudevents", "<script>"));
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, await Post("cloudevents", "x", "application/cloudevents+avro"));
    }

    async Task<HttpStatusCode> Options(string path, string origin)
    {
        using var request = new HttpRequestMessage(HttpMethod.Options, path);
        request.Headers.Add("WebHook-Request-Origin", origin);
        using var answer = await service.Http.SendAsync(request);
        return answer.StatusCode;
    }

    async Task<(HttpStatusCode Status, int Recorded, int Duplicates)> Receipt(string source, string body)
    {
        using var answer = await service.Http.SendAsync(Message(source, body, "application/json"));
        using var json = System.Text.Json.JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return (answer.StatusCode, json.RootElement.GetProperty("recorded").GetInt32(), json.RootElement.GetProperty("duplicates").GetInt32());
    }

    async Task<HttpStatusCode> Post(string source, string body, string type = "application/json")
    {
        using var answer = await service.Http.SendAsync(Message(source, body, type));
        return answer.StatusCode;
    }

    static HttpRequestMessage Message(string source, string body, string type)
    {
        var message = Senders.Post($"/hooks/{source}", Encoding.UTF8.GetBytes(body), type);
        message.Headers.Authorization = new("Bearer", Secret);
        return message;
    }
}
