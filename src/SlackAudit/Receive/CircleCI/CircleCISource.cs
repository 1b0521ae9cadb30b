using System.Text.Json;
using SlackAudit.Events;

namespace SlackAudit.Receive.CircleCI;

/// <summary>Outbound webhooks of CircleCI projects: workflows and jobs that ended.</summary>
public sealed class CircleCISource : ISource
{
    const int LongestName = 256;

    /// <inheritdoc/>
    public string Type => "circleci";

    /// <inheritdoc/>
    public int MaxBodyBytes => 5 * 1024 * 1024;

    /// <inheritdoc/>
    public Verification Verify(WebhookDelivery delivery, IReadOnlyList<string> secrets) => CircleCISignature.Verify(delivery, secrets);

    /// <inheritdoc/>
    public Reading Read(WebhookDelivery delivery)
    {
        var body = JsonText.Utf8Of(delivery.Body);
        using var json = JsonText.Parse(body);
        var root = json.RootElement;
        if (root.ValueKind != JsonValueKind.Object) throw new UnreadableDeliveryException("The body is not a JSON object. Point an outbound webhook of CircleCI at this address.");
        var type = OneLine.Of(root.Text("type") ?? delivery.Header("circleci-event-type"), LongestName);
        return new(type == "ping" ? [] : [Event(delivery, root, type)], body);
    }

    static AuditEvent Event(WebhookDelivery delivery, JsonElement root, string? type)
    {
        var (actor, trust) = CircleCIActor.Of(root.At("pipeline"));
        var subject = type == "job-completed" ? "job" : "workflow";
        var name = OneLine.Of(root.Text(subject, "name"), LongestName);
        var app = App(root);
        var (outcome, verb) = How(type is "job-completed" or "workflow-completed" ? root.Text(subject, "status") : null);
        return new AuditEvent
        {
            Source = delivery.Source,
            SourceEventId = root.TextOrNumber("id") ?? DigestId.Of(delivery.Body.Span),
            Action = type switch
            {
                "workflow-completed" => Actions.Build,
                "job-completed" => "build.job",
                _ => Actions.Other,
            },
            SourceAction = type,
            Actor = actor,
            ActorTrust = trust,
            App = app,
            Target = name,
            TargetType = name is null ? null : subject,
            Outcome = outcome,
            OccurredAt = root.Instant("happened_at") ?? delivery.ReceivedAt,
            Summary = Summary(root, type, subject, name, app, actor, verb),
            Url = HttpsAddress.Of(root.Text("workflow", "url")),
        };
    }

    /// <summary><c>acme/api</c>: projects of GitHub's and GitLab's apps have a slug of ids, which tells nobody anything while there are names.</summary>
    static string? App(JsonElement root)
    {
        var slug = root.Text("project", "slug");
        var name = root.Text("project", "name") ?? root.Text("pipeline", "trigger_parameters", "git", "repo_name");
        var parts = slug?.Split('/') ?? [];
        if (parts.Length == 3 && (parts[0] != "circleci" || name is null)) return OneLine.Of($"{parts[1]}/{parts[2]}", LongestName);
        return OneLine.Of(root.Text("organization", "name") is { } organization && name is not null ? $"{organization}/{name}" : name ?? slug, LongestName);
    }

    static (Outcome Outcome, string Verb) How(string? status) => status switch
    {
        "success" => (Outcome.Success, "succeeded"),
        "failed" => (Outcome.Failure, "failed"),
        "error" => (Outcome.Failure, "could not run"),
        "canceled" or "cancelled" => (Outcome.Failure, "was cancelled"),
        "unauthorized" => (Outcome.Failure, "was not allowed to run"),
        _ => (Outcome.Unknown, "ended"),
    };

    static string Summary(JsonElement root, string? type, string subject, string? name, string? app, string? actor, string verb)
    {
        var place = app ?? "CircleCI";
        var by = actor is null ? "" : $" ({actor})";
        if (type is not ("workflow-completed" or "job-completed")) return $"{type ?? "an event that does not say its type"} in {place}{by}";
        var named = name is null ? subject : $"{subject} '{OneLine.Of(name, 100)}'";
        var pipeline = root.At("pipeline");
        var on = OneLine.Of(
            pipeline.Text("vcs", "branch") ?? pipeline.Text("vcs", "tag") ?? pipeline.Text("trigger_parameters", "git", "branch") ?? pipeline.Text("trigger_parameters", "git", "tag"), 100);
        return $"{named}{(on is null ? "" : $" on {on}")} of {place} {verb}{by}";
    }
}
