using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using SlackAudit.Events;
using SlackAudit.Receive.Sns;

namespace SlackAudit.Tests.Receive.Sns;

public sealed class SnsDoorTests : IDisposable
{
    readonly SnsPost post = new();

    public void Dispose() => post.Dispose();

    [Theory]
    [InlineData("1")]
    [InlineData("2")]
    public async Task ASignedMessageOfAKnownTopicIsHandedOnAsItsSenderWroteIt(string version)
    {
        var opened = await post.Open(SnsPost.Message(version: version, message: "{\"a\":\"\\u00e9\"}", before: new() { ["Subject"] = " " }));

        Assert.Equal("{\"a\":\"\\u00e9\"}", Encoding.UTF8.GetString(opened.Delivery!.Body.Span));
        Assert.Null(opened.Problem);
        Assert.Equal([SnsPost.CertificateUrl], post.Asked);
    }

    [Theory]
    [InlineData("TopicArn", "arn:aws:sns:us-east-1:444455556666:audit")]
    [InlineData("TopicArn", "arn:aws:sns:us-east-1:111122223333:AUDIT")]
    [InlineData("TopicArn", "")]
    [InlineData("Type", "Invitation")]
    [InlineData("SignatureVersion", "3")]
    [InlineData("SignatureVersion", "2 ")]
    [InlineData("Timestamp", "2026-03-06T18:55:59Z")]
    [InlineData("Timestamp", "2026-03-06T20:06:01Z")]
    [InlineData("Timestamp", "today")]
    [InlineData("SigningCertURL", "https://sns.s3-us-west-2.amazonaws.com/SimpleNotificationService-0123456789abcdef0123456789abcdef.pem")]
    [InlineData("SigningCertURL", "https://sns.us-west-2.amazonaws.com/SimpleNotificationService-0123456789abcdef0123456789abcdef.pem")]
    [InlineData("SigningCertURL", "https://sns.us-east-1.amazonaws.com/?x=y&z=.pem")]
    [InlineData("SigningCertURL", "https://sns.us-east-1.amazonaws.com/evil/SimpleNotificationService-0123456789abcdef0123456789abcdef.pem")]
    [InlineData("SigningCertURL", "https://sns.us-east-1.amazonaws.com/SimpleNotificationService-0123456789ABCDEF0123456789abcdef.pem")]
    [InlineData("SigningCertURL", "https://sns.us-east-1.amazonaws.com/SimpleNotificationService-0123456789abcdef0123456789abcde.pem")]
    [InlineData("SigningCertURL", "https://sns.us-east-1.amazonaws.com/SimpleNotificationService-0123456789abcdef0123456789abcdef.pem\n")]
    [InlineData("SigningCertURL", "https://sns.us-east-1.amazonaws.com/SimpleNotificationService-0123456789abcdef0123456789abcdef.pem?x")]
    [InlineData("SigningCertURL", "https://sns.us-east-1.amazonaws.com/SimpleNotificationService-0123456789abcdef0123456789abcdef.pem#x")]
    [InlineData("SigningCertURL", "https://sns.us-east-1.amazonaws.com:8443/SimpleNotificationService-0123456789abcdef0123456789abcdef.pem")]
    [InlineData("SigningCertURL", "https://sns.us-east-1.amazonaws.com@evil.example/SimpleNotificationService-0123456789abcdef0123456789abcdef.pem")]
    [InlineData("SigningCertURL", "https://evil@sns.us-east-1.amazonaws.com/SimpleNotificationService-0123456789abcdef0123456789abcdef.pem")]
    [InlineData("SigningCertURL", "https://sns.us-east-1.amazonaws.com.evil.example/SimpleNotificationService-0123456789abcdef0123456789abcdef.pem")]
    [InlineData("SigningCertURL", "https://sns.us-east-1.amazonaws.com.cn/SimpleNotificationService-0123456789abcdef0123456789abcdef.pem")]
    [InlineData("SigningCertURL", "http://sns.us-east-1.amazonaws.com/SimpleNotificationService-0123456789abcdef0123456789abcdef.pem")]
    [InlineData("SigningCertURL", "http://169.254.169.254/latest/meta-data/")]
    [InlineData("SigningCertURL", "file:///etc/passwd")]
    [InlineData("SigningCertURL", "")]
    public async Task NothingIsFetchedForAMessageThatCannotBeOurs(string field, string value)
    {
        var opened = await post.Open(SnsPost.Message(before: new() { [field] = value }));

        Assert.Equal(StatusCodes.Status401Unauthorized, opened.Problem!.Status);
        Assert.Null(opened.Delivery);
        Assert.Empty(post.Asked);
    }

