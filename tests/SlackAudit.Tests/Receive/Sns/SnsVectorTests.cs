using System.Security.Cryptography.X509Certificates;
using System.Text;
using SlackAudit.Receive;
using SlackAudit.Receive.Sns;

namespace SlackAudit.Tests.Receive.Sns;

/// <summary>What Amazon signed itself.</summary>
public sealed class SnsVectorTests
{
    const string Topic = "arn:aws:sns:us-west-2:131990247566:dongie-standard-topic";

    static readonly DateTimeOffset Then = new(2026, 3, 6, 20, 0, 0, TimeSpan.Zero);

    static readonly SourceSettings Settings = new() { Name = "cloudtrail", Type = "cloudtrail", Topics = [Topic] };

    static string Payload(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Receive", "Sns", "Payloads", name));

    static string? Problem(string json, DateTimeOffset now)
    {
        using var certificate = X509Certificate2.CreateFromPem(Payload("certificate.pem"));
        var message = SnsMessage.Find(Encoding.UTF8.GetBytes(json))!;
        var (topic, problem) = SnsRules.Claim(message, Settings, now);
        return topic is null ? problem : SnsRules.Check(message, topic, certificate, now);
    }

    [Theory]
    [InlineData("notification-v2.json")]
    [InlineData("notification-v1-subject.json")]
    [InlineData("subscription-confirmation.json")]
    public void EveryMessageOfAmazonIsBelieved(string file) => Assert.Null(Problem(Payload(file), Then));

    [Theory]
    [InlineData("notification-v2.json", "This message", "That message")]
    [InlineData("notification-v2.json", "9d2c5580", "9d2c5581")]
    [InlineData("notification-v2.json", "20:00:26.893Z", "20:00:26.894Z")]
    [InlineData("notification-v2.json", "kGNJ7FIM", "kGNJ7FIN")]
    [InlineData("notification-v2.json", "\"SignatureVersion\" : \"2\"", "\"SignatureVersion\" : \"1\"")]
    [InlineData("notification-v2.json", "\"Message\" :", "\"Subject\" : \"added\", \"Message\" :")]
    [InlineData("notification-v1-subject.json", "My message subject", "Your message subject")]
    [InlineData("notification-v1-subject.json", "\"Subject\"", "\"NoSubject\"")]
    [InlineData("subscription-confirmation.json", "\"Token\" : \"2336", "\"Token\" : \"2337")]
    [InlineData("subscription-confirmation.json", "/?Action=ConfirmSubscription", "/?Action=Publish")]
    [InlineData("subscription-confirmation.json", "\"SubscriptionConfirmation\"", "\"UnsubscribeConfirmation\"")]
    public void NotOneCharacterMayDiffer(string file, string part, string instead)
    {
        var json = Payload(file);
        Assert.Contains(part, json, StringComparison.Ordinal);

        Assert.Equal("The message's signature is not that of Amazon SNS.", Problem(json.Replace(part, instead, StringComparison.Ordinal), Then));
    }

    [Fact]
    public void ACertificateThatHasEndedIsNotBelieved()
    {
        using var certificate = X509Certificate2.CreateFromPem(Payload("certificate.pem"));
        var message = SnsMessage.Find(Encoding.UTF8.GetBytes(Payload("notification-v2.json")))!;
        var topic = SnsTopic.Parse(Topic)!;

        Assert.Null(SnsRules.Check(message, topic, certificate, new DateTimeOffset(2026, 10, 14, 23, 59, 59, TimeSpan.Zero)));
        Assert.Contains("not good at this time", SnsRules.Check(message, topic, certificate, new DateTimeOffset(2026, 10, 15, 0, 0, 1, TimeSpan.Zero)), StringComparison.Ordinal);
        Assert.Contains("not good at this time", SnsRules.Check(message, topic, certificate, new DateTimeOffset(2025, 11, 9, 0, 0, 0, TimeSpan.Zero)), StringComparison.Ordinal);
    }
}
