
namespace SlackAudit.Tests.Receive.GitHub;

public sealed class FindingsTests
{
    [Theory]
    [InlineData("secret_scanning_alert", "created", """{"alert":{"number":3,"secret_type":"aws_key","secret_type_display_name":"AWS key"}}""", "secret.created", true,
        "a secret was found in acme/api: secret alert #3 (AWS key)")]
    [InlineData("secret_scanning_alert", "created", """{"sender":null,"alert":{"number":3,"push_protection_bypassed":true,"push_protection_bypassed_by":{"login":"bob"}}}""", "secret.created", true,
        "a secret was pushed to acme/api past push protection by bob: secret alert #3")]
    [InlineData("secret_scanning_alert", "resolved", """{"sender":null,"alert":{"number":3,"resolution":"false_positive","resolved_by":{"login":"bob"}}}""", "secret.resolved", true,
        "bob resolved secret alert #3 of acme/api as false positive")]
    [InlineData("secret_scanning_alert", "reopened", """{"alert":{"number":3}}""", "secret.reopened", true,
        "alice reopened secret alert #3 of acme/api")]
    [InlineData("secret_scanning_alert", "publicly_leaked", """{"alert":{"number":3}}""", "secret.publicly_leaked", true,
        "secret alert #3 of acme/api leaked to the public")]
    [InlineData("secret_scanning_alert", "validated", """{"alert":{"number":3,"validity":"active"}}""", "secret.validated", true,
        "secret alert #3 of acme/api was checked: active")]
    [InlineData("secret_scanning_alert", "eaten", """{"alert":{"number":3}}""", "secret", true,
        "alice: secret_scanning_alert.eaten in acme/api")]
    [InlineData("secret_scanning_alert_location", "created", """{"alert":{"number":3},"location":{"type":"commit","details":{"path":"src/.env"}}}""", "secret.location", false,
        "the secret of alert #3 was found in src/.env of acme/api")]
    [InlineData("secret_scanning_scan", "completed", """{}""", "secret", false,
        "alice: secret_scanning_scan.completed in acme/api")]
    [InlineData("code_scanning_alert", "closed_by_user", """{"alert":{"number":3,"dismissed_reason":"won't fix","rule":{"id":"js/xss","severity":"warning","security_severity_level":"high"}}}""", "vulnerability.closed_by_user", true,
        "code scanning alert #3 (js/xss, high) of acme/api dismissed as won't fix (alice)")]
    [InlineData("code_scanning_alert", "closed_by_user", """{"sender":null,"alert":{"number":3,"dismissed_by":{"login":"bob"},"rule":{"id":"js/xss","severity":"error","security_severity_level":"low"}}}""", "vulnerability.closed_by_user", false,
        "code scanning alert #3 (js/xss, low) of acme/api dismissed (bob)")]
    [InlineData("code_scanning_alert", "created", """{"alert":{"number":3,"rule":{"id":"js/xss","severity":"error"}}}""", "vulnerability.created", false,
        "code scanning alert #3 (js/xss, error) of acme/api created (alice)")]
    [InlineData("dependabot_alert", "dismissed", """{"alert":{"number":3,"dismissed_reason":"tolerable_risk","dependency":{"package":{"name":"left-pad"}},"security_advisory":{"severity":"critical"}}}""", "vulnerability.dismissed", true,
        "Dependabot alert #3 (left-pad, critical) of acme/api dismissed as tolerable risk (alice)")]
    [InlineData("dependabot_alert", "dismissed", """{"alert":{"number":3,"security_vulnerability":{"severity":"high","package":{"name":"left-pad"}}}}""", "vulnerability.dismissed", false,
        "Dependabot alert #3 (left-pad, high) of acme/api dismissed (alice)")]
    [InlineData("dependabot_alert", "fixed", """{"alert":{"number":3}}""", "vulnerability.fixed", false,
        "Dependabot alert #3 of acme/api fixed (alice)")]
    [InlineData("repository_vulnerability_alert", "dismiss", """{"alert":{"affected_package_name":"left-pad","severity":"critical"}}""", "vulnerability.dismiss", true,
        "vulnerability alert (left-pad, critical) of acme/api dismissed (alice)")]
    [InlineData("repository_advisory", "published", """{"repository_advisory":{"ghsa_id":"GHSA-1","summary":"Leaky"}}""", "vulnerability.published", false,
        "advisory GHSA-1 for acme/api published: Leaky")]
    [InlineData("security_advisory", "forgotten", """{"security_advisory":{"ghsa_id":"GHSA-1"}}""", "vulnerability", false,
        "alice: security_advisory.forgotten in acme/api")]
    public void WhatWasFoundIsTold(string @event, string? githubAction, string fields, string action, bool sensitive, string summary)
    {
        var e = Delivered.About(@event, githubAction, fields);
        Assert.Equal((action, sensitive, summary), (e.Action, e.Sensitive, e.Summary));
    }

    [Fact]
    public void AnAdvisoryAboutSoftwareAtLargeIsAboutNoAppAndByNobody()
    {
        var e = Delivered.Event("security_advisory", """{"action":"published","security_advisory":{"ghsa_id":"GHSA-1"}}""");
        Assert.Equal((null, null, "GHSA-1"), (e.App, e.Actor, e.Target));
        Assert.Equal("advisory GHSA-1 published", e.Summary);
    }
}
