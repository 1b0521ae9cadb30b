using SlackAudit.Events;

namespace SlackAudit.Receive.GitHub;

/// <summary>Versions on their way into an environment, and who let them in.</summary>
static class Deployments
{
    public static Draft Deployment(GitHubDelivery d)
    {
        if (d.Action is not ("created" or null)) return GitHubEvents.Generic(d, Actions.Deploy) with { Outcome = Outcome.Unknown };

        var environment = d.Name("deployment", "environment");
        return Deploy(d, "started", d.Name("deployment", "creator", "login") ?? d.Sender, environment) with
        {
            Outcome = Outcome.Started,
            Sensitive = IsProduction(d, environment),
        };
    }

    public static Draft Status(GitHubDelivery d)
    {
        var state = d.Name("deployment_status", "state");
        var (outcome, verb) = state switch
        {
            "pending" => (Outcome.Started, "is pending"),
            "queued" => (Outcome.Started, "is queued"),
            "waiting" => (Outcome.Started, "is waiting"),
            "in_progress" => (Outcome.Started, "is in progress"),
            "success" => (Outcome.Success, "succeeded"),
            "failure" => (Outcome.Failure, "failed"),
            "error" => (Outcome.Failure, "ended in an error"),
            "inactive" => (Outcome.Unknown, "is no longer active"),
            _ => (Outcome.Unknown, $"is {state ?? "in a state that GitHub does not say"}"),
        };
        var environment = d.Name("deployment_status", "environment") ?? d.Name("deployment", "environment");
        return Deploy(d, verb, d.Name("deployment_status", "creator", "login") ?? d.Sender, environment) with
        {
            // A version that made room for the next is nobody's newest deploy.
            Action = state == "inactive" ? Actions.Other : Actions.Deploy,
            Outcome = outcome,
            Sensitive = outcome == Outcome.Failure && IsProduction(d, environment),
            Url = d.Link("workflow_run", "html_url"),
        };
    }

    static Draft Deploy(GitHubDelivery d, string verb, string? actor, string? environment) =>
        new(Actions.Deploy, $"deployment of {d.Place}{To(environment)} {verb}{(actor is null ? "" : $" ({actor})")}")
        {
            Actor = actor,
            Target = d.Name("deployment", "ref"),
            TargetType = "ref",
            Scope = environment,
            Correlation = References.Join(
                d.Numbered(References.Deployment, '/', "deployment", "id"),
                d.Commit("deployment", "sha"),
                d.Numbered(References.Run, '/', "workflow_run", "id")),
        };

    public static Draft Review(GitHubDelivery d)
    {
        var reviewer = d.Action == "requested" ? d.Name("requestor", "login") : d.Name("approver", "login");
        var actor = reviewer ?? d.Sender;
        var who = actor ?? "somebody";
        var environment = d.Name("environment") ?? d.Name("workflow_job_run", "environment") ?? FirstEnvironment(d);
        var summary = d.Action switch
        {
            "requested" => $"{who} asked for approval to deploy {d.Place}{To(environment)}",
            "approved" => $"{who} approved the deployment of {d.Place}{To(environment)}",
            "rejected" => $"{who} rejected the deployment of {d.Place}{To(environment)}",
            _ => null,
        };
        var draft = summary is null ? GitHubEvents.Generic(d, Actions.Approval) : new Draft($"{Actions.Approval}.{d.Action}", summary);
        return draft with
        {
            Actor = actor,
            Target = d.Name("workflow_run", "name"),
            TargetType = "workflow",
            Scope = environment,
            Sensitive = d.Action == "approved",
            Correlation = References.Join(d.Numbered(References.Run, '/', "workflow_run", "id"), d.Commit("workflow_run", "head_sha")),
            Url = d.Link("workflow_run", "html_url"),
        };
    }

    public static Draft ProtectionRule(GitHubDelivery d)
    {
        var environment = d.Name("environment");
        if (d.Action != "requested") return GitHubEvents.Generic(d, Actions.Approval) with { Scope = environment };
        return new($"{Actions.Approval}.requested", $"a protection rule was asked to allow the deployment of {d.Place}{To(environment)}{(d.Sender is null ? "" : $" ({d.Sender})")}")
        {
            Target = d.Name("deployment", "ref"),
            TargetType = "ref",
            Scope = environment,
        };
    }

    static string To(string? environment) => environment is null ? "" : $" to {environment}";

    static string? FirstEnvironment(GitHubDelivery d)
    {
        foreach (var job in d.Root.Items("workflow_job_runs"))
        {
            if (OneLine.Of(job.Text("environment"), GitHubDelivery.LongestWord) is { } environment) return environment;
        }

        return null;
    }

    // GitHub marks only an environment that is called "production" unless the deployer says so; teams say prod and live as well.
    static bool IsProduction(GitHubDelivery d, string? environment) => d.Is("deployment", "production_environment") || EnvironmentNames.IsProduction(environment);
}
