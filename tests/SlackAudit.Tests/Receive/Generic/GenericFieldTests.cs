using System.Globalization;
using SlackAudit.Events;
using static SlackAudit.Tests.Receive.Generic.GenericCases;

namespace SlackAudit.Tests.Receive.Generic;

public sealed class GenericFieldTests
{
    [Theory]
    [InlineData("deploy", "deploy", null)]
    [InlineData(" Deploy ", "deploy", "Deploy")]
    [InlineData("deployment", "deploy", "deployment")]
    [InlineData("Rollout", "deploy", "Rollout")]
    [InlineData("env.change", "env.change", null)]
    [InlineData("Restart  Web\\tServer", "restart-web-server", "Restart  Web\tServer")]
    [InlineData("ssm:StartSession", "ssm:startsession", "ssm:StartSession")]
    [InlineData(".deploy.", "deploy", ".deploy.")]
    [InlineData("re\\u0000boot", "re-boot", "re\0boot")]
    public void TheActionIsSpelledOurWayAndTheSendersSpellingIsKept(string sent, string action, string? sourceAction)
    {
        var read = Read($$"""{"action":"{{sent}}"}""");

        Assert.Equal((action, sourceAction), (read.Action, read.SourceAction));
    }

    [Fact]
    public void EveryWordOfTheVocabularyMeansItself() =>
        Assert.All(Actions.Vocabulary.Keys, word => Assert.Equal(word, Read($$"""{"action":"{{word}}"}""").Action));

    [Fact]
    public void ALongActionIsCutAndKeptWholeAsSourceAction()
    {
        var action = new string('x', 5000);
        var read = Read($$"""{"action":"{{action}}"}""");

        Assert.Equal((100, action), (read.Action.Length, read.SourceAction));
    }

    [Theory]
    [InlineData("success", "Success")]
    [InlineData("Succeeded", "Success")]
    [InlineData("ok", "Success")]
    [InlineData("passed", "Success")]
    [InlineData("FAILURE", "Failure")]
    [InlineData("failed", "Failure")]
    [InlineData("error", "Failure")]
    [InlineData("errored", "Failure")]
    [InlineData("cancelled", "Failure")]
    [InlineData("canceled", "Failure")]
    [InlineData("denied", "Failure")]
    [InlineData("started", "Started")]
    [InlineData(" start ", "Started")]
    [InlineData("running", "Started")]
    [InlineData("pending", "Started")]
    [InlineData("in_progress", "Started")]
    [InlineData("perhaps", "Unknown")]
    [InlineData("", "Unknown")]
    public void OutcomeWordsAreUnderstoodLeniently(string word, string outcome) =>
        Assert.Equal(outcome, ReadWith("outcome", $"\"{word}\"").Outcome.ToString());

    [Theory]
    [InlineData("\"alice\"", "alice")]
    [InlineData("\" alice \"", "alice")]
    [InlineData("1042", "1042")]
    [InlineData("""{"name":"alice","id":"u1","email":"a@example.com"}""", "alice")]
    [InlineData("""{"name":"Alice Liddell","id":"u1","email":"alice@example.com"}""", "alice@example.com")]
    [InlineData("""{"name":"Alice Liddell","id":"u1"}""", "Alice Liddell")]
    [InlineData("""{"id":7}""", "7")]
    [InlineData("""{"email":"alice@example.com"}""", "alice@example.com")]
    [InlineData("{}", null)]
    [InlineData("[\"alice\"]", null)]
    [InlineData("null", null)]
    public void AnActorIsATextOrAnObject(string json, string? actor)
    {
        var read = ReadWith("actor", json);

        Assert.Equal((actor, actor is null ? ActorTrust.None : ActorTrust.Asserted), (read.Actor, read.ActorTrust));
    }

    [Theory]
    [InlineData("verified", "Asserted")]
    [InlineData("Asserted", "Asserted")]
    [InlineData("inferred", "Inferred")]
    [InlineData("none", "None")]
    [InlineData("3", "Asserted")]
    public void TrustCannotBeClaimedAboveAsserted(string claimed, string trust) =>
        Assert.Equal(trust, Read($$"""{"action":"deploy","actor":"alice","actor_trust":"{{claimed}}"}""").ActorTrust.ToString());

    [Theory]
    [InlineData("\"2026-03-01T10:00:00Z\"", "2026-03-01T10:00:00Z")]
    [InlineData("\"2026-03-01T10:00:00.123456789+02:00\"", "2026-03-01T08:00:00.1234568Z")]
    [InlineData("\"2026-03-01T10:00:00\"", "2026-03-01T10:00:00Z")]
    [InlineData("\"2026-03-01 10:00:00Z\"", "2026-03-01T10:00:00Z")]
    [InlineData("1772359200", "2026-03-01T10:00:00Z")]
    [InlineData("1772359200.5", "2026-03-01T10:00:00.5Z")]
    [InlineData("1772359200000", "2026-03-01T10:00:00Z")]
    [InlineData("\"1772359200\"", "2026-03-01T10:00:00Z")]
    [InlineData("\"1969-07-20T20:17:00Z\"", "1969-07-20T20:17:00Z")]
    [InlineData("\"2999-01-01T00:00:00Z\"", "2999-01-01T00:00:00Z")]
    [InlineData("\"9999-12-31T23:59:59Z\"", "9999-12-30T00:00:00Z")]
    [InlineData("1e300", "9999-12-30T00:00:00Z")]
    [InlineData("-1e300", "0001-01-02T00:00:00Z")]
    [InlineData("\"0001-01-01T00:00:00Z\"", "0001-01-02T00:00:00Z")]
    public void TheTimeIsTheSendersHoweverAbsurd(string json, string expected) =>
        Assert.Equal(DateTimeOffset.Parse(expected, CultureInfo.InvariantCulture), ReadWith("occurred_at", json).OccurredAt);