    [Fact]
    public async Task NothingIsFetchedForASourceWithoutTopics()
    {
        var opened = await post.Open(SnsPost.Message(), SnsPost.Settings with { Topics = [] });

        Assert.Contains("Sources:cloudtrail:Topics", opened.Problem!.Reason, StringComparison.Ordinal);
        Assert.Empty(post.Asked);
    }

    [Theory]
    [InlineData("Message", "other")]
    [InlineData("MessageId", "other")]
    [InlineData("Subject", "other")]
    [InlineData("Timestamp", "2026-03-06T20:00:27Z")]
    [InlineData("Signature", "")]
    [InlineData("Signature", "no base64")]
    [InlineData("Signature", "QUJD")]
    public async Task WhatWasChangedAfterSigningIsRefused(string field, string value)
    {
        var opened = await post.Open(SnsPost.Message(after: new() { [field] = value }));

        Assert.Equal(StatusCodes.Status401Unauthorized, opened.Problem!.Status);
    }

    [Theory]
    [InlineData("evil.example", -10, 10)]
    [InlineData("sns-signing.us-east-1.amazonaws.com", -10, 10)]
    [InlineData("*.amazonaws.com", -10, 10)]
    [InlineData("sns.amazonaws.com", -10, -1)]
    [InlineData("sns.amazonaws.com", 1, 10)]
    public async Task ACertificateOfSomebodyElseOrOfAnotherTimeIsRefused(string name, int from, int to)
    {
        post.Answers = _ => SnsPost.Ok(SnsPost.Pem(name, SnsPost.Now.AddDays(from), SnsPost.Now.AddDays(to)));

        Assert.Contains("certificate", (await post.Open(SnsPost.Message())).Problem!.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(HttpStatusCode.Found, 503)]
    [InlineData(HttpStatusCode.InternalServerError, 503)]
    [InlineData(HttpStatusCode.NotFound, 401)]
    [InlineData(HttpStatusCode.OK, 401)]
    public async Task WithoutACertificateNothingIsBelieved(HttpStatusCode status, int expected)
    {
        post.Answers = _ => new HttpResponseMessage(status) { Content = new StringContent("no certificate"), Headers = { Location = new Uri("https://evil.example/") } };

        Assert.Equal(expected, (await post.Open(SnsPost.Message())).Problem!.Status);
        Assert.Single(post.Asked);
    }

    [Fact]
    public async Task ACertificateLargerThanAnyIsNotRead()
    {
        post.Answers = _ => SnsPost.Ok(new string(' ', 17 * 1024) + SnsPost.Pem());

        Assert.Equal(503, (await post.Open(SnsPost.Message())).Problem!.Status);
    }

    [Fact]
    public async Task ARedirectIsNotFollowed()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var elsewhere = builder.Build();
        var followed = false;
        elsewhere.MapGet("/", () => Results.Redirect("/secret"));
        elsewhere.MapGet("/secret", () => followed = true);
        await elsewhere.StartAsync();
        using var client = new SnsClient(SnsClient.CreateHttpClient(), post.Time);

        await Assert.ThrowsAsync<HttpRequestException>(() => client.ConfirmAsync(new Uri(elsewhere.Urls.First()), default));
        Assert.False(followed);
    }

