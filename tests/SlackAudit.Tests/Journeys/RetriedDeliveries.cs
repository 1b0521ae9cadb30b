using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SlackAudit.Tests.Receive.Convox;
using SlackAudit.Tests.Receive.Kubernetes;

namespace SlackAudit.Tests.Journeys;

/// <summary>What senders send, each with an id of its own, so that it can be sent again.</summary>
static class RetriedDeliveries
{
    /// <summary>What all of them know.</summary>
    public const string Secret = "a-secret-that-all-of-them-know";

    /// <summary>The key of the secret of whoever signs as Standard Webhooks say.</summary>
    public const string StandardKey = "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    /// <summary>The name of the source that it is for.</summary>
    public static string Source(HttpRequestMessage request) => request.RequestUri!.OriginalString.Split('/')[2];

    public static HttpRequestMessage GitHub(string source, string id)
    {
        const string Body = """{"ref":"refs/heads/main","repository":{"full_name":"acme/shop"},"sender":{"login":"alice"},"commits":[]}""";
        return Wire.Post(source, Body, "application/json", ("X-GitHub-Event", "push"), ("X-GitHub-Delivery", id), ("X-Hub-Signature-256", $"sha256={Wire.Mac(Secret, Body)}"));
    }

    public static HttpRequestMessage Rack(string source, string release)
    {
        var body = $$"""{"action":"release:promote","data":{"actor":"alice","app":"myapp","id":"{{release}}","rack":"production"},"status":"start","timestamp":"2026-03-02T12:00:00Z"}""";
        var request = Senders.ConvoxV3(body, DateTimeOffset.UtcNow);
        request.RequestUri = new Uri($"/hooks/{source}", UriKind.Relative);
        return request;
    }

    static string Call(int i) => $$"""{"eventTime":"2026-03-06T20:00:00Z","eventSource":"sqs.amazonaws.com","eventName":"CreateQueue","eventID":"e-{{i}}","readOnly":false,"requestParameters":{"queueName":"orders"} }""";

    public static HttpRequestMessage Bridge(string source, int i) => Wire.Post(source,
        $$"""{"version":"0","id":"b-{{i}}","detail-type":"AWS API Call via CloudTrail","source":"aws.sqs","account":"111122223333","time":"2026-03-06T20:05:00Z","region":"us-east-1","detail":{{Call(i)}} }""",
        "application/json", ("X-Api-Key", Secret));

    public static HttpRequestMessage Firehose(string source, string request, int from, int to)
    {
        var events = Enumerable.Range(from, to - from);
        var records = source == "racklog"
            ? [RackLogTests.Zip(RackLogTests.Log([.. events.Select(i => ($"e-{i}", $"id=r{i} ns=api at=InstanceShell method=\"GET\" path=\"/instances/i-{i}/shell\" response=200 elapsed=1.0"))]))]
            : events.Select(i => Encoding.UTF8.GetBytes(Call(i))).ToArray();
        var body = RackLogTests.Batch(records).Replace("ed4acda5-034f-9f42-bba1-f29aea6d7d8f", request, StringComparison.Ordinal);
        return Wire.Post(source, body, "application/json", ("X-Amz-Firehose-Access-Key", Secret), ("X-Amz-Firehose-Request-Id", request));
    }

    public static HttpRequestMessage CircleCI(string source, string id)
    {
        var body = $$"""{"type":"workflow-completed","id":"{{id}}","happened_at":"2026-03-02T12:00:00Z","project":{"name":"api","slug":"gh/acme/api"},"workflow":{"id":"w","name":"deploy","status":"success"} }""";
        return Wire.Post(source, body, "application/json", ("circleci-signature", $"v1={Wire.Mac(Secret, body)}"));
    }

    public static HttpRequestMessage CloudEvents(string source, int from, int to) => Wire.Post(source,
        $"[{string.Join(',', Enumerable.Range(from, to - from).Select(i => $$"""{"specversion":"1.0","id":"{{i}}","source":"/ci","type":"build.done","time":"2026-03-02T12:00:00Z"}"""))}]",
        "application/cloudevents-batch+json", ("Authorization", $"Bearer {Secret}"));

    public static HttpRequestMessage Lines(string source, int from, int to) => Wire.Post(source,
        string.Join('\n', Enumerable.Range(from, to - from).Select(i => $$"""{"id":"l-{{i}}","action":"login","actor":"alice"}""")), "application/x-ndjson", ("X-Api-Key", Secret));

    /// <summary>Signed anew each time, as the standard asks: the id alone says that it is the same.</summary>
    public static HttpRequestMessage Standard(string source, string id)
    {
        const string Body = """{"type":"user.login","timestamp":"2026-03-02T12:00:00Z","data":{"actor":"alice"}}""";
        var at = DateTimeOffset.UtcNow.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var mac = HMACSHA256.HashData(Convert.FromBase64String(StandardKey), Encoding.UTF8.GetBytes($"{id}.{at}.{Body}"));
        return Wire.Post(source, Body, "application/json", ("webhook-id", id), ("webhook-timestamp", at), ("webhook-signature", $"v1,{Convert.ToBase64String(mac)}"));
    }

    /// <summary>A log group of EKS, as Firehose sends it.</summary>
    public static HttpRequestMessage Eks(string source, string request, int from, int to)
    {
        var lines = Enumerable.Range(from, to - from).Select(i => ($"{i}", Audited.Request("delete", "pods").With("auditID", $"a-{i}").ToJsonString()));
        var body = RackLogTests.Batch(RackLogTests.Zip(RackLogTests.Log([.. lines]))).Replace("ed4acda5-034f-9f42-bba1-f29aea6d7d8f", request, StringComparison.Ordinal);
        return Wire.Post(source, body, "application/json", ("X-Amz-Firehose-Access-Key", Secret), ("X-Amz-Firehose-Request-Id", request));
    }

    public static HttpRequestMessage Kubernetes(string source, int from, int to) => Wire.Post(source,
        Audited.List([.. Enumerable.Range(from, to - from).Select(i => Audited.Request("delete", "pods").With("auditID", $"a-{i}"))]), "application/json", ("Authorization", $"Bearer {Secret}"));
}
