using System.Text.Json.Nodes;
using SlackAudit.Events;
using SlackAudit.Receive;
using SlackAudit.Tests.Receive.Generic;

namespace SlackAudit.Tests.Receive.Kubernetes;

public sealed class KubernetesReadingTests
{
    [Theory]
    // The kind decides, not the verb: a shell over WebSocket is a get.
    [InlineData("create", "pods/exec", "exec", true)]
    [InlineData("get", "pods/exec", "exec", true)]
    [InlineData("get", "pods/attach", "exec.attach", true)]
    [InlineData("patch", "pods/ephemeralcontainers", "exec.debug", true)]
    [InlineData("create", "pods/portforward", "ssh.tunnel", true)]
    [InlineData("get", "services/proxy", "ssh.proxy", true)]
    [InlineData("create", "nodes/proxy", "ssh.proxy", true)]
    [InlineData("get", "secrets", "secret.read", true)]
    [InlineData("list", "secrets", "secret.read", true)]
    [InlineData("watch", "secrets", "secret.read", true)]
    [InlineData("update", "secrets", "secret.change", true)]
    [InlineData("create", "serviceaccounts/token", "key.token", true)]
    [InlineData("update", "certificatesigningrequests/approval", "key.approval", true)]
    [InlineData("patch", "clusterroles", "permission.role", true)]
    [InlineData("delete", "rolebindings", "permission.binding", true)]
    [InlineData("create", "clusterrolebindings", "permission.binding", true)]
    [InlineData("create", "mutatingwebhookconfigurations", "policy.webhook", true)]
    [InlineData("delete", "validatingwebhookconfigurations", "tamper.webhook", true)]
    [InlineData("patch", "validatingadmissionpolicybindings", "policy.admission", true)]
    [InlineData("delete", "nodes", "delete.node", true)]
    [InlineData("patch", "nodes", "infra.node", true)]
    [InlineData("create", "pods/eviction", "infra.eviction", true)]
    [InlineData("delete", "namespaces", "delete.namespace", true)]
    [InlineData("delete", "persistentvolumeclaims", "delete.volume", true)]
    [InlineData("create", "deployments", "deploy", false)]
    [InlineData("patch", "deployments", "deploy", false)]
    [InlineData("update", "statefulsets", "deploy", false)]
    [InlineData("delete", "deployments", "delete.deployment", false)]
    [InlineData("patch", "deployments/scale", "scale", false)]
    [InlineData("patch", "configmaps", "env.change", false)]
    [InlineData("create", "ingresses", "create.ingress", false)]
    [InlineData("patch", "networkpolicies", "policy.network", true)]
    [InlineData("update", "cronjobs", "infra.cronjob", false)]
    [InlineData("deletecollection", "pods", "delete.pod", false)]
    [InlineData("conjure", "pods/exec", "exec", true)]
    [InlineData("conjure", "widgets", "other", false)]
    public void WhatAPersonDoesHasAWordAndAWeight(string verb, string kind, string action, bool sensitive)
    {
        var read = Audited.Read(Audited.Request(verb, kind))!;

        Assert.Equal((action, sensitive, $"{verb} {kind}"), (read.Action, read.Sensitive, read.SourceAction));
    }

    [Theory]
    [InlineData("get", "pods", "alice")]
    [InlineData("list", "deployments", "alice")]
    [InlineData("watch", "configmaps", "system:serviceaccount:shop:web")]
    [InlineData("get", "pods/log", "alice")]
    [InlineData("create", "selfsubjectaccessreviews", "alice")]
    [InlineData("create", "tokenreviews", "system:serviceaccount:shop:proxy")]
    [InlineData("get", "secrets", "system:serviceaccount:shop:ingress")]
    [InlineData("list", "secrets", "system:kube-controller-manager")]
    [InlineData("get", "nodes/proxy", "system:serviceaccount:monitoring:prometheus")]
    [InlineData("update", "leases", "system:serviceaccount:shop:web")]
    [InlineData("patch", "nodes/status", "system:node:n1")]
    [InlineData("create", "serviceaccounts/token", "system:node:n1")]
    [InlineData("create", "events", "system:serviceaccount:shop:web")]
    [InlineData("create", "pods", "system:serviceaccount:kube-system:replicaset-controller")]
    [InlineData("update", "deployments", "system:serviceaccount:kube-system:deployment-controller")]
    [InlineData("update", "deployments/scale", "system:serviceaccount:kube-system:horizontal-pod-autoscaler")]
    [InlineData("create", "pods/binding", "system:kube-scheduler")]
    [InlineData("patch", "configmaps", "eks:addon-manager")]
    public void RoutineIsRecordedOnlyWhereAskedForAndIsNeverOfAKindThatIsAnnounced(string verb, string kind, string user)
    {
        Assert.Null(Audited.Read(Audited.Request(verb, kind, user)));
        var read = Audited.Read(Audited.Request(verb, kind, user), recordReads: true)!;
        Assert.True(Actions.IsRoutine(read.Action), read.Action);
        Assert.False(read.Sensitive);
        Assert.Equal(user, read.Actor);
    }

