using SlackAudit.Events;
using SlackAudit.Notify;
using SlackAudit.Receive.Convox;
using SlackAudit.Tests.Receive.CloudTrail;
using SlackAudit.Tests.Receive.Generic;

namespace SlackAudit.Tests.Receive;

/// <summary>Whoever removes what feeds us is told of, rule or no rule.</summary>
public sealed class OwnHookTests
{
    const string ByAnyone = """{"eventTime":"2026-03-06T20:00:00Z","eventSource":"SERVICE.amazonaws.com","eventName":"CALL","eventID":"w-1","readOnly":false,"userIdentity":{"type":"IAMUser","userName":"alice"},"requestParameters":REQUEST}""";

    static readonly string ByTheStack = ByAnyone.Replace("\"userName\":\"alice\"}", "\"userName\":\"alice\",\"invokedBy\":\"cloudformation.amazonaws.com\"},\"sourceIPAddress\":\"cloudformation.amazonaws.com\"", StringComparison.Ordinal);

    static bool IsTold(AuditEvent read) => WatchRules.Of("#ops").Any(rule => rule.When.Compile()(read));

    static AuditEvent Call(string record, string service, string call, string request) => Trail.Event(record
        .Replace("SERVICE", service, StringComparison.Ordinal).Replace("CALL", call, StringComparison.Ordinal).Replace("REQUEST", request, StringComparison.Ordinal));

    [Theory]
    [InlineData("events", "DisableRule", """{"name":"slackaudit-Rule-1A2B"}""")]
    [InlineData("events", "DeleteRule", """{"name":"slackaudit-Rule-1A2B"}""")]
    [InlineData("events", "RemoveTargets", """{"rule":"slackaudit-Rule-1A2B","ids":["hook"]}""")]
    [InlineData("events", "PutRule", """{"name":"slackaudit-Rule-1A2B","state":"DISABLED"}""")]
    [InlineData("events", "DeleteApiDestination", """{"name":"slackaudit-Destination-1"}""")]
    [InlineData("sns", "Unsubscribe", """{"subscriptionArn":"arn:aws:sns:us-east-1:111122223333:slackaudit-cloudtrail:11111111-2222"}""")]
    [InlineData("sns", "DeleteTopic", """{"topicArn":"arn:aws:sns:us-east-1:111122223333:slackaudit-cloudtrail"}""")]
    [InlineData("cloudtrail", "StopLogging", """{"name":"the-trail"}""")]
    [InlineData("cloudtrail", "DeleteTrail", """{"name":"the-trail"}""")]
    [InlineData("cloudtrail", "PutEventSelectors", """{"trailName":"the-trail"}""")]
    public void InAwsWhoeverHasItDone(string service, string call, string request) =>
        Assert.All((string[])[ByAnyone, ByTheStack], record =>
        {
            var read = Call(record, service, call, request);
            Assert.Equal((Actions.Tamper, true, true), (read.Action, read.Sensitive, IsTold(read)));
        });

    [Fact]
    public void RulesThatAreWrittenOrThatServicesDisableAreNoConcern()
    {
        Assert.False(IsTold(Call(ByAnyone, "events", "PutRule", """{"name":"nightly","state":"ENABLED"}""")));
        Assert.False(IsTold(Call(ByTheStack, "events", "DeleteRule", """{"name":"nightly"}""")));
        Assert.True(IsTold(Call(ByAnyone, "events", "PutRule", """{"name":"nightly","state":"DISABLED"}""")));
    }

    [Fact]
    public void OnAConvoxRack()
    {
        var read = Assert.Single(new ConvoxSource().Read(Posted.To("convox",
            """{"action":"resource:delete","data":{"name":"webhook-1","type":"webhook","rack":"production"},"status":"success","timestamp":"2026-03-02T12:00:00Z"}""")).Events);

        Assert.Equal(("tamper.webhook", true, true), (read.Action, read.Sensitive, IsTold(read)));
    }

    [Fact]
    public void WhatOthersWeakenedWithoutNeedIsLeftToRules() =>
        Assert.False(IsTold(Some.Event(Actions.Tamper)));
}
