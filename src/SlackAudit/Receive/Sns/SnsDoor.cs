using System.Text;
using SlackAudit.Events;

namespace SlackAudit.Receive.Sns;

/// <summary>Where messages of SNS come in: what is believed is handed on as if its sender had posted the inner text itself.</summary>
sealed class SnsDoor(SnsClient client, ILogger<SnsDoor> logger)
{
    /// <summary>Opens a message for a source.</summary>
    public async Task<SnsOpened> OpenAsync(SnsMessage message, WebhookDelivery delivery, SourceSettings source, CancellationToken cancellationToken)
    {
        var (topic, problem) = SnsRules.Claim(message, source, delivery.ReceivedAt);
        if (topic is null) return Refused(problem!);
        try
        {
            if (await client.CertificateAsync(message.CertificateUrl, cancellationToken) is not { } certificate) return Refused("There is no certificate where the message says.");
            if (SnsRules.Check(message, topic, certificate, delivery.ReceivedAt) is { } wrong) return Refused(wrong);
            return message.Type switch
            {
                SnsMessage.Notification => new SnsOpened(null, delivery with { Body = Encoding.UTF8.GetBytes(message.Message) }, null),
                SnsMessage.Confirmation => await ConfirmAsync(message, topic, delivery, cancellationToken),
                _ => Told(delivery, message, topic, Actions.Tamper, $"our subscription to topic {topic.Name} was removed: nothing comes from there any more", sensitive: true),
            };
        }
        catch (HttpRequestException exception)
        {
            logger.LogWarning("A message of {Topic} could not be verified or confirmed: {Reason}", topic.Arn, exception.Message);
            return new SnsOpened(new BodyProblem(StatusCodes.Status503ServiceUnavailable, "Amazon SNS cannot be reached to verify the message. Repeat later."), null, null);
        }
    }

    async Task<SnsOpened> ConfirmAsync(SnsMessage message, SnsTopic topic, WebhookDelivery delivery, CancellationToken cancellationToken)
    {
        if (SnsRules.ConfirmationOf(message, topic) is not { } url) return Refused("The subscription is not confirmed where Amazon SNS confirms those of the topic.");
        await client.ConfirmAsync(url, cancellationToken);
        return Told(delivery, message, topic, "create.subscription", $"we subscribed to topic {topic.Name}", sensitive: false);
    }

    // Neither message is kept: both carry a token with which anybody could subscribe.
    static SnsOpened Told(WebhookDelivery delivery, SnsMessage message, SnsTopic topic, string action, string summary, bool sensitive) => new(null, null, new Reading(
        [
            new AuditEvent
            {
                Source = delivery.Source,
                SourceEventId = $"sns/{OneLine.Of(message.MessageId, 150)}",
                Action = action,
                SourceAction = $"sns:{message.Type}",
                Target = topic.Arn,
                TargetType = "topic",
                Outcome = Outcome.Success,
                Sensitive = sensitive,
                OccurredAt = delivery.ReceivedAt,
                Summary = summary,
            },
        ],
        default));

    static SnsOpened Refused(string reason) => new(new BodyProblem(StatusCodes.Status401Unauthorized, reason), null, null);
}

/// <summary>What became of a message of SNS: exactly one of these.</summary>
/// <param name="Problem">Why it is not taken.</param>
/// <param name="Delivery">What it brought.</param>
/// <param name="Reading">What it said of the subscription itself.</param>
sealed record SnsOpened(BodyProblem? Problem, WebhookDelivery? Delivery, Reading? Reading);
