using SlackAudit.Events;

namespace SlackAudit.Receive.GitHub;

/// <summary>Workflows, and the checks that they and others report.</summary>
static class Builds
{
    public static Draft WorkflowRun(GitHubDelivery d)
    {
        var conclusion = d.Name("workflow_run", "conclusion");
        (Outcome Outcome, string Verb)? known = d.Action switch
        {
            "requested" => (Outcome.Started, "was requested"),
            "in_progress" => (Outcome.Started, "is running"),
            "completed" => (Concluded(conclusion), Verb(conclusion)),
            _ => null,
        };

        var name = d.Name("workflow_run", "name") ?? d.Name("workflow", "name");
        var path = d.Name("workflow_run", "path") ?? d.Name("workflow", "path");
        var branch = d.Name("workflow_run", "head_branch");
        var actor = d.Name("workflow_run", "triggering_actor", "login") ?? d.Name("workflow_run", "actor", "login") ?? d.Sender;
        var draft = known is { } k
            ? new Draft(Actions.Build, $"workflow {(name is null ? "" : $"'{name}' ")}{(branch is null ? "" : $"on {branch} ")}of {d.Place} {k.Verb}{(actor is null ? "" : $" ({actor})")}") { Outcome = k.Outcome }
            : GitHubEvents.Generic(d, Actions.Build) with { Outcome = Outcome.Unknown };
        return draft with
        {
            Actor = actor,
            Target = name ?? path,
            TargetType = "workflow",
            Sensitive = Deploys(name) || Deploys(path),
            Correlation = References.Join(d.Numbered(References.Run, '/', "workflow_run", "id"), d.Commit("workflow_run", "head_sha")),
            Url = d.Link("workflow_run", "html_url"),
        };
    }

    static bool Deploys(string? text) => text?.Contains("deploy", StringComparison.OrdinalIgnoreCase) == true;

    public static Draft WorkflowDispatch(GitHubDelivery d)
    {
        var workflow = d.Name("workflow");
        var on = d.Name("ref") is { } name ? $" on {(name.StartsWith("refs/heads/", StringComparison.Ordinal) ? name["refs/heads/".Length..] : name)}" : "";
        var file = workflow?[(workflow.LastIndexOf('/') + 1)..];
        return new($"{Actions.Build}.dispatch", $"{d.Who} started workflow {file ?? "without a name"}{on} of {d.Place} by hand")
        {
            Target = workflow,
            TargetType = "workflow",
            Sensitive = true,
        };
    }

    /// <summary>One of the many checks of a commit: no word of its own, but how it went.</summary>
    public static Draft Check(GitHubDelivery d, string subject)
    {
        var conclusion = d.Name(subject, "conclusion");
        var name = d.Name(subject, "name") ?? d.Name(subject, "app", "name");
        return new(Actions.Other, $"{d.Who}: {d.SourceAction}{(name is null ? "" : $" '{name}'")}{(conclusion is null ? "" : $" ({conclusion})")} in {d.Place}")
        {
            Target = name,
            TargetType = subject,
            // What is asked for again still shows how it went the last time; what is created may be over already.
            Outcome = d.Action == "completed" || (d.Action == "created" && conclusion is not null) ? Concluded(conclusion) : Outcome.Started,
            Url = d.Link(subject, "html_url"),
        };
    }

    public static Draft CommitStatus(GitHubDelivery d)
    {
        var state = d.Name("state");
        var context = d.Name("context");
        return new(Actions.Other, $"{d.Who}: status{(context is null ? "" : $" '{context}'")}{(state is null ? "" : $" ({state})")} in {d.Place}")
        {
            Target = context,
            TargetType = "status",
            Outcome = state == "pending" ? Outcome.Started : Concluded(state),
            Url = d.Link("commit", "html_url"),
        };
    }

    /// <summary>Something that GitHub did for somebody, and how it went.</summary>
    public static Draft Ended(GitHubDelivery d, params ReadOnlySpan<string> status)
    {
        var said = d.Name(status);
        var draft = GitHubEvents.Generic(d);
        return draft with { Summary = $"{draft.Summary}{(said is null ? "" : $" ({said})")}", Outcome = said is "built" ? Outcome.Success : Concluded(said) };
    }

    static Outcome Concluded(string? conclusion) => conclusion switch
    {
        "success" => Outcome.Success,
        "failure" or "error" or "errored" or "timed_out" or "cancelled" or "startup_failure" or "action_required" => Outcome.Failure,
        _ => Outcome.Unknown,
    };

    static string Verb(string? conclusion) => conclusion switch
    {
        "success" => "succeeded",
        "failure" => "failed",
        "timed_out" => "timed out",
        "cancelled" => "was cancelled",
        "startup_failure" => "could not start",
        "action_required" => "needs somebody to act",
        "skipped" => "was skipped",
        null => "ended",
        _ => $"ended ({conclusion})",
    };
}
