using System.Text;
using System.Text.Json.Nodes;
using SlackAudit.Events;
using SlackAudit.Receive;
using SlackAudit.Receive.Kubernetes;
using SlackAudit.Tests.Receive.Convox;
using SlackAudit.Tests.Receive.Generic;

namespace SlackAudit.Tests.Receive.Kubernetes;

/// <summary>Audit events as clouds and log shippers send them on.</summary>
public sealed class KubernetesEnvelopeTests
{
    static readonly string Exec = Audited.Request("get", "pods/exec").ToJsonString();
    static readonly string Read = Audited.Request("list", "pods").With("auditID", "a-2").ToJsonString();

    static string Log(params string[] lines) => RackLogTests.Log([.. lines.Select((line, i) => ($"3{i}", line))]);

    static Reading Batch(params byte[][] records) => Audited.Reading(RackLogTests.Batch(records));

    [Fact]
    public void EksSendsItsLogGroupByFirehose()
    {
        var reading = Batch(RackLogTests.Zip(Log(Exec, "I0302 14:03:00 1 controller.go:615] quota admission added", "time=\"2026\" level=info msg=\"access granted\"", Read)));

        var e = Assert.Single(reading.Events);
        Assert.Equal(("exec", "alice", "a-1/2", "203.0.113.9", true), (e.Action, e.Actor, e.SourceEventId, e.ClientAddress, e.Sensitive));
        Assert.Equal("""{"requestId":"ed4acda5-034f-9f42-bba1-f29aea6d7d8f","timestamp":1772460180000}""", Encoding.UTF8.GetString(reading.Answer.Span));
        Assert.DoesNotContain("quota", Encoding.UTF8.GetString(reading.Payload.Span), StringComparison.Ordinal);
    }

    [Fact]
    public void FirehoseMayBringTheLinesAlone() =>
        Assert.Equal(["exec"], Batch(Encoding.UTF8.GetBytes(Exec + "\n" + Read + "\n")).Events.Select(e => e.Action));

    [Fact]
    public void AControlMessageOfCloudWatchOnlyTriesWhetherAnybodyIsThere()
    {
        var reading = Batch(RackLogTests.Zip("""{"messageType":"CONTROL_MESSAGE","logEvents":[{"id":"","timestamp":1,"message":"CWL CONTROL MESSAGE: Checking health of destination Firehose."}]}"""));

        Assert.Empty(reading.Events);
        Assert.False(reading.Answer.IsEmpty);
    }

    [Fact]
    public void OneBrokenRecordOfABatchIsToldAndCostsNoOther() =>
        Assert.Equal(["exec", "batch.unreadable"], Batch(RackLogTests.Zip(Log(Exec)), [0x1f, 0x8b, 1, 2, 3]).Events.Select(e => e.SourceAction == "batch.unreadable" ? e.SourceAction : e.Action));

    [Fact]
    public void FirehoseProvesItselfWithItsAccessKey()
    {
        var delivery = Posted.To("kubernetes", "{}", ("X-Amz-Firehose-Access-Key", "the-secret"));
        Assert.Equal(Verification.Valid, new KubernetesSource().Verify(delivery, ["the-secret"]));
        Assert.Equal(Verification.Mismatch, new KubernetesSource().Verify(delivery, ["another"]));
    }

    [Fact]
    public void WhatUnpacksToTooMuchIsRefused() =>
        Assert.Throws<UnreadableDeliveryException>(() => Batch([.. Enumerable.Repeat(RackLogTests.Zip(new string(' ', 30_000_000)), 3)]));

    [Fact]
    public void AksExportsEachLineWithinARecord()
    {
        JsonObject Record(string category, string log) => new()
        {
            ["time"] = "2026-03-02T13:00:01.0000000Z",
            ["resourceId"] = "/SUBSCRIPTIONS/1/RESOURCEGROUPS/RG/PROVIDERS/MICROSOFT.CONTAINERSERVICE/MANAGEDCLUSTERS/PROD",
            ["category"] = category,
            ["operationName"] = "Microsoft.ContainerService/managedClusters/diagnosticLogs/Read",
            ["properties"] = new JsonObject { ["log"] = log, ["stream"] = "stdout", ["pod"] = "kube-apiserver-1" },
        };

        var body = new JsonObject { ["records"] = new JsonArray(Record("kube-audit", Exec + "\n"), Record("guard", "Checking access"), Record("kube-audit", Read)) };
        var e = Assert.Single(Audited.ReadAll(body.ToJsonString()));
        Assert.Equal(("exec", "alice", "a-1/2"), (e.Action, e.Actor, e.SourceEventId));
        Assert.Empty(Audited.ReadAll(Record("guard", "Checking access").ToJsonString()));
    }

    [Theory]
    [InlineData("log")]
    [InlineData("message")]
    public void ALogShipperMayPutTheLineIntoAField(string field)
    {
        var wrapped = new JsonObject { ["@timestamp"] = "2026-03-02T13:00:01Z", ["stream"] = "stdout", [field] = Exec };
        Assert.Equal("exec", Assert.Single(Audited.ReadAll(wrapped.ToJsonString())).Action);
        Assert.Equal("exec", Assert.Single(Audited.ReadAll(new JsonArray(wrapped).ToJsonString())).Action);
    }

