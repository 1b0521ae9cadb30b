using System.Text;
using System.Text.Json.Nodes;
using SlackAudit.Record.Redaction;

namespace SlackAudit.Tests.Receive.Kubernetes;

public sealed class KubernetesPayloadTests
{
    [Fact]
    public void OnlyWhatIsRecordedIsKeptAndWithoutWhatHoldsSecrets()
    {
        var secret = Audited.Request("update", "secrets").With("requestObject", JsonNode.Parse("""{"kind":"Secret","data":{"k":"aHVudGVyMg=="}}""")).With("responseObject", JsonNode.Parse("""{"stringData":{"k":"hunter2"}}"""));
        var config = Audited.Request("patch", "configmaps").With("requestObject", JsonNode.Parse("""[{"op":"add","path":"/data/x","value":"hunter2"}]"""));
        var shell = Audited.Request("create", "pods/exec").With("requestURI", "/e?command=psql&command=-Whunter2&container=app");
        var deploy = Audited.Request("patch", "deployments").With("requestObject", JsonNode.Parse(
            """{"metadata":{"annotations":{"kubectl.kubernetes.io/last-applied-configuration":"{\"spec\":{\"containers\":[{\"env\":[{\"name\":\"A\",\"value\":\"hunter2\"}]}]}}"}},"spec":{"template":{"spec":{"containers":[{"name":"app","image":"shop:1","env":[{"name":"A","value":"hunter2"}]}]}}}}"""));
        var body = Audited.List(Audited.Request("get", "pods").With("annotations", new JsonObject { ["note"] = "a routine read" }), secret, config, shell, deploy);
        var kept = Encoding.UTF8.GetString(Redact.Json(Audited.Reading(body).Payload).Span);

        Assert.Equal(4, JsonNode.Parse(kept)!["items"]!.AsArray().Count);
        Assert.DoesNotContain("hunter2", kept, StringComparison.Ordinal);
        Assert.DoesNotContain("aHVudGVyMg", kept, StringComparison.Ordinal);
        Assert.DoesNotContain("a routine read", kept, StringComparison.Ordinal);
        Assert.Contains("shop:1", kept, StringComparison.Ordinal);
        Assert.Contains("psql", kept, StringComparison.Ordinal);
    }
}
