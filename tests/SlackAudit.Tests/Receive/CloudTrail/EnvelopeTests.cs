using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using SlackAudit.Events;
using SlackAudit.Receive;
using SlackAudit.Receive.CloudTrail;
using SlackAudit.Tests.Receive.Generic;

namespace SlackAudit.Tests.Receive.CloudTrail;

/// <summary>The same record by every road.</summary>
public sealed class EnvelopeTests
{
    const string Write = """{"eventTime":"2026-03-02T14:03:00Z","eventSource":"sqs.amazonaws.com","eventName":"CreateQueue","eventID":"w-1","readOnly":false,"requestParameters":{"queueName":"orders"},"userIdentity":{"type":"IAMUser","userName":"alice"}}""";
    const string Look = """{"eventTime":"2026-03-02T14:03:00Z","eventSource":"ec2.amazonaws.com","eventName":"DescribeInstances","eventID":"r-1","readOnly":true,"userIdentity":{"type":"IAMUser","userName":"alice"}}""";

    static byte[] Zip(string text)
    {
        using var zipped = new MemoryStream();
        using (var gzip = new GZipStream(zipped, CompressionLevel.Fastest)) gzip.Write(Encoding.UTF8.GetBytes(text));
        return zipped.ToArray();
    }

    static string Quoted(string text) => JsonSerializer.Serialize(text);

    static string Batch(params byte[][] records) =>
        $$"""{"requestId":"ed4acda5-034f-9f42-bba1-f29aea6d7d8f","timestamp":1578090901599,"records":[{{string.Join(',', records.Select(data => $"{{\"data\":\"{Convert.ToBase64String(data)}\"}}"))}}]}""";

    static string Envelope(string detail, string more = "") => $$"""{"version":"0","id":"e-1","detail-type":"AWS API Call via CloudTrail","source":"aws.sqs","account":"111122223333","time":"2026-03-02T14:05:00Z","region":"us-east-1","resources":[],{{more}}"detail":{{detail}}}""";

    static string Logs(params string[] messages) =>
        $$"""{"messageType":"DATA_MESSAGE","logGroup":"trail","logEvents":[{{string.Join(',', messages.Select(message => $"{{\"id\":\"1\",\"timestamp\":1772460180000,\"message\":{Quoted(message)}}}"))}}]}""";

    public static TheoryData<string> Roads =>
    [
        Write,
        "\uFEFF" + Write,
        $"[{Write}]",
        $$"""{"Records":[{{Write}}]}""",
        Envelope(Write),
        $$"""{"Type":"Notification","MessageId":"1","TopicArn":"arn:aws:sns:us-east-1:111122223333:t","Message":{{Quoted(Envelope(Write))}}}""",
        $$"""{"Events":[{"EventId":"w-1","CloudTrailEvent":{{Quoted(Write)}}}]}""",
        Batch(Encoding.UTF8.GetBytes(Write)),
        Batch(Encoding.UTF8.GetBytes(Envelope(Write) + "\n")),
        Batch(Zip(Write)),
        Batch(Zip(Logs(Write))),
    ];

    [Theory, MemberData(nameof(Roads))]
    public void EveryRoadBringsTheSameEvent(string body)
    {
        var reading = Trail.Read(body);

        var read = Assert.Single(reading.Events);
        Assert.Equal(("w-1", "sqs:CreateQueue", "alice", "orders"), (read.SourceEventId, read.SourceAction, read.Actor, read.Target));
        Assert.Equal(new DateTimeOffset(2026, 3, 2, 14, 3, 0, TimeSpan.Zero), read.OccurredAt);
        Assert.Contains("CreateQueue", Encoding.UTF8.GetString(reading.Payload.Span), StringComparison.Ordinal);
        JsonDocument.Parse(reading.Payload).Dispose();
    }

    [Fact]
    public void ABatchKeepsItsOrderAndEveryEvent()
    {
        var reading = Trail.Read(Batch(
            Encoding.UTF8.GetBytes(Write + Write.Replace("w-1", "w-2", StringComparison.Ordinal) + "\n"),
            Zip(Logs(Write.Replace("w-1", "w-3", StringComparison.Ordinal), Write.Replace("w-1", "w-4", StringComparison.Ordinal)))));

        Assert.Equal(["w-1", "w-2", "w-3", "w-4"], reading.Events.Select(read => read.SourceEventId));
        Assert.Equal(4, JsonNode.Parse(reading.Payload.Span)!.AsArray().Count);
    }