    static JsonObject Google(string method, string resource, int code = 0, string? operation = null) => new()
    {
        ["insertId"] = "i-1",
        ["logName"] = "projects/acme/logs/cloudaudit.googleapis.com%2Factivity",
        ["timestamp"] = "2026-03-02T13:00:00.000001Z",
        ["operation"] = JsonNode.Parse(operation ?? """{"id":"op-1","first":true,"last":true,"producer":"k8s.io"}"""),
        ["resource"] = JsonNode.Parse("""{"type":"k8s_cluster","labels":{"cluster_name":"prod"}}"""),
        ["protoPayload"] = new JsonObject
        {
            ["@type"] = "type.googleapis.com/google.cloud.audit.AuditLog",
            ["serviceName"] = "k8s.io",
            ["methodName"] = method,
            ["resourceName"] = resource,
            ["authenticationInfo"] = new JsonObject { ["principalEmail"] = "alice@acme.example" },
            ["authorizationInfo"] = new JsonArray(new JsonObject { ["granted"] = code != 7 }),
            ["requestMetadata"] = new JsonObject { ["callerIp"] = "203.0.113.9", ["callerSuppliedUserAgent"] = "kubectl/v1.31.0" },
            ["status"] = new JsonObject { ["code"] = code },
            ["request"] = new JsonObject { ["data"] = new JsonObject { ["password"] = "aHVudGVyMg==" } },
        },
    };

    [Theory]
    [InlineData("io.k8s.core.v1.pods.exec.create", "core/v1/namespaces/shop/pods/web-1/exec", 0, "exec", "shop", "pod web-1", Outcome.Success, true)]
    [InlineData("io.k8s.core.v1.secrets.get", "core/v1/namespaces/shop/secrets/db", 7, "secret.read", "shop", "secret db", Outcome.Failure, true)]
    [InlineData("io.k8s.core.v1.nodes.delete", "core/v1/nodes/n-1", 5, "delete.node", null, "node n-1", Outcome.Failure, true)]
    [InlineData("io.k8s.core.v1.namespaces.delete", "core/v1/namespaces/shop", 0, "delete.namespace", "shop", "namespace shop", Outcome.Success, true)]
    public void GkeTellsInGooglesWords(string method, string resource, int code, string action, string? app, string target, Outcome outcome, bool sensitive)
    {
        var e = Assert.Single(Audited.ReadAll(Google(method, resource, code).ToJsonString()));

        Assert.Equal((action, app, target), (e.Action, e.App, $"{e.TargetType} {e.Target}"));
        Assert.Equal(("alice@acme.example", ActorTrust.Verified, "203.0.113.9"), (e.Actor, e.ActorTrust, e.ClientAddress));
        Assert.Equal((outcome, sensitive), (e.Outcome, e.Sensitive));
        Assert.Equal(new DateTimeOffset(2026, 3, 2, 13, 0, 0, TimeSpan.Zero).AddMicroseconds(1), e.OccurredAt);
    }

    [Fact]
    public void GkePushesThroughATopic()
    {
        var entry = Google("io.k8s.core.v1.secrets.get", "core/v1/namespaces/shop/secrets/db").ToJsonString();
        var push = new JsonObject { ["message"] = new JsonObject { ["data"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(entry)), ["messageId"] = "1" }, ["subscription"] = "projects/acme/subscriptions/audit" };

        var reading = Audited.Reading(push.ToJsonString());
        Assert.Equal("op-1", Assert.Single(reading.Events).SourceEventId);
        Assert.DoesNotContain("aHVudGVyMg", Encoding.UTF8.GetString(reading.Payload.Span), StringComparison.Ordinal);
    }

    [Fact]
    public void BeginningAndEndOfAShellInGkeAreTwoEvents()
    {
        var events = new[] { """{"id":"op-1","first":true}""", """{"id":"op-1","last":true}""" }
            .SelectMany(operation => Audited.ReadAll(Google("io.k8s.core.v1.pods.exec.create", "core/v1/namespaces/shop/pods/web-1/exec", 0, operation).ToJsonString()));

        Assert.Equal([("op-1", Outcome.Started), ("op-1/2", Outcome.Success)], events.Select(e => (e.SourceEventId, e.Outcome)));
    }

    [Fact]
    public void AnEntryAboutSomethingElseOfGoogleIsNothingHere() =>
        Assert.Empty(Audited.ReadAll("""{"protoPayload":{"serviceName":"container.googleapis.com","methodName":"google.container.v1.ClusterManager.CreateCluster"}}"""));

    public static TheoryData<string> Envelopes => new(
        Google("io.k8s.core.v1.pods.exec.create", "core/v1/namespaces/shop/pods/web-1/exec").ToJsonString(),
        new JsonObject { ["records"] = new JsonArray(new JsonObject { ["category"] = "kube-audit", ["properties"] = new JsonObject { ["log"] = Exec } }) }.ToJsonString(),
        RackLogTests.Batch(RackLogTests.Zip(Log(Exec))),
        new JsonObject { ["message"] = new JsonObject { ["data"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(Exec)) } }.ToJsonString());

    [Theory]
    [MemberData(nameof(Envelopes))]
    public void NoValueOfAnotherKindBreaksAnEnvelope(string envelope)
    {
        foreach (var mutation in Mutations.Of(envelope))
        {
            try
            {
                foreach (var e in Audited.ReadAll(mutation, recordReads: true)) Assert.False(string.IsNullOrWhiteSpace(e.Summary), mutation);
            }
            catch (UnreadableDeliveryException)
            {
            }
        }
    }
}