    [Theory]
    [InlineData("\"14:03\"")]
    [InlineData("\"yesterday\"")]
    [InlineData("\"03/01/2026\"")]
    [InlineData("\"2026-99-01T10:00:00Z\"")]
    [InlineData("\"NaN\"")]
    [InlineData("true")]
    [InlineData("{}")]
    public void WhatIsNoTimeMeansNow(string json) => Assert.Equal(Some.Now, ReadWith("occurred_at", json).OccurredAt);

    [Theory]
    [InlineData("exec", true)]
    [InlineData("ssh", true)]
    [InlineData("db.dump", true)]
    [InlineData("secret", true)]
    [InlineData("key.create", true)]
    [InlineData("permission", true)]
    [InlineData("tamper", true)]
    [InlineData("policy", true)]
    [InlineData("shell", true)]
    [InlineData("deploy", false)]
    [InlineData("keyboard", false)]
    public void SomeActionsAreSensitiveUnlessTheSenderSaysOtherwise(string action, bool sensitive)
    {
        Assert.Equal(sensitive, Read($$"""{"action":"{{action}}"}""").Sensitive);
        Assert.Equal(sensitive, Read($$"""{"action":"{{action}}","sensitive":"perhaps"}""").Sensitive);
        Assert.True(Read($$"""{"action":"{{action}}","sensitive":true}""").Sensitive);
        Assert.True(Read($$"""{"action":"{{action}}","sensitive":"true"}""").Sensitive);
        Assert.False(Read($$"""{"action":"{{action}}","sensitive":false}""").Sensitive);
    }

    [Theory]
    [InlineData("https://ci.example.com/42", true)]
    [InlineData("http://ci.example.com/42", false)]
    [InlineData("javascript:alert(1)", false)]
    [InlineData("/42", false)]
    [InlineData("https://", false)]
    public void OnlyAnAbsoluteHttpsAddressIsKept(string url, bool kept) =>
        Assert.Equal(kept ? url : null, ReadWith("url", $"\"{url}\"").Url);

    [Theory]
    [InlineData("""{"action":"deploy","actor":"alice","app":"myapp","scope":"production","outcome":"ok"}""", "alice: deploy of myapp (production) succeeded")]
    [InlineData("""{"action":"deploy","app":"myapp","outcome":"failed"}""", "deploy of myapp failed")]
    [InlineData("""{"action":"ssh","actor":"bob","target":"i-0abc","outcome":"started"}""", "bob: ssh of i-0abc started")]
    [InlineData("""{"action":"exec","actor":"bob","target":"web-1","app":"myapp"}""", "bob: exec of web-1 of myapp")]
    [InlineData("""{"action":"deploy","summary":" "}""", "deploy")]
    public void ASummaryIsWrittenWhereNoneIsGiven(string body, string summary) => Assert.Equal(summary, Read(body).Summary);

    [Fact]
    public void AFieldOfAWrongTypeReadsAsLeftOutAndANumberAsText()
    {
        var read = Read("""{"action":"deploy","app":{"name":"x"},"target":42,"scope":["a"],"summary":1.5,"client_address":null,"target_type":true}""");

        Assert.Equal((null, "42", null, "1.5", null, null), (read.App, read.Target, read.Scope, read.Summary, read.ClientAddress, read.TargetType));
    }

    [Theory]
    [InlineData("""["commit:0A1B2C3D4E5F60718293a4b5c6d7e8f901234567","build:production/myapp/B1"]""", "commit:0a1b2c3d4e5f60718293a4b5c6d7e8f901234567 build:production/myapp/B1")]
    [InlineData("\"run:1  run:2 run:1\"", "run:1 run:2")]
    [InlineData("""[null,1,{"a":"run:2"},["run:3"],"run:4 run:5","no reference"]""", "run:4 run:5")]
    [InlineData("\"event:github/1 run:1 EVENT:x\"", "run:1")]
    [InlineData("""{"commit":"x"}""", null)]
    [InlineData("7", null)]
    [InlineData("\"\"", null)]
    public void WhatItRefersToIsAListOrATextAndWhatIsNoReferenceIsLeftOut(string said, string? expected) =>
        Assert.Equal(expected, Read($$"""{"action":"build","correlation":{{said}}}""").Correlation);
}
