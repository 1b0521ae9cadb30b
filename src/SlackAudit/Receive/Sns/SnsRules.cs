using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.WebUtilities;

namespace SlackAudit.Receive.Sns;

/// <summary>
/// When a message of SNS is believed. SNS signs for every customer, and its own libraries have fetched certificates from wherever a message
/// said; so the topic is known first, then where its region's certificates lie, and only then is anything fetched.
/// </summary>
static class SnsRules
{
    // SNS tries for an hour.
    static readonly TimeSpan Oldest = TimeSpan.FromMinutes(65);
    static readonly TimeSpan Newest = TimeSpan.FromMinutes(5);

    const string CertificatePath = "/SimpleNotificationService-";
    const string CertificateEnding = ".pem";
    const int CertificateId = 32;

    /// <summary>Everything that can be known without a certificate.</summary>
    /// <returns>The topic, or a sentence that says why the message is refused.</returns>
    public static (SnsTopic? Topic, string? Problem) Claim(SnsMessage message, SourceSettings source, DateTimeOffset now)
    {
        if (!source.Topics.Contains(message.TopicArn, StringComparer.Ordinal) || SnsTopic.Parse(message.TopicArn) is not { } topic)
            return (null, $"The topic of the message is not one of Sources:{source.Name}:Topics.");
        if (message.Signed() is null) return (null, "The message is of a type that Amazon SNS does not have.");
        if (message.SignatureVersion is not ("1" or "2")) return (null, "The message's signature is of a version that is not known.");
        if (message.SignatureVersion == "1" && source.SignatureVersion > 1)
            return (null, $"The message is signed with SHA-1, and Sources:{source.Name}:SignatureVersion is 2. Set SignatureVersion of the topic to 2.");
        if (!IsCertificateOf(topic, message.CertificateUrl)) return (null, "The message's certificate does not lie where Amazon SNS keeps those of the topic's region.");
        if (!DateTimeOffset.TryParse(message.Timestamp, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var sent)) return (null, "The message's time cannot be read.");
        return now - sent > Oldest || sent - now > Newest ? (null, "The message's time is too far from our clock: Amazon SNS repeats a message for an hour at most.") : (topic, null);
    }

    /// <summary>Whether the certificate is Amazon's for the topic, is good now, and has signed the message.</summary>
    /// <returns>A sentence that says why the message is refused; null when it is not.</returns>
    public static string? Check(SnsMessage message, SnsTopic topic, X509Certificate2 certificate, DateTimeOffset now)
    {
        if (now < certificate.NotBefore || now > certificate.NotAfter) return "The message's certificate is not good at this time.";
        if (!certificate.MatchesHostname(topic.Signer, allowWildcards: false, allowCommonName: true)) return "The message's certificate is not that of Amazon SNS in the topic's region.";
        using var key = certificate.GetRSAPublicKey();
        var signature = new byte[message.Signature.Length];
        if (key is null || !Convert.TryFromBase64String(message.Signature, signature, out var length)) return "The message's signature cannot be read.";
        // SHA-1 is what SNS signs with unless a topic is set to version 2; Sources:NAME:SignatureVersion refuses it.
#pragma warning disable CA5350
        var hash = message.SignatureVersion == "2" ? HashAlgorithmName.SHA256 : HashAlgorithmName.SHA1;
#pragma warning restore CA5350
        return key.VerifyData(message.Signed()!, signature.AsSpan(0, length), hash, RSASignaturePadding.Pkcs1) ? null : "The message's signature is not that of Amazon SNS.";
    }

    /// <summary>Where a subscription of ours is confirmed; null where the address is not exactly that, or is for another topic.</summary>
    public static Uri? ConfirmationOf(SnsMessage message, SnsTopic topic)
    {
        var beginning = $"https://{topic.Host}/?";
        if (message.SubscribeUrl is not { Length: < 4096 } url || !url.StartsWith(beginning, StringComparison.Ordinal) || url.Contains('#', StringComparison.Ordinal)) return null;
        var query = QueryHelpers.ParseQuery(url[beginning.Length..]);
        return query.Count == 3 && query["Action"] == "ConfirmSubscription" && query["TopicArn"] == topic.Arn && query["Token"] == message.Token ? new Uri(url) : null;
    }

    static bool IsCertificateOf(SnsTopic topic, string url)
    {
        var beginning = $"https://{topic.Host}{CertificatePath}";
        return url.Length == beginning.Length + CertificateId + CertificateEnding.Length
            && url.StartsWith(beginning, StringComparison.Ordinal) && url.EndsWith(CertificateEnding, StringComparison.Ordinal)
            && url.Substring(beginning.Length, CertificateId).All(char.IsAsciiHexDigitLower);
    }
}