    [Theory]
    [InlineData("create", "secrets", "system:kube-controller-manager", "secret.create")]
    [InlineData("update", "clusterroles", "system:serviceaccount:kube-system:clusterrole-aggregation-controller", "permission.role")]
    [InlineData("deletecollection", "rolebindings", "system:serviceaccount:kube-system:namespace-controller", "permission.binding")]
    public void WhatTheClusterDoesAboutSecretsAndRightsIsRecordedWithoutAlarm(string verb, string kind, string user, string action)
    {
        var read = Audited.Read(Audited.Request(verb, kind, user))!;

        Assert.Equal((action, false), (read.Action, read.Sensitive));
    }

    [Theory]
    [InlineData("create", "pods/exec", "system:serviceaccount:kube-system:replicaset-controller")]
    [InlineData("create", "pods/exec", "system:node:n1")]
    [InlineData("create", "clusterrolebindings", "system:serviceaccount:kube-system:coredns")]
    [InlineData("create", "serviceaccounts/token", "system:serviceaccount:shop:web")]
    [InlineData("delete", "namespaces", "system:serviceaccount:shop:web")]
    [InlineData("list", "secrets", "system:admin")]
    public void AMachineThatDoesWhatMachinesDoNotIsSensitive(string verb, string kind, string user) => Assert.True(Audited.Read(Audited.Request(verb, kind, user))!.Sensitive);

    [Fact]
    public void AProgramThatIsNotLetToASecretIsSensitive()
    {
        var read = Audited.Read(Audited.Request("list", "secrets", "system:serviceaccount:shop:web", name: null, code: 403))!;

        Assert.Equal(("secret.read", true, Outcome.Failure), (read.Action, read.Sensitive, read.Outcome));
        Assert.Equal("service account shop/web was not allowed to list secrets in shop", read.Summary);
    }

    [Theory]
    [InlineData("get", null, "/healthz", 200, false)]
    [InlineData("get", null, "/version?timeout=32s", 200, false)]
    [InlineData("get", null, "/logs/kube-apiserver.log", 200, true)]
    [InlineData("list", "pods", "/api/v1/pods", 200, true)]
    [InlineData("list", "pods", "/api/v1/pods", 403, false)]
    [InlineData("list", "secrets", "/api/v1/secrets", 403, true)]
    [InlineData("create", "pods", "/api/v1/namespaces/shop/pods", 403, true)]
    public void WhoGetsSomewhereWithoutSigningInIsSensitive(string verb, string? kind, string uri, int code, bool sensitive)
    {
        var request = Audited.Request(verb, kind ?? "pods", "system:anonymous", code: code).With("requestURI", uri);
        if (kind is null) request.Remove("objectRef");

        Assert.Equal(sensitive, Audited.Read(request, recordReads: true)!.Sensitive);
        Assert.Equal(sensitive, Audited.Read(request) is not null);
    }

    [Fact]
    public void TheBeginningAndTheEndOfASessionAreTwoEventsAndTheEndSaysHowLong()
    {
        var begun = Audited.Request("get", "pods/exec", stage: "ResponseStarted", code: 101).With("requestURI", "/api/v1/namespaces/shop/pods/web-1/exec?container=app&command=psql&command=-W&command=hunter2");
        var ended = begun.DeepClone().AsObject().With("stage", "ResponseComplete");
        var events = Audited.ReadAll(Audited.List(begun, ended));

        Assert.Equal(["a-1", "a-1/2"], events.Select(e => e.SourceEventId));
        Assert.Equal([Outcome.Started, Outcome.Success], events.Select(e => e.Outcome));
        Assert.Equal("alice started psql in container app of pod web-1 in shop", events[0].Summary);
        Assert.Equal("alice ended psql in container app of pod web-1 in shop after 4 min 12 s", events[1].Summary);
    }

