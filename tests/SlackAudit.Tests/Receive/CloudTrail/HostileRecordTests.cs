using System.Text;
using System.Text.Json;
using CsCheck;
using SlackAudit.Events;
using SlackAudit.Receive;
using SlackAudit.Receive.CloudTrail;
using SlackAudit.Tests.Receive.Generic;

namespace SlackAudit.Tests.Receive.CloudTrail;

/// <summary>Every value of every record, exchanged for something else or left out.</summary>
public sealed class HostileRecordTests
{
    public static TheoryData<int> SampleNumbers => [.. Enumerable.Range(0, Trail.Samples.Count)];

    [Theory, MemberData(nameof(SampleNumbers))]
    public void AnyValueOfASampleMayBeOfAnotherKind(int number) => Assert.All(Mutations.Of(Trail.Samples[number]), Check);

    [Fact]
    public void AnyValueOfAMadeUpRecordMayBeOfAnotherKind() => Assert.All(Trail.MadeUp.SelectMany(Mutations.Of), Check);

    [Fact]
    public void AnyEnvelopeMayBeOfAnotherKind()
    {
        var record = """{"eventName":"CreateQueue","eventID":"1"}""";
        var data = Convert.ToBase64String(Encoding.UTF8.GetBytes(record));
        string[] bodies =
        [
            $$"""{"Records":[{{record}}]}""",
            $$"""{"id":"1","detail-type":"x","source":"y","time":"2026-03-02T14:05:00Z","detail":{{record}},"resources":["arn:aws:s3:::b"]}""",
            $$"""{"requestId":"1","timestamp":1,"records":[{"data":"{{data}}"}]}""",
            """{"messageType":"DATA_MESSAGE","logEvents":[{"id":"1","timestamp":1,"message":"{\"eventName\":\"CreateQueue\"}"}]}""",
            """{"Type":"Notification","TopicArn":"t","Message":"{\"eventName\":\"CreateQueue\"}"}""",
            """{"id":"1","detail-type":"x","source":"y","detail":{"a":1},"resources":["arn:aws:s3:::b"]}""",
        ];
        Assert.All(bodies.SelectMany(Mutations.Of), Check);
    }

    [Fact]
    public void NoCallBreaksTheReaderWhateverItIsCalledWith()
    {
        var calls = Meanings.Listed.ToList();
        Assert.True(calls.Count > 400);
        string[] parameters = ["null", "[]", "7", "\"x\"", "{}", """{"parameters":{"portNumber":[],"host":[null]},"ipPermissions":{"items":[7]},"launchPermission":{"add":[]},"valuesToAdd":[{}]}"""];
        foreach (var (service, call) in calls)
        {
            foreach (var request in parameters)
                Check($$$"""{"eventSource":"{{{service}}}.amazonaws.com","eventName":"{{{call}}}","requestParameters":{{{request}}},"responseElements":{{{request}}},"userIdentity":{{{request}}},"additionalEventData":{{{request}}}}""");
        }
    }

    [Fact]
    public void NoNameOfACallBreaksTheWordsInIt() =>
        Gen.String.Sample(name =>
        {
            var (verb, nouns) = CallWords.Of(name);
            Assert.DoesNotContain("  ", $"{verb} {nouns}".Trim(), StringComparison.Ordinal);
            Assert.NotNull(CallWords.Past(name));
            Assert.NotNull(Arn.Name(name));
            Assert.NotNull(Arn.Name("arn:aws:iam::1:" + name));
            _ = SlackAudit.Receive.Sns.SnsTopic.Parse("arn:aws:sns:us-east-1:" + name);
        });

    static void Check(string body)
    {
        Reading reading;
        try
        {
            reading = Trail.Read(body);
        }
        catch (UnreadableDeliveryException)
        {
            return;
        }

        foreach (var read in reading.Events)
        {
            Assert.Contains(Actions.Root(read.Action), Actions.Vocabulary.Keys);
            Assert.False(string.IsNullOrWhiteSpace(read.Summary), body);
            Assert.DoesNotContain(read.Summary, char.IsControl);
            Assert.InRange(read.Summary.Length, 1, 500);
            Assert.NotEmpty(read.SourceEventId);
            Assert.Equal(read.Actor is null, read.ActorTrust == ActorTrust.None);
            Assert.True(read.Target is not null || read.TargetType is null, body);
            Assert.True(read.Url is null || Uri.IsWellFormedUriString(read.Url, UriKind.Absolute), body);
            Assert.True(read.OccurredAt > DateTimeOffset.UnixEpoch, body);
        }

        if (!reading.Payload.IsEmpty) JsonDocument.Parse(reading.Payload).Dispose();
    }
}
