using System.Text;

namespace SlackAudit.Tests.Receive.GitHub;

/// <summary>What of a payload is not kept.</summary>
public sealed class GitHubPayloadTests
{
    static string Kept(string @event, string body) =>
        Encoding.UTF8.GetString(Delivered.GitHub.Read(Delivered.Delivery(@event, body)).Payload.Span);

    [Theory]
    [InlineData("deployment")]
    [InlineData("deployment_status")]
    public void ADeploymentsPayloadGoes(string @event) => Assert.Equal(
        """{"action":"created", "deployment":{"payload":"[removed]" , "ref":"main"}}""",
        Kept(@event, """{"action":"created", "deployment":{"payload":{"password":"hunter2","n":[1]} , "ref":"main"}}"""));

    [Fact]
    public void ADeploymentsEmptyPayloadStays()
    {
        const string Body = """{"deployment":{"payload":{}}}""";
        Assert.Equal(Body, Kept("deployment", Body));
    }

    [Fact]
    public void AWorkflowsInputsKeepTheirNamesOnly() => Assert.Equal(
        """{"inputs":{"version":"[removed]","force":"[removed]","none":null},"ref":"refs/heads/main"}""",
        Kept("workflow_dispatch", """{"inputs":{"version":"1.2","force":true,"none":null},"ref":"refs/heads/main"}"""));

    [Fact]
    public void ADispatchersOwnPayloadKeepsItsNamesOnly() => Assert.Equal(
        """{"client_payload":{"token":"[removed]"}}""", Kept("repository_dispatch", """{"client_payload":{"token":"hunter2"}}"""));

    [Fact]
    public void InputsOfAnotherKindGoAltogether() =>
        Assert.Equal("""{"inputs":"[removed]"}""", Kept("workflow_dispatch", """{"inputs":["hunter2"]}"""));

    [Fact]
    public void ADeployKeyIsKeptAsTheFingerprintThatSshKeygenShows()
    {
        const string Key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl";
        Assert.Equal(
            """{"key":{"id":1,"key":"SHA256:+DiY3wvvV6TuJJhbpZisF/zLDA0zPMSvHdkr4UvCOqU"}}""",
            Kept("deploy_key", $$$"""{"key":{"id":1,"key":"{{{Key}}}"}}"""));
    }

    [Theory]
    [InlineData("\"ssh-rsa not*base64\"")]
    [InlineData("\"hunter2\"")]
    [InlineData("[\"hunter2\"]")]
    public void AKeyThatIsNoneGoes(string key) =>
        Assert.Equal("""{"key":{"key":"[removed]"}}""", Kept("deploy_key", $$$"""{"key":{"key":{{{key}}}}}"""));

    [Fact]
    public void AFoundSecretGoes() =>
        Assert.Equal("""{"alert":{"secret":"[removed]","number":1}}""", Kept("secret_scanning_alert", """{"alert":{"secret":"hunter2","number":1}}"""));

    [Fact]
    public void SeveralSuchFieldsGoTogether() => Assert.Equal(
        """{"inputs":{"a":"[removed]"},"alert":{"secret":"[removed]"},"deployment":{"payload":"[removed]"},"after":1}""",
        Kept("anything", """{"inputs":{"a":1},"alert":{"secret":2},"deployment":{"payload":3},"after":1}"""));

    [Theory]
    [InlineData("deploy_key", """{"key":{"title":"ci","key":"ssh-rsa hunter2","read_only":false}}""")]
    [InlineData("deployment", """{"deployment":{"payload":"hunter2","description":"hunter2"}}""")]
    [InlineData("deployment_status", """{"deployment_status":{"state":"failure","description":"hunter2","target_url":"https://ci.example/?token=hunter2"}}""")]
    [InlineData("workflow_dispatch", """{"workflow":"w.yml","inputs":{"x":"hunter2"}}""")]
    [InlineData("secret_scanning_alert", """{"alert":{"number":1,"secret":"hunter2","resolution_comment":"hunter2"}}""")]
    [InlineData("issue_comment", """{"comment":{"body":"hunter2"},"issue":{"number":1,"body":"hunter2"}}""")]
    [InlineData("organization", """{"invitation":{"email":"hunter2@example.com","role":"admin"}}""")]
    [InlineData("push", """{"pusher":{"email":"hunter2@example.com"},"commits":[{"message":"hunter2"}],"head_commit":{"message":"hunter2"}}""")]
    public void WhatIsPrivateIsNotTold(string @event, string fields)
    {
        foreach (var action in new[] { "created", "member_invited", null })
        {
            var e = Delivered.About(@event, action, fields);
            Assert.DoesNotContain("hunter2", $"{e.Summary} {e.Target} {e.Actor} {e.Url}", StringComparison.Ordinal);
        }
    }
}