    [Theory]
    [InlineData("2026-03-02T13:00:00.400001Z", " after less than a second")]
    [InlineData("2026-03-02T13:00:59.900001Z", " after 59 s")]
    [InlineData("2026-03-03T15:05:00.000001Z", " after 26 h 5 min")]
    [InlineData("2026-03-02T12:59:00.000001Z", "")]
    [InlineData("soon", "")]
    public void ADurationIsSaidAsPeopleSayIt(string end, string said)
    {
        var read = Audited.Read(Audited.Request("create", "pods/portforward").With("stageTimestamp", end))!;

        Assert.Equal("alice closed a tunnel to pod web-1 in shop" + said, read.Summary);
    }

    [Fact]
    public void ASessionThatWasRefusedIsOneEventHoweverOftenItIsTold()
    {
        var begun = Audited.Read(Audited.Request("create", "pods/exec", code: 403, stage: "ResponseStarted"))!;
        var ended = Audited.Read(Audited.Request("create", "pods/exec", code: 403))!;

        Assert.Equal(begun, ended);
        Assert.Equal(("a-1", Outcome.Failure, "alice was not allowed to run a command in pod web-1 in shop"), (ended.SourceEventId, ended.Outcome, ended.Summary));
    }

    [Fact]
    public void AWatchIsOneEventAndARequestThatOnlyArrivedIsNone()
    {
        Assert.Equal("a-1", Audited.Read(Audited.Request("watch", "secrets", stage: "ResponseStarted"))!.SourceEventId);
        Assert.Equal("a-1", Audited.Read(Audited.Request("watch", "secrets"))!.SourceEventId);
        Assert.Null(Audited.Read(Audited.Request("create", "pods/exec", stage: "RequestReceived"), recordReads: true));
    }

    [Fact]
    public void APanicIsAFailureOfItsOwn()
    {
        var read = Audited.Read(Audited.Request("delete", "deployments", stage: "Panic", code: 500))!;
        Assert.Equal((Outcome.Failure, "alice failed to delete deployment web-1 in shop (500)"), (read.Outcome, read.Summary));
        Assert.Equal("a-1/2", Audited.Read(Audited.Request("create", "pods/exec", stage: "Panic", code: 500))!.SourceEventId);
    }

    [Theory]
    [InlineData("""{"code":101}""", null, Outcome.Success)]
    [InlineData("""{"code":399}""", null, Outcome.Success)]
    [InlineData("""{"code":400}""", null, Outcome.Failure)]
    [InlineData("""{"status":"Failure","reason":"NotFound"}""", null, Outcome.Failure)]
    [InlineData("""{"status":"Success"}""", null, Outcome.Success)]
    [InlineData(null, "forbid", Outcome.Failure)]
    [InlineData(null, "allow", Outcome.Unknown)]
    public void HowItWentIsReadFromTheStatusOrElseFromTheDecision(string? status, string? decision, Outcome outcome)
    {
        var request = Audited.Request("delete", "deployments").With("responseStatus", status is null ? null : JsonNode.Parse(status));
        if (decision is not null) request.With("annotations", new JsonObject { ["authorization.k8s.io/decision"] = decision });

        Assert.Equal(outcome, Audited.Read(request)!.Outcome);
    }

    [Theory]
    [InlineData("prod-myapp", "prod", "myapp")]
    [InlineData("prod-my-app", "prod", "my-app")]
    [InlineData("my-rack-tenant-myapp", "my-rack", "tenant-myapp")]
    [InlineData("prod", "prod", "system")]
    [InlineData("production-myapp", "prod", "production-myapp")]
    [InlineData("prod-", "prod", "prod-")]
    [InlineData("default", "prod", "default")]
    [InlineData("prod-myapp", null, "prod-myapp")]
    public void OnlyTheConfiguredRackIsTakenFromANamespace(string space, string? rack, string app)
    {
        var read = Audited.Read(Audited.Request("create", "pods/exec", space: space), rack: rack)!;

        Assert.Equal((app, rack), (read.App, read.Scope));
    }

    [Fact]
    public void AnotherClusterIsKnownByItsSource() =>
        Assert.Equal("staging", Assert.Single(Audited.Kubernetes.Read(Posted.To("staging", Audited.Request("create", "pods/exec").ToJsonString())).Events).Scope);

    [Theory]
    [InlineData("""["198.51.100.7","10.0.0.1"]""", "10.0.0.1")]
    [InlineData("""["::1"]""", "::1")]
    [InlineData("""["10.0.0.1",null,7]""", "10.0.0.1")]
    [InlineData("[]", null)]
    [InlineData("\"10.0.0.1\"", null)]
    public void TheLastAddressIsTheOneThatTheServerSaw(string addresses, string? expected) =>
        Assert.Equal(expected, Audited.Read(Audited.Request("create", "pods/exec").With("sourceIPs", JsonNode.Parse(addresses)))!.ClientAddress);

