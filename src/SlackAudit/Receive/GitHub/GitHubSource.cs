using SlackAudit.Events;

namespace SlackAudit.Receive.GitHub;

/// <summary>Webhooks of GitHub: repositories, organisations, enterprises and apps, on github.com and GitHub Enterprise Server.</summary>
public sealed class GitHubSource : ISource
{
    const int LongestId = 200;

    /// <inheritdoc />
    public string Type => "github";

    /// <summary>25 MB: GitHub never sends more.</summary>
    public int MaxBodyBytes => 25 * 1024 * 1024;

    /// <inheritdoc />
    public Verification Verify(WebhookDelivery delivery, IReadOnlyList<string> secrets) => GitHubSignature.Verify(delivery, secrets);

    /// <inheritdoc />
    public Reading Read(WebhookDelivery delivery)
    {
        var json = GitHubBody.Json(delivery.Body);
        using var document = JsonText.Parse(json);
        var root = document.RootElement;
        var payload = GitHubPayload.WithoutSecrets(json, root);

        var said = new GitHubDelivery(OneLine.Of(delivery.Header("X-GitHub-Event"), GitHubDelivery.LongestWord), root);
        if (said.Event == "ping") return new Reading([], payload);

        var draft = GitHubEvents.Read(said);
        return new Reading([Event(delivery, said, draft)], payload);
    }

    static AuditEvent Event(WebhookDelivery delivery, GitHubDelivery said, Draft draft)
    {
        var actor = draft.Actor ?? said.Sender;
        return new AuditEvent
        {
            Source = delivery.Source,
            SourceEventId = EventId(delivery),
            Action = draft.Action,
            SourceAction = said.SourceAction,
            Actor = actor,
            ActorTrust = actor is null ? ActorTrust.None : draft.ActorTrust,
            App = draft.App ?? said.App,
            Target = draft.Target,
            TargetType = draft.Target is null ? null : draft.TargetType,
            Scope = draft.Scope,
            Outcome = draft.Outcome,
            Sensitive = draft.Sensitive,
            OccurredAt = Times.Of(said) ?? delivery.ReceivedAt,
            Summary = OneLine.Of(draft.Summary, 500)!,
            Correlation = draft.Correlation,
            Url = draft.Url ?? said.Link("repository", "html_url"),
        };
    }

    // The delivery's id stays the same when GitHub delivers it again. Whoever strips that header still sends the same bytes.
    static string EventId(WebhookDelivery delivery) =>
        delivery.Header("X-GitHub-Delivery") is { Length: <= LongestId } id && !string.IsNullOrWhiteSpace(id)
            ? id
            : DigestId.Of(delivery.Body.Span);
}