    [Fact]
    public void FirehoseIsAnsweredAsItWants()
    {
        var answer = Encoding.UTF8.GetString(Trail.Read(Batch(Encoding.UTF8.GetBytes(Write))).Answer.Span);

        Assert.Equal($$"""{"requestId":"ed4acda5-034f-9f42-bba1-f29aea6d7d8f","timestamp":{{Some.Now.ToUnixTimeMilliseconds()}}}""", answer);
        Assert.True(Trail.Read(Write).Answer.IsEmpty);
    }

    [Fact]
    public void ACheckByCloudWatchLogsIsNoEvent()
    {
        var reading = Trail.Read(Batch(Zip("""{"messageType":"CONTROL_MESSAGE","logEvents":[{"message":"CWL CONTROL MESSAGE"}]}""")));

        Assert.Empty(reading.Events);
        Assert.False(reading.Answer.IsEmpty);
    }

    [Fact]
    public void WhatCannotBeReadInABatchIsToldAndTheRestIsTaken()
    {
        var body = Batch("nonsense"u8.ToArray(), Encoding.UTF8.GetBytes(Write), Zip("{}"));
        var events = Trail.Read(body).Events;

        Assert.Equal(["w-1", "unreadable/ed4acda5-034f-9f42-bba1-f29aea6d7d8f"], events.Select(read => read.SourceEventId));
        Assert.StartsWith("2 of the records", events[1].Summary, StringComparison.Ordinal);
        Assert.True(events[1].Sensitive);
        Assert.Throws<UnreadableDeliveryException>(() => Trail.Read(Batch("nonsense"u8.ToArray())));
    }

    [Fact]
    public void RoutineReadsAreLeftOutUnlessTheSettingsSayOtherwise()
    {
        Assert.Empty(Trail.Read(Envelope(Look), reads: false).Events);
        Assert.True(Trail.Read(Envelope(Look), reads: false).Payload.IsEmpty);

        var batch = Trail.Read($$"""{"Records":[{{Look}},{{Write}}]}""", reads: false);
        Assert.Equal("w-1", Assert.Single(batch.Events).SourceEventId);
        Assert.DoesNotContain("DescribeInstances", Encoding.UTF8.GetString(batch.Payload.Span), StringComparison.Ordinal);

        Assert.Equal(["r-1", "w-1"], Trail.Read($$"""{"Records":[{{Look}},{{Write}}]}""").Events.Select(read => read.SourceEventId));
    }

    [Fact]
    public void AHeartbeatOfAnAgentIsLeftOutLikeARead()
    {
        const string Heartbeat = """{"eventSource":"ssm.amazonaws.com","eventName":"UpdateInstanceInformation","eventID":"h-1","readOnly":false,"requestParameters":{"instanceId":"i-0abc"}}""";

        Assert.Empty(Trail.Read(Heartbeat, reads: false).Events);
        Assert.Equal("upkeep", Trail.Event(Heartbeat).Action);
    }

    [Fact]
    public void ALogShipperMaySendOneRecordALine()
    {
        var reading = Trail.Read($"{Look}\n{Write}\n", reads: false);

        Assert.Equal("w-1", Assert.Single(reading.Events).SourceEventId);
        Assert.DoesNotContain("DescribeInstances", Encoding.UTF8.GetString(reading.Payload.Span), StringComparison.Ordinal);
    }

    [Fact]
    public void ASecretThatIsReadIsNoRoutine()
    {
        const string Secret = """{"eventSource":"secretsmanager.amazonaws.com","eventName":"GetSecretValue","eventID":"s-1","readOnly":true,"requestParameters":{"secretId":"prod/db"}}""";

        Assert.True(Assert.Single(Trail.Read(Secret, reads: false).Events).Sensitive);
    }

