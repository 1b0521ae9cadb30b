using System.Text.Json.Nodes;
using SlackAudit.Events;

namespace SlackAudit.Tests.Receive.Kubernetes;

public sealed class KubernetesActorTests
{
    [Fact]
    public void WhoTakesAnothersPartIsNamedBesideIt()
    {
        var request = Audited.Request("patch", "deployments").With("impersonatedUser", new JsonObject { ["username"] = "system:serviceaccount:shop:deployer" });
        var read = Audited.Read(request)!;

        Assert.Equal(("system:serviceaccount:shop:deployer", ActorTrust.Verified, true), (read.Actor, read.ActorTrust, read.Sensitive));
        Assert.Equal("service account shop/deployer (in truth alice) changed deployment web-1 in shop", read.Summary);
    }

    [Theory]
    [InlineData("alice", "list", "pods", true)]
    [InlineData("alice", "create", "selfsubjectaccessreviews", false)]
    [InlineData("system:serviceaccount:cattle-system:rancher", "list", "pods", false)]
    [InlineData("system:serviceaccount:cattle-system:rancher", "patch", "deployments", false)]
    [InlineData("system:serviceaccount:cattle-system:rancher", "get", "secrets", true)]
    public void APersonInAnothersPartIsSensitiveAndAConsoleIsNot(string user, string verb, string kind, bool sensitive)
    {
        var read = Audited.Read(Audited.Request(verb, kind, user).With("impersonatedUser", new JsonObject { ["username"] = "bob" }), recordReads: true)!;

        Assert.Equal(("bob", sensitive), (read.Actor, read.Sensitive));
    }

    [Fact]
    public void AnActorIsNeverMadeUp()
    {
        var read = Audited.Read(Audited.Request("create", "pods/exec").With("user", new JsonObject { ["uid"] = "7" }))!;
        Assert.Equal((null, ActorTrust.None), (read.Actor, read.ActorTrust));

        var provided = Audited.Read(Audited.Request("create", "pods/exec").With("user", JsonNode.Parse("""{"extra":{"sessionName":["alice"]}}""")))!;
        Assert.Equal("alice", provided.Actor);
    }
}
