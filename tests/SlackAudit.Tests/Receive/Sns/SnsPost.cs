using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using SlackAudit.Receive;
using SlackAudit.Receive.Sns;
using SlackAudit.Tests.Receive.Generic;

namespace SlackAudit.Tests.Receive.Sns;

/// <summary>Amazon SNS as a stand-in that signs with a key of its own, and counts what is asked of it.</summary>
sealed class SnsPost : HttpMessageHandler
{
    public const string Topic = "arn:aws:sns:us-east-1:111122223333:audit";
    public const string CertificateUrl = "https://sns.us-east-1.amazonaws.com/SimpleNotificationService-0123456789abcdef0123456789abcdef.pem";

    static readonly RSA Key = RSA.Create(2048);

    public static readonly DateTimeOffset Now = new(2026, 3, 6, 20, 1, 0, TimeSpan.Zero);

    public static SourceSettings Settings => new() { Name = "cloudtrail", Type = "cloudtrail", Topics = [Topic] };

    /// <summary>What was fetched, in order.</summary>
    public List<string> Asked { get; } = [];

    /// <summary>What is answered to whatever is fetched.</summary>
    public Func<HttpRequestMessage, HttpResponseMessage> Answers { get; set; } = _ => Ok(Pem());

    public FakeTimeProvider Time { get; } = new(Now);

    public static HttpResponseMessage Ok(string text) => new(HttpStatusCode.OK) { Content = new StringContent(text) };

    public static string Pem(string name = "sns.amazonaws.com", DateTimeOffset? from = null, DateTimeOffset? to = null)
    {
        var request = new CertificateRequest($"CN={name}", Key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(from ?? Now.AddDays(-10), to ?? Now.AddDays(10));
        return certificate.ExportCertificatePem();
    }

    /// <summary>A message that is signed as it stands, with some fields set otherwise before, and some after signing.</summary>
    public static string Message(string type = SnsMessage.Notification, string version = "2", string message = "hello", Dictionary<string, string?>? before = null, Dictionary<string, string?>? after = null)
    {
        var json = new JsonObject
        {
            ["Type"] = type,
            ["MessageId"] = "9d2c5580-b61d-550c-8583-37a582870907",
            ["TopicArn"] = Topic,
            ["Message"] = message,
            ["Timestamp"] = "2026-03-06T20:00:26.893Z",
            ["SignatureVersion"] = version,
            ["SigningCertURL"] = CertificateUrl,
        };
        if (type != SnsMessage.Notification)
        {
            json["Token"] = "abc123";
            json["SubscribeURL"] = $"https://sns.us-east-1.amazonaws.com/?Action=ConfirmSubscription&TopicArn={Topic}&Token=abc123";
        }

        Set(json, before);
        json["Signature"] = "";
        var signed = SnsMessage.Find(Encoding.UTF8.GetBytes(json.ToJsonString()))?.Signed() ?? [];
        var hash = version == "1" ? HashAlgorithmName.SHA1 : HashAlgorithmName.SHA256;
        json["Signature"] = Convert.ToBase64String(Key.SignData(signed, hash, RSASignaturePadding.Pkcs1));
        Set(json, after);
        return json.ToJsonString();
    }

    public async Task<SnsOpened> Open(string body, SourceSettings? settings = null)
    {
        using var client = new SnsClient(SnsClient.CreateHttpClient(this), Time);
        return await Open(client, body, settings);
    }

    public async Task<SnsOpened> Open(SnsClient client, string body, SourceSettings? settings = null)
    {
        var delivery = Posted.To("cloudtrail", body) with { ReceivedAt = Time.GetUtcNow() };
        return await new SnsDoor(client, NullLogger<SnsDoor>.Instance).OpenAsync(SnsMessage.Find(delivery.Body)!, delivery, settings ?? Settings, default);
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Asked.Add(request.RequestUri!.OriginalString);
        return Task.FromResult(Answers(request));
    }

    static void Set(JsonObject json, Dictionary<string, string?>? fields)
    {
        foreach (var (name, value) in fields ?? [])
        {
            if (value is null) json.Remove(name);
            else json[name] = value;
        }
    }
}