    [Theory]
    [InlineData("pods/portforward", "/p?ports=5432", "db.tunnel")]
    [InlineData("pods/portforward", "/p?ports=8080&ports=3306", "db.tunnel")]
    [InlineData("pods/portforward", "/p?ports=8080", "ssh.tunnel")]
    [InlineData("nodes/proxy", "/api/v1/nodes/n1/proxy/run/shop/web-1/app?cmd=id", "exec.node")]
    [InlineData("nodes/proxy", "/api/v1/nodes/n1/proxy/metrics/cadvisor", "ssh.proxy")]
    public void TheAddressTellsWhatATunnelIsFor(string kind, string uri, string action) =>
        Assert.Equal(action, Audited.Read(Audited.Request("get", kind).With("requestURI", uri))!.Action);

    [Theory]
    [InlineData("""{"spec":{"containers":[{"securityContext":{"privileged":true}}]}}""", true)]
    [InlineData("""{"spec":{"template":{"spec":{"hostNetwork":true}}}}""", true)]
    [InlineData("""{"spec":{"jobTemplate":{"spec":{"template":{"spec":{"volumes":[{"hostPath":{"path":"/"}}]}}}}}}""", true)]
    [InlineData("""{"spec":{"containers":[{"securityContext":{"capabilities":{"add":["SYS_ADMIN"]}}}]}}""", true)]
    [InlineData("""{"spec":{"containers":[{"securityContext":{"capabilities":{"add":["NET_BIND_SERVICE"]}}}]}}""", false)]
    [InlineData("""{"spec":{"type":"NodePort"}}""", true)]
    [InlineData("""{"spec":{"type":"LoadBalancer","externalIPs":[]}}""", false)]
    [InlineData("""{"spec":{"containers":[{"image":"nginx"}],"volumes":[{"emptyDir":{}}]}}""", false)]
    public void APodThatReachesOutOfItsBoxIsSensitive(string asked, bool sensitive) =>
        Assert.Equal(sensitive, Audited.Read(Audited.Request("create", "pods").With("requestObject", JsonNode.Parse(asked)))!.Sensitive);

    [Fact]
    public void ATrialChangesNothingAndIsAReadUnlessItOpensAShell()
    {
        Assert.Null(Audited.Read(Audited.Request("patch", "deployments").With("requestURI", "/x?dryRun=All")));
        Assert.NotNull(Audited.Read(Audited.Request("create", "pods/exec").With("requestURI", "/x?dryRun=All")));
    }

    [Fact]
    public void OneOddEventCostsNoOther()
    {
        var events = Audited.ReadAll(Audited.List(null, 7, new JsonArray(), new JsonObject(), Audited.Request("delete", "deployments"), new JsonObject { ["verb"] = new JsonArray() }));

        Assert.Equal(["other", "delete.deployment", "other"], events.Select(e => e.Action));
        Assert.Equal(3, events.Select(e => e.SourceEventId).Distinct().Count());
    }

    [Theory]
    [InlineData("""{"kind":"EventList","apiVersion":"audit.k8s.io/v1","metadata":{},"items":null}""")]
    [InlineData("""{"kind":"EventList","items":[]}""")]
    [InlineData("[]")]
    public void AListMayBeEmpty(string body) => Assert.Empty(Audited.ReadAll(body));

    [Theory]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData("7")]
    [InlineData("{}")]
    [InlineData("""{"items":"none"}""")]
    [InlineData("""{"kind":"EventList","items":[{"auditID":"a-1","verb":"del""")]
    public void WhatIsNoListOfAuditEventsIsUnreadable(string body) => Assert.Throws<UnreadableDeliveryException>(() => Audited.ReadAll(body));

    [Fact]
    public void ALogShipperMaySendOneEventALine()
    {
        var lines = $"{Audited.Request("get", "pods/exec").ToJsonString()}\n{{\"hello\":1}}\n{Audited.Request("list", "pods").ToJsonString()}\n{Audited.List(Audited.Request("delete", "nodes").With("auditID", "a-2"))}\n";

        Assert.Equal(["exec", "delete.node"], Audited.ReadAll(lines).Select(read => read.Action));
        Assert.Throws<UnreadableDeliveryException>(() => Audited.ReadAll("{\"hello\":1}\n{\"hello\":2}\n"));
    }
}