    [Fact]
    public void WhatElseEventBridgeTellsIsRecordedInItsWords()
    {
        const string Notice = """{"id":"n-1","detail-type":"EC2 Auto Scaling Instance Refresh Succeeded","source":"aws.autoscaling","account":"111122223333","time":"2026-03-02T14:05:00Z","region":"us-east-1","resources":[],"detail":{"AutoScalingGroupName":"rack-web"}}""";
        var read = Trail.Event(Notice);

        Assert.Equal(("n-1", "ami.refresh", "aws.autoscaling:EC2 Auto Scaling Instance Refresh Succeeded", "rack-web", "us-east-1/111122223333", Outcome.Success),
            (read.SourceEventId, read.Action, read.SourceAction, read.Target, read.Scope, read.Outcome));
        Assert.Equal(new DateTimeOffset(2026, 3, 2, 14, 5, 0, TimeSpan.Zero), read.OccurredAt);

        var other = Trail.Event("""{"detail-type":"Health Event","source":"aws.health","detail":{"x":1}}""");
        Assert.Equal((Actions.Other, "aws.health:Health Event", Outcome.Unknown), (other.Action, other.SourceAction, other.Outcome));
    }

    [Fact]
    public void WithoutATimeOfItsOwnARecordHasThatOfItsEnvelope() =>
        Assert.Equal(new DateTimeOffset(2026, 3, 2, 14, 5, 0, TimeSpan.Zero), Trail.Event(Envelope("""{"eventName":"CreateQueue"}""")).OccurredAt);

    [Fact]
    public void WithoutAnIdTheRecordsBytesAreOne()
    {
        var first = Trail.Event("""{"eventName":"CreateQueue"}""").SourceEventId;

        Assert.StartsWith("sha256:", first, StringComparison.Ordinal);
        Assert.Equal(first, Trail.Event("""{"Records":[{"eventName":"CreateQueue"}]}""").SourceEventId);
        Assert.NotEqual(first, Trail.Event("""{"eventName":"CreateQueues"}""").SourceEventId);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("7")]
    [InlineData("{}")]
    [InlineData("[7]")]
    [InlineData("""{"Records":[{}]}""")]
    [InlineData("""{"Type":"Notification","TopicArn":"x","Message":"hello"}""")]
    [InlineData("""{"s3Bucket":"b","s3ObjectKey":["AWSLogs/1.json.gz"]}""")]
    [InlineData("""{"Records":[{"eventSource":"aws:s3","eventName":"ObjectCreated:Put","s3":{"object":{"key":"k"}}}]}""")]
    public void WhatBringsNoRecordIsUnreadable(string body) => Assert.Throws<UnreadableDeliveryException>(() => Trail.Read(body));

    [Fact]
    public void WhatUnpacksToMoreThanAnyBatchIsRefused()
    {
        var bomb = new byte[70 * 1024 * 1024];
        using var zipped = new MemoryStream();
        using (var gzip = new GZipStream(zipped, CompressionLevel.Fastest)) gzip.Write(bomb);

        Assert.Contains("unpacks to more", Assert.Throws<UnreadableDeliveryException>(() => Trail.Read(Batch(zipped.ToArray(), Encoding.UTF8.GetBytes(Write)))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TheSecretComesAsAnyOfThree()
    {
        var source = new CloudTrailSource();
        foreach (var (name, value) in ((string, string)[])[("X-Amz-Firehose-Access-Key", "right"), ("Authorization", "Bearer right"), ("X-Api-Key", "right"), ("Authorization", "Basic YXdzOnJpZ2h0")])
        {
            Assert.Equal(Verification.Valid, source.Verify(Posted.To("cloudtrail", Write, (name, value)), ["left", "right"]));
            Assert.Equal(Verification.Mismatch, source.Verify(Posted.To("cloudtrail", Write, (name, value)), ["wrong"]));
            Assert.Equal(Verification.Mismatch, source.Verify(Posted.To("cloudtrail", Write, (name, value)), []));
        }

        Assert.Equal(Verification.Missing, source.Verify(Posted.To("cloudtrail", Write), ["right"]));
        Assert.Equal(Verification.Missing, source.Verify(Posted.To("cloudtrail", Write, ("X-Amz-Firehose-Access-Key", "right"), ("X-Amz-Firehose-Access-Key", "right")), ["right"]));
    }
}
