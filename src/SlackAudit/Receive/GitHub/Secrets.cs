using SlackAudit.Events;

namespace SlackAudit.Receive.GitHub;

/// <summary>Secrets that GitHub found in code. Their values are in no payload that we keep.</summary>
static class Secrets
{
    public static Draft Alert(GitHubDelivery d)
    {
        var number = d.Number("alert", "number");
        var type = d.Name("alert", "secret_type_display_name") ?? d.Name("alert", "secret_type");
        var alert = $"secret alert{(number is null ? "" : $" {number}")}{(type is null ? "" : $" ({type})")}";
        var actor = d.Sender ?? d.Name("alert", "resolved_by", "login") ?? d.Name("alert", "push_protection_bypassed_by", "login");
        var resolution = d.Name("alert", "resolution");
        var summary = d.Action switch
        {
            "created" when d.Is("alert", "push_protection_bypassed") =>
                $"a secret was pushed to {d.Place} past push protection by {d.Name("alert", "push_protection_bypassed_by", "login") ?? actor ?? "somebody"}: {alert}",
            "created" => $"a secret was found in {d.Place}: {alert}",
            "resolved" => $"{actor ?? "somebody"} resolved {alert} of {d.Place}{(resolution is null ? "" : $" as {resolution.Replace('_', ' ')}")}",
            "reopened" => $"{actor ?? "somebody"} reopened {alert} of {d.Place}",
            "publicly_leaked" => $"{alert} of {d.Place} leaked to the public",
            "validated" => $"{alert} of {d.Place} was checked: {d.Name("alert", "validity") ?? "unknown"}",
            "assigned" or "unassigned" => $"{actor ?? "somebody"} {d.Action} {alert} of {d.Place}",
            _ => null,
        };
        var draft = summary is null ? GitHubEvents.Generic(d, Actions.Secret) : new Draft($"{Actions.Secret}.{d.Action}", summary);
        return draft with
        {
            Actor = actor,
            Target = number,
            TargetType = "secret_scanning_alert",
            Sensitive = true,
            Url = d.Link("alert", "html_url"),
        };
    }

    public static Draft Location(GitHubDelivery d)
    {
        var number = d.Number("alert", "number");
        var path = d.Name("location", "details", "path");
        return new($"{Actions.Secret}.location", $"the secret of alert {number ?? "without a number"} was found in {(path is null ? "" : $"{path} of ")}{d.Place}")
        {
            Target = number,
            TargetType = "secret_scanning_alert",
            Url = d.Link("alert", "html_url"),
        };
    }
}
