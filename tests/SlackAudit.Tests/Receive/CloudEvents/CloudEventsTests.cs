using System.Text;
using System.Text.Json.Nodes;
using SlackAudit.Events;
using SlackAudit.Receive;
using SlackAudit.Receive.CloudEvents;
using SlackAudit.Receive.Generic;
using SlackAudit.Tests.Receive.Generic;

namespace SlackAudit.Tests.Receive.CloudEvents;

public sealed class CloudEventsTests
{
    const string Structured = """
        {"specversion":"1.0","id":"42","source":"/ci/shop","type":"com.example.deployment.succeeded","time":"2026-03-01T10:00:00.5+02:00","subject":"myapp",
        "datacontenttype":"application/json","authtype":"app_user","authid":"alice","traceparent":null,"data":{"scope":"production","client_address":"203.0.113.9","password":"x"}}
        """;

    static readonly (string Name, string Value)[] Attributes = [("ce-specversion", "1.0"), ("ce-id", "42"), ("ce-source", "/ci/shop"), ("ce-type", "deploy")];

    static readonly CloudEventsSource Source = new();

    static Reading Reading(string body, string? contentType = "application/cloudevents+json; charset=utf-8", params (string Name, string Value)[] headers) =>
        Source.Read(Posted.To("cloudevents", body, contentType is null ? headers : [("Content-Type", contentType), .. headers]));

    static AuditEvent Read(string body, string? contentType = "application/cloudevents+json; charset=utf-8", params (string Name, string Value)[] headers) =>
        Assert.Single(Reading(body, contentType, headers).Events);

    static AuditEvent Binary(string body = "", string? contentType = "application/json", params (string Name, string Value)[] more) =>
        Read(body, contentType, [.. more, .. Attributes.Where(header => !more.Any(other => other.Name == header.Name))]);

    [Fact]
    public void AStructuredEventIsReadByItsAttributesAndOurNames()
    {
        var read = Read(Structured);

        Assert.Equal(("/ci/shop 42", Actions.Deploy, "com.example.deployment.succeeded"), (read.SourceEventId, read.Action, read.SourceAction));
        Assert.Equal(("alice", ActorTrust.Asserted, "myapp", null, "production"), (read.Actor, read.ActorTrust, read.App, read.Target, read.Scope));
        Assert.Equal((Outcome.Success, "203.0.113.9", false), (read.Outcome, read.ClientAddress, read.Sensitive));
        Assert.Equal(new DateTimeOffset(2026, 3, 1, 8, 0, 0, 500, TimeSpan.Zero), read.OccurredAt);
        Assert.Equal("alice: deploy of myapp (production) succeeded", read.Summary);
    }

    [Fact]
    public void TheSameEventIsTheSameHoweverItIsSent()
    {
        var structured = Read(Structured);
        var binary = Read("""{"scope":"production","client_address":"203.0.113.9","password":"x"}""", "application/json",
            ("ce-specversion", "1.0"), ("CE-ID", "42"), ("ce-source", "/ci/shop"), ("ce-type", "com.example.deployment.succeeded"), ("ce-time", "2026-03-01T10:00:00.5+02:00"), ("ce-subject", "myapp"), ("ce-authid", "alice"));

        Assert.Equal(structured, binary);
        Assert.Equal([structured, structured], Reading($"[{Structured},{Structured}]", "application/cloudevents-batch+json").Events);
        Assert.Equal(structured, Read(Structured, "application/json"));
        Assert.Equal(structured, Read(Structured, "Application/CloudEvents+JSON"));
        Assert.Equal(structured, Read(Structured, null));
        Assert.Equal(structured, Assert.Single(new GenericSource().Read(Posted.To("cloudevents", Structured, ("Content-Type", "application/cloudevents+json"))).Events));
    }

    [Theory]
    [InlineData("Euro%20%E2%82%AC%20%F0%9F%98%80", "Euro € 😀")]
    [InlineData("\"Euro%20%E2%82%AC\"", "Euro €")]
    [InlineData("\"a \\\"b\\\" c\"", "a \"b\" c")]
    [InlineData("100%", "100%")]
    [InlineData("%zz%2", "%zz%2")]
    [InlineData("%2520", "%20")]
    [InlineData("\"", "\"")]
    public void AHeaderIsUnquotedAndDecodedOnce(string header, string expected) =>
        Assert.Equal(expected, Binary("""{"app":"a"}""", "application/json", ("ce-subject", header)).Target);

    [Theory]
    [InlineData("%FF")]
    [InlineData("%C3%28")]
    [InlineData("%ED%A0%80")]
    public void AHeaderThatIsNotUtf8IsUnreadable(string header) => Assert.Throws<UnreadableDeliveryException>(() => Binary("", null, ("ce-subject", header)));

    [Fact]
    public void ARepeatedHeaderIsUnreadable() => Assert.Throws<UnreadableDeliveryException>(() => Binary("", null, ("ce-id", "1"), ("ce-id", "2")));

    [Theory]
    [InlineData("", null)]
    [InlineData("just text", "text/plain")]
    [InlineData("<xml/>", "application/xml")]
    [InlineData("\uFFFF", null)]
    public void DataInABinaryEventMayBeAnything(string body, string? contentType)
    {
        var read = Binary(body, contentType);

        Assert.Equal((Actions.Deploy, "/ci/shop 42", Some.Now), (read.Action, read.SourceEventId, read.OccurredAt));
    }

