using System.Text;
using System.Text.Json;

namespace SlackAudit.Receive.Sns;

/// <summary>One message of Amazon SNS as it was posted, of which nothing is believed yet.</summary>
sealed record SnsMessage
{
    public const string Notification = "Notification";
    public const string Confirmation = "SubscriptionConfirmation";
    public const string Unsubscribed = "UnsubscribeConfirmation";

    // 256 KB of text, every character of which may be escaped as six.
    const int MostBytes = 2 * 1024 * 1024;

    public required string Type { get; init; }

    public required string MessageId { get; init; }

    public required string TopicArn { get; init; }

    public required string Message { get; init; }

    /// <summary>As it is written, which is what is signed.</summary>
    public required string Timestamp { get; init; }

    public required string SignatureVersion { get; init; }

    public required string Signature { get; init; }

    public required string CertificateUrl { get; init; }

    public string? Subject { get; init; }

    public string? SubscribeUrl { get; init; }

    public string? Token { get; init; }

    /// <summary>The message in a body; null for what is no signed message of SNS.</summary>
    public static SnsMessage? Find(ReadOnlyMemory<byte> body)
    {
        if (body.Length > MostBytes) return null;
        try
        {
            using var json = JsonDocument.Parse(body);
            return Find(json.RootElement);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    static SnsMessage? Find(JsonElement json)
    {
        if (Text(json, "Type") is not { } type || Text(json, "MessageId") is not { } id || Text(json, "TopicArn") is not { } topic || Text(json, "Message") is not { } message
            || Text(json, "Timestamp") is not { } timestamp || Text(json, "SignatureVersion") is not { } version || Text(json, "Signature") is not { } signature
            || Text(json, "SigningCertURL") is not { } certificate) return null;
        return new()
        {
            Type = type,
            MessageId = id,
            TopicArn = topic,
            Message = message,
            Timestamp = timestamp,
            SignatureVersion = version,
            Signature = signature,
            CertificateUrl = certificate,
            Subject = Text(json, "Subject"),
            SubscribeUrl = Text(json, "SubscribeURL"),
            Token = Text(json, "Token"),
        };
    }

    /// <summary>What is signed: names and values, each on a line, in the order that SNS prescribes; null for a type that it does not have.</summary>
    public byte[]? Signed()
    {
        (string Name, string? Value)[]? fields = Type switch
        {
            Notification => [("Message", Message), ("MessageId", MessageId), ("Subject", Subject), ("Timestamp", Timestamp), ("TopicArn", TopicArn), ("Type", Type)],
            Confirmation or Unsubscribed =>
                [("Message", Message), ("MessageId", MessageId), ("SubscribeURL", SubscribeUrl ?? ""), ("Timestamp", Timestamp), ("Token", Token ?? ""), ("TopicArn", TopicArn), ("Type", Type)],
            _ => null,
        };
        if (fields is null) return null;
        var text = new StringBuilder();
        foreach (var (name, value) in fields)
        {
            if (value is not null) text.Append(name).Append('\n').Append(value).Append('\n');
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    // Unlike elsewhere a text of spaces is a text: it was signed.
    static string? Text(JsonElement json, string name)
    {
        var value = json.At(name);
        try
        {
            return value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
