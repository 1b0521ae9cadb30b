using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SlackAudit.Events;
using SlackAudit.Receive;
using SlackAudit.Receive.Sns;
using SlackAudit.Record;
using SlackAudit.Tests.Receive.Sns;

namespace SlackAudit.Tests.Receive.CloudTrail;

/// <summary>Deliveries by every road into a real log, with Amazon SNS as a stand-in.</summary>
public sealed class RoadsTests : IAsyncLifetime
{
    const string Secret = "a-secret-for-the-trail";
    const string Call = """{"eventTime":"2026-03-06T20:00:00Z","eventSource":"sqs.amazonaws.com","eventName":"CreateQueue","eventID":"w-1","readOnly":false,"requestParameters":{"queueName":"orders"}}""";
    const string Look = """{"eventTime":"2026-03-06T20:00:00Z","eventSource":"sqs.amazonaws.com","eventName":"ListQueues","eventID":"r-1","readOnly":true}""";

    readonly string folder = Directory.CreateTempSubdirectory("slackaudit-roads-").FullName;
    readonly SnsPost post = new();
    readonly Router router = new();
    WebApplication app = null!;
    HttpClient http = null!;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = folder });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services
            .AddSingleton<TimeProvider>(post.Time)
            .AddSingleton<INotificationRouter>(router)
            .AddRecord(new DatabaseSettings { ConnectionString = $"Data Source={Path.Combine(folder, "log.db")}" })
            .AddReceive(
            [
                new SourceSettings { Name = "cloudtrail", Type = "cloudtrail", Secrets = [Secret], Topics = [SnsPost.Topic] },
                new SourceSettings { Name = "convox", Type = "convox", Topics = [SnsPost.Topic] },
            ])
            .AddSingleton(new SnsClient(SnsClient.CreateHttpClient(post), post.Time));
        app = builder.Build();
        app.MapReceive();
        await app.Services.GetRequiredService<AuditDatabase>().MigrateAsync(default);
        await app.StartAsync();
        http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await app.DisposeAsync();
        post.Dispose();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task EventBridgeMayPostOrPut()
    {
        foreach (var (method, status) in ((HttpMethod, HttpStatusCode)[])[(HttpMethod.Post, HttpStatusCode.Accepted), (HttpMethod.Put, HttpStatusCode.OK)])
        {
            var (answered, _) = await Send("cloudtrail", Call, method, ("X-Api-Key", Secret), ("Range", "bytes=0-1048575"));
            Assert.Equal(status, answered);
        }

        Assert.Equal("w-1", Assert.Single(router.Routed).SourceEventId);
    }

    [Fact]
    public async Task FirehoseReadsTheAnswerThatItWaitsFor()
    {
        var batch = $$"""{"requestId":"q-1","timestamp":1,"records":[{"data":"{{Convert.ToBase64String(Encoding.UTF8.GetBytes(Call))}}"},{"data":"{{Convert.ToBase64String(Encoding.UTF8.GetBytes(Look))}}"}]}""";
        for (var i = 0; i < 2; i++)
        {
            var (status, answer) = await Send("cloudtrail", batch, HttpMethod.Post, ("X-Amz-Firehose-Access-Key", Secret), ("X-Amz-Firehose-Request-Id", "q-1"));
            Assert.Equal(HttpStatusCode.OK, status);
            Assert.Equal($$"""{"requestId":"q-1","timestamp":{{SnsPost.Now.ToUnixTimeMilliseconds()}}}""", answer);
        }

        Assert.Equal("w-1", Assert.Single(router.Routed).SourceEventId);
    }

    [Fact]
    public async Task ARoutineReadIsAnsweredAndNotRecorded()
    {
        Assert.Equal(HttpStatusCode.OK, (await Send("cloudtrail", Look, HttpMethod.Post, ("X-Api-Key", Secret))).Status);
        Assert.Empty(router.Routed);
    }

    [Fact]
    public async Task SnsBringsWhatItsMessageHolds()
    {
        Assert.Equal(HttpStatusCode.Accepted, (await Send("cloudtrail", SnsPost.Message(message: Call), HttpMethod.Post)).Status);
        Assert.Equal(HttpStatusCode.OK, (await Send("cloudtrail", SnsPost.Message(message: Call), HttpMethod.Post)).Status);
        Assert.Equal(HttpStatusCode.Accepted, (await Send("convox", SnsPost.Message(version: "1", message: """{"action":"app:create","data":{"name":"shop"},"status":"success"}"""), HttpMethod.Post)).Status);

        Assert.Equal(["sqs:CreateQueue", "app:create"], router.Routed.Select(read => read.SourceAction));
        Assert.Equal([SnsPost.CertificateUrl], post.Asked);
    }

    [Fact]
    public async Task SubscriptionsAreConfirmedAndTheirEndIsTold()
    {
        Assert.Equal(HttpStatusCode.Accepted, (await Send("cloudtrail", SnsPost.Message(SnsMessage.Confirmation), HttpMethod.Post)).Status);
        var end = SnsPost.Message(SnsMessage.Unsubscribed, before: new() { ["MessageId"] = "m-2" });
        Assert.Equal(HttpStatusCode.Accepted, (await Send("cloudtrail", end, HttpMethod.Post)).Status);

        Assert.Equal(["create.subscription", Actions.Tamper], router.Routed.Select(read => read.Action));
    }

    [Fact]
    public async Task WhatIsNotSignedOrNotOursIsRefusedForGood()
    {
        var foreign = SnsPost.Message(message: Call, before: new() { ["TopicArn"] = "arn:aws:sns:us-east-1:444455556666:audit" });
        Assert.Equal(HttpStatusCode.Unauthorized, (await Send("cloudtrail", foreign, HttpMethod.Post)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await Send("cloudtrail", Call, HttpMethod.Post, ("x-amz-sns-rawdelivery", "true"))).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await Send("convox", """{"action":"app:create"}""", HttpMethod.Post)).Status);
        Assert.Empty(post.Asked);
        Assert.Empty(router.Routed);
    }

    [Fact]
    public async Task WhileSnsCannotBeReachedItIsAskedToRepeat()
    {
        post.Answers = _ => throw new HttpRequestException("no network");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await Send("cloudtrail", SnsPost.Message(message: Call), HttpMethod.Post)).Status);
        Assert.Empty(router.Routed);
    }

    async Task<(HttpStatusCode Status, string Body)> Send(string source, string body, HttpMethod method, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, $"/hooks/{source}") { Content = new StringContent(body, Encoding.UTF8, "text/plain") };
        foreach (var (name, value) in headers) Assert.True(request.Headers.TryAddWithoutValidation(name, value));
        using var answer = await http.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    sealed class Router : INotificationRouter
    {
        public List<AuditEvent> Routed { get; } = [];

        public IEnumerable<OwedNotification> Route(AuditEvent auditEvent)
        {
            if (auditEvent.Source != "slackaudit") Routed.Add(auditEvent);
            return [];
        }

        public void Wake()
        {
        }
    }
}