    [Fact]
    public void DataInBase64IsReadAndKeptAsWhatItStandsFor()
    {
        var data = Convert.ToBase64String(Encoding.UTF8.GetBytes("""{"app":"billing","actor":"bob","password":"hunter2"}"""));
        var reading = Reading($$"""{"specversion":"1.0","id":"1","source":"s","type":"deploy","data_base64":"{{data}}"}""");

        Assert.Equal(("billing", "bob"), (reading.Events[0].App, reading.Events[0].Actor));
        Assert.Equal("hunter2", JsonNode.Parse(reading.Payload.Span)!["data_base64"]!["password"]!.GetValue<string>());
        Assert.DoesNotContain("hunter2", Encoding.UTF8.GetString(SlackAudit.Record.Redaction.Redact.Json(reading.Payload).Span), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"not base64\"")]
    [InlineData("\"/w==\"")]
    [InlineData("7")]
    [InlineData("null")]
    public void BrokenBase64CostsTheEventOnlyItsData(string data) =>
        Assert.Equal(Actions.Deploy, Read($$"""{"specversion":"1.0","id":"1","source":"s","type":"deploy","data_base64":{{data}}}""").Action);

    [Fact]
    public void OneOddEventOfABatchCostsNoOther()
    {
        var events = Reading("""[null,7,{"specversion":"1.0","id":"1","source":"s","type":"deploy"},{},{"id":[],"type":{}}]""", "application/cloudevents-batch+json").Events;

        Assert.Equal([Actions.Deploy, Actions.Other, Actions.Other], events.Select(e => e.Action));
        Assert.Equal(3, events.Select(e => e.SourceEventId).Distinct().Count());
        Assert.Empty(Reading("[]", "application/cloudevents-batch+json").Events);
    }

    [Theory]
    [InlineData("""{"id":"1","source":"s","type":"deploy"}""")]
    [InlineData("""{"specversion":1.0,"id":"1","source":"s","type":"deploy"}""")]
    [InlineData("""{"specversion":null,"type":"deploy"}""")]
    public void WhatIsCalledACloudEventMayLackItsVersion(string body) =>
        Assert.Equal(Actions.Deploy, Assert.Single(Reading(body, "application/cloudevents+json").Events).Action);

    [Theory]
    [InlineData("{}", "application/cloudevents+json")]
    [InlineData("7", "application/cloudevents+json")]
    [InlineData("not json", "application/cloudevents+json")]
    [InlineData("", "application/cloudevents+json")]
    [InlineData("""{"action":"deploy"}""", "application/json")]
    public void WhatIsNoCloudEventIsUnreadable(string body, string contentType) =>
        Assert.Equal(400, Assert.Throws<UnreadableDeliveryException>(() => Read(body, contentType)).Status);

    [Theory]
    [InlineData("application/cloudevents+avro")]
    [InlineData("application/cloudevents-batch+protobuf")]
    public void AnotherFormatIsAnswered415(string contentType) =>
        Assert.Equal(415, Assert.Throws<UnreadableDeliveryException>(() => Read("x", contentType)).Status);

    [Theory]
    [InlineData("""{"actor":{"name":"bob"}}""", "bob")]
    [InlineData("""{"actor":null}""", "alice")]
    [InlineData("\"text\"", "alice")]
    [InlineData("[1]", "alice")]
    public void TheActorIsWhomTheDataNamesOrElseThePrincipal(string data, string actor)
    {
        var read = Read($$"""{"specversion":"1.0","id":"1","source":"s","type":"deploy","authid":"alice","data":{{data}}}""");

        Assert.Equal((actor, ActorTrust.Asserted), (read.Actor, read.ActorTrust));
    }

    [Fact]
    public void ASenderHasToBringTheSecret()
    {
        Assert.Equal(Verification.Valid, Source.Verify(Posted.To("c", "{}", ("Authorization", "Bearer s3")), ["old", "s3"]));
        Assert.Equal(Verification.Valid, Source.Verify(Posted.To("c", "{}", ("X-Api-Key", "s3")), ["s3"]));
        Assert.Equal(Verification.Mismatch, Source.Verify(Posted.To("c", "{}", ("Authorization", "Bearer no")), ["s3"]));
        Assert.Equal(Verification.Missing, Source.Verify(Posted.To("c", "{}"), ["s3"]));
    }

    [Fact]
    public void NoValueOfAnotherKindBreaksTheReading()
    {
        foreach (var mutation in Mutations.Of(Structured))
        {
            foreach (var (body, type) in (ReadOnlySpan<(string, string?)>)[(mutation, "application/cloudevents+json"), ($"[{mutation}]", "application/cloudevents-batch+json"), (mutation, null)])
            {
                try
                {
                    foreach (var read in Reading(body, type).Events)
                    {
                        Assert.False(string.IsNullOrWhiteSpace(read.Summary), body);
                        Assert.True(read.ActorTrust < ActorTrust.Verified, body);
                        Assert.NotEmpty(read.SourceEventId);
                    }
                }
                catch (UnreadableDeliveryException)
                {
                }
            }

            Assert.Equal(Actions.Deploy, Binary(mutation).Action);
        }
    }
}