    [Fact]
    public async Task ACertificateIsFetchedOnceAndJudgedEveryTime()
    {
        using var client = new SnsClient(SnsClient.CreateHttpClient(post), post.Time);
        Assert.NotNull((await post.Open(client, SnsPost.Message())).Delivery);
        Assert.NotNull((await post.Open(client, SnsPost.Message())).Delivery);
        Assert.Single(post.Asked);

        post.Time.Advance(TimeSpan.FromDays(11));
        var late = new Dictionary<string, string?> { ["Timestamp"] = "2026-03-17T20:00:00Z" };
        Assert.Contains("certificate", (await post.Open(client, SnsPost.Message(before: late))).Problem!.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatIsNotThereIsNotAskedForAgainAtOnce()
    {
        using var client = new SnsClient(SnsClient.CreateHttpClient(post), post.Time);
        post.Answers = _ => new HttpResponseMessage(HttpStatusCode.NotFound);
        await post.Open(client, SnsPost.Message());
        await post.Open(client, SnsPost.Message());
        Assert.Single(post.Asked);

        post.Time.Advance(TimeSpan.FromMinutes(2));
        await post.Open(client, SnsPost.Message());
        Assert.Equal(2, post.Asked.Count);
    }

    [Fact]
    public async Task ASourceMayInsistOnTheNewerSignature()
    {
        var strict = SnsPost.Settings with { SignatureVersion = 2 };

        Assert.Contains("SHA-1", (await post.Open(SnsPost.Message(version: "1"), strict)).Problem!.Reason, StringComparison.Ordinal);
        Assert.Empty(post.Asked);
        Assert.NotNull((await post.Open(SnsPost.Message(version: "2"), strict)).Delivery);
    }

    [Fact]
    public async Task ASubscriptionToAKnownTopicIsConfirmedAndTold()
    {
        var opened = await post.Open(SnsPost.Message(SnsMessage.Confirmation));

        var told = Assert.Single(opened.Reading!.Events);
        Assert.Equal(("create.subscription", "sns:SubscriptionConfirmation", SnsPost.Topic, false), (told.Action, told.SourceAction, told.Target, told.Sensitive));
        Assert.True(opened.Reading.Payload.IsEmpty);
        Assert.Equal([SnsPost.CertificateUrl, $"https://sns.us-east-1.amazonaws.com/?Action=ConfirmSubscription&TopicArn={SnsPost.Topic}&Token=abc123"], post.Asked);
    }

    [Theory]
    [InlineData("https://evil.example/?Action=ConfirmSubscription&TopicArn={topic}&Token=abc123")]
    [InlineData("https://sns.us-east-1.amazonaws.com.evil.example/?Action=ConfirmSubscription&TopicArn={topic}&Token=abc123")]
    [InlineData("https://sns.us-east-1.amazonaws.com@evil.example/?Action=ConfirmSubscription&TopicArn={topic}&Token=abc123")]
    [InlineData("https://sns.us-west-2.amazonaws.com/?Action=ConfirmSubscription&TopicArn={topic}&Token=abc123")]
    [InlineData("https://sns.us-east-1.amazonaws.com/other?Action=ConfirmSubscription&TopicArn={topic}&Token=abc123")]
    [InlineData("http://sns.us-east-1.amazonaws.com/?Action=ConfirmSubscription&TopicArn={topic}&Token=abc123")]
    [InlineData("https://sns.us-east-1.amazonaws.com/?Action=Publish&TopicArn={topic}&Token=abc123")]
    [InlineData("https://sns.us-east-1.amazonaws.com/?Action=ConfirmSubscription&Action=Publish&TopicArn={topic}&Token=abc123")]
    [InlineData("https://sns.us-east-1.amazonaws.com/?Action=ConfirmSubscription&TopicArn={topic}&Token=abc123&Message=x")]
    [InlineData("https://sns.us-east-1.amazonaws.com/?Action=ConfirmSubscription&TopicArn=arn:aws:sns:us-east-1:444455556666:other&Token=abc123")]
    [InlineData("https://sns.us-east-1.amazonaws.com/?Action=ConfirmSubscription&TopicArn={topic}&Token=other")]
    [InlineData("https://sns.us-east-1.amazonaws.com/?Action=ConfirmSubscription&TopicArn={topic}&Token=abc123#x")]
    [InlineData("")]
    public async Task EvenASignedConfirmationLeadsNowhereElse(string url)
    {
        var opened = await post.Open(SnsPost.Message(SnsMessage.Confirmation, before: new() { ["SubscribeURL"] = url.Replace("{topic}", SnsPost.Topic, StringComparison.Ordinal) }));

        Assert.Equal(401, opened.Problem!.Status);
        Assert.Equal([SnsPost.CertificateUrl], post.Asked);
    }

    [Fact]
    public async Task AConfirmationThatFailsIsAskedForAgain()
    {
        post.Answers = request => request.RequestUri!.Query.Length == 0 ? SnsPost.Ok(SnsPost.Pem()) : new HttpResponseMessage(HttpStatusCode.BadGateway);

        Assert.Equal(503, (await post.Open(SnsPost.Message(SnsMessage.Confirmation))).Problem!.Status);
    }

    [Fact]
    public async Task TheEndOfASubscriptionIsToldAndNeverFollowed()
    {
        var opened = await post.Open(SnsPost.Message(SnsMessage.Unsubscribed));

        var told = Assert.Single(opened.Reading!.Events);
        Assert.Equal((Actions.Tamper, "sns:UnsubscribeConfirmation", true), (told.Action, told.SourceAction, told.Sensitive));
        Assert.True(opened.Reading.Payload.IsEmpty);
        Assert.Equal([SnsPost.CertificateUrl], post.Asked);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"Type\":7}")]
    [InlineData("{\"Type\":\"Notification\",\"Message\":null}")]
    [InlineData("{\"Type\":\"Notification\",\"MessageId\":\"\\ud800\",\"TopicArn\":\"\",\"Message\":\"\",\"Timestamp\":\"\",\"SignatureVersion\":\"\",\"Signature\":\"\",\"SigningCertURL\":\"\"}")]
    public void WhatIsNoMessageIsNone(string body) => Assert.Null(SnsMessage.Find(Encoding.UTF8.GetBytes(body)));

    [Theory]
    [InlineData("arn:aws:sns:us-east-1:111122223333:audit", "sns.us-east-1.amazonaws.com", "sns.amazonaws.com")]
    [InlineData("arn:aws:sns:eu-south-2:111122223333:audit.fifo", "sns.eu-south-2.amazonaws.com", "sns-signing.eu-south-2.amazonaws.com")]
    [InlineData("arn:aws-cn:sns:cn-north-1:111122223333:audit", "sns.cn-north-1.amazonaws.com.cn", "sns-cn-north-1.amazonaws.com.cn")]
    [InlineData("arn:aws-us-gov:sns:us-gov-east-1:111122223333:audit", "sns.us-gov-east-1.amazonaws.com", "sns-us-gov-west-1.amazonaws.com")]
    public void TheRegionOfATopicSaysWhoSpeaksForIt(string arn, string host, string signer)
    {
        var topic = SnsTopic.Parse(arn)!;

        Assert.Equal((host, signer), (topic.Host, topic.Signer));
    }

    [Theory]
    [InlineData("arn:aws:sns:us-east-1.evil.example/:111122223333:audit")]
    [InlineData("arn:aws:sns:evil:111122223333:audit")]
    [InlineData("arn:aws:sqs:us-east-1:111122223333:audit")]
    [InlineData("arn:aws:sns:us-east-1:111122223333:audit\n")]
    [InlineData("audit")]
    public void WhatIsNoTopicIsNone(string arn) => Assert.Null(SnsTopic.Parse(arn));
}
