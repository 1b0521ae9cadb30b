using System.Globalization;
using System.Security.Cryptography;

namespace SlackAudit.Cli.Demo;

/// <summary>The deliveries of GitHub about code: a GitHub of their own, under a name that nobody has.</summary>
static class DemoGitHub
{
    const string Host = "https://github.example.com";

    static readonly string[] Modified = ["src/main.rb"];

    public static DemoDelivery Push(DateTimeOffset at, DemoChange change, string who, string branch, int commits, bool isNew = false) => Delivery(at, "push", new
    {
        Ref = $"refs/heads/{branch}",
        Before = isNew ? new string('0', 40) : Earlier(change.Head, commits),
        After = change.Head,
        Repository = Repository(change.App, at),
        Pusher = new { Name = who, Email = $"{who}@acme.example" },
        Organization = Organization,
        Sender = User(who),
        Created = isNew,
        Deleted = false,
        Forced = false,
        Compare = $"{Host}/{change.App.Repository}/compare/{Earlier(change.Head, commits)[..12]}...{change.Head[..12]}",
        Commits = Enumerable.Range(0, commits).Select(i => new
        {
            Id = i == 0 ? change.Head : Earlier(change.Head, i),
            Message = i == 0 ? change.Title : $"{change.Title} ({i})",
            Timestamp = Time(at.AddMinutes(-7 * (i + 1))),
            Author = new { Name = change.Author, Email = $"{change.Author}@acme.example", Username = change.Author },
            Modified,
        }),
    });

    public static DemoDelivery Merged(DateTimeOffset at, DemoChange change, string who) => Delivery(at, "pull_request", new
    {
        Action = "closed",
        change.Number,
        PullRequest = new
        {
            change.Number,
            change.Title,
            HtmlUrl = $"{Host}/{change.App.Repository}/pull/{change.Number}",
            State = "closed",
            User = User(change.Author),
            Merged = true,
            MergedAt = Time(at),
            MergedBy = User(who),
            MergeCommitSha = change.Merged,
            Head = new { Ref = change.Branch, Sha = change.Head },
            Base = new { Ref = "main" },
        },
        Repository = Repository(change.App),
        Organization = Organization,
        Sender = User(who),
    });

    /// <summary>A workflow that begins (no conclusion yet) or ends.</summary>
    public static DemoDelivery Run(DateTimeOffset at, DemoApp app, string workflow, string branch, string sha, string who, double minutes, string? conclusion) =>
        Delivery(at, "workflow_run", new
        {
            Action = conclusion is null ? "requested" : "completed",
            WorkflowRun = new
            {
                Name = workflow,
                HeadBranch = branch,
                HeadSha = sha,
                Path = $".github/workflows/{workflow.ToLowerInvariant()}.yml",
                Event = who == DemoTeam.Bot ? "schedule" : "push",
                RunAttempt = 1,
                Status = conclusion is null ? "queued" : "completed",
                Conclusion = conclusion,
                HtmlUrl = $"{Host}/{app.Repository}/actions/runs/{int.Parse(sha[..7], NumberStyles.HexNumber, CultureInfo.InvariantCulture)}",
                RunStartedAt = Time(conclusion is null ? at : at.AddMinutes(-minutes)),
                UpdatedAt = Time(at),
                Actor = User(who),
                TriggeringActor = User(who),
            },
            Repository = Repository(app),
            Organization = Organization,
            Sender = User(who),
        });

    public static DemoDelivery Released(DateTimeOffset at, DemoApp app, string who, string tag) => Delivery(at, "release", new
    {
        Action = "published",
        Release = new
        {
            TagName = tag,
            Name = tag,
            HtmlUrl = $"{Host}/{app.Repository}/releases/tag/{tag}",
            Draft = false,
            Prerelease = false,
            Author = User(who),
            PublishedAt = Time(at),
        },
        Repository = Repository(app),
        Organization = Organization,
        Sender = User(who),
    });

    public static object Organization { get; } = new { Login = "acme", Id = 4401 };

    public static object Repository(DemoApp app, DateTimeOffset? pushedAt = null) => new
    {
        Id = 700_000 + app.FirstNumber,
        app.Name,
        FullName = app.Repository,
        Private = true,
        HtmlUrl = $"{Host}/{app.Repository}",
        DefaultBranch = "main",
        // In a push, and only there, GitHub writes this time as a number.
        PushedAt = pushedAt?.ToUnixTimeSeconds(),
    };

    public static object User(string who) => new { Login = who, Id = 9000 + who.Sum(letter => letter), Type = who == DemoTeam.Bot ? "Bot" : "User" };

    public static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    public static DemoDelivery Delivery(DateTimeOffset at, string kind, object body)
    {
        var delivery = DemoDelivery.Of("github", at, body);
        // The same delivery has the same id, here as there.
        var id = new Guid(SHA256.HashData([.. delivery.Body, .. BitConverter.GetBytes(at.UtcTicks)])[..16]);
        return delivery with
        {
            Headers = new Dictionary<string, string> { ["X-GitHub-Event"] = kind, ["X-GitHub-Delivery"] = id.ToString(), ["User-Agent"] = "GitHub-Hookshot/demo" },
        };
    }

    /// <summary>The name of the commit so many before one: another, but always the same.</summary>
    static string Earlier(string head, int commits) => head[(7 * commits)..] + head[..(7 * commits)];
}
