using SlackAudit.Events;

namespace SlackAudit.Receive.Kubernetes;

/// <summary>
/// The audit webhook of Kubernetes API servers: lists of audit events, or one alone; or the lines of a server's audit log, sent on by a log
/// shipper, by Firehose (EKS), or as AKS and GKE export them.
/// </summary>
/// <remarks>
/// The server repeats a list that is not answered 2xx and gives it up after five tries. So one odd event never costs the others: what has
/// no meaning here is recorded in the server's words, and what is no event at all is passed over.
/// </remarks>
public sealed class KubernetesSource : ISource
{
    const int MostUnpacked = 64 * 1024 * 1024;

    /// <inheritdoc/>
    public string Type => "kubernetes";

    /// <summary>25 MB: a server whose lists may be larger has to be told to truncate (<c>--audit-webhook-truncate-enabled</c>).</summary>
    public int MaxBodyBytes => 25 * 1024 * 1024;

    /// <inheritdoc/>
    public Verification Verify(WebhookDelivery delivery, IReadOnlyList<string> secrets) => SharedSecret.Verify(delivery, secrets, header: Firehose.AccessKeyHeader);

    /// <inheritdoc/>
    public Reading Read(WebhookDelivery delivery)
    {
        var body = JsonText.Utf8Of(delivery.Body);
        var values = JsonLines.Read(body);
        var envelopes = new KubernetesEnvelopes(MostUnpacked);
        var known = false;
        foreach (var value in values) known |= envelopes.Open(value);
        if (!known) throw Unknown();
        var events = new List<AuditEvent>();
        var payload = new KubernetesPayload(body);
        foreach (var item in envelopes.Found)
        {
            if (KubernetesEvent.Read(item, delivery) is not { } read) continue;
            events.Add(read);
            payload.Keep(item);
        }

        if (envelopes.Unreadable > 0) events.Add(Firehose.Unreadable(delivery, envelopes.Unreadable, values[0]));
        return new(events, payload.Kept()) { Answer = Firehose.Answer(delivery, values[0]) };
    }

    static UnreadableDeliveryException Unknown() =>
        new("The body is not an audit event of Kubernetes nor a list of them (kind EventList). Point an API server's --audit-webhook-config-file at this address.");
}
