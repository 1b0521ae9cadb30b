using System.Globalization;
using System.Text;
using SlackAudit.Events;

namespace SlackAudit.Benchmarks.Generated;

/// <summary>One kind of thing that a team does.</summary>
/// <param name="Often">Of ten thousand events, how many are of this kind.</param>
/// <param name="Source">Who tells it.</param>
/// <param name="Action">Our word.</param>
/// <param name="SourceAction">The source's.</param>
/// <param name="Says">The summary: {0} the actor, {1} the app, {2} the target, {3} the scope, {4} what was changed.</param>
/// <param name="TargetType">What it is done to; null for the app itself.</param>
/// <param name="Target">Picks what it is done to.</param>
/// <param name="ByBots">The share that no person does.</param>
/// <param name="Fails">The share that fails.</param>
/// <param name="Sensitive">The share that somebody should look at.</param>
sealed record GeneratedKind(
    int Often, string Source, string Action, string SourceAction, string Says, string? TargetType = null, PickTarget? Target = null,
    double ByBots = 0.1, double Fails = 0, double Sensitive = 0)
{
    /// <summary>The summary ready to be filled in.</summary>
    public CompositeFormat Sentence { get; } = CompositeFormat.Parse(Says);
}

/// <summary>Picks what something is done to.</summary>
delegate string PickTarget(ref Dice dice);

/// <summary>All that a team does and how often: every word of our vocabulary.</summary>
static class GeneratedKinds
{
    static string Release(ref Dice dice) => "R" + dice.Hex(10).ToUpperInvariant();
    static string Build(ref Dice dice) => "B" + dice.Hex(10).ToUpperInvariant();
    static string Process(ref Dice dice) => "web-" + dice.Hex(8);
    static string Branch(ref Dice dice) => dice.Share() < 0.3 ? "main" : $"{dice.Of(["fix", "feature", "chore"])}/{dice.Hex(6)}";
    static string Request(ref Dice dice) => "#" + dice.Below(9000).ToString(CultureInfo.InvariantCulture);
    static string Event(ref Dice dice) => dice.Below(9_000_000).ToString(CultureInfo.InvariantCulture);
    static string Database(ref Dice dice) => GeneratedTeam.Database.Pick(ref dice);
    static string Instance(ref Dice dice) => GeneratedTeam.Instance.Pick(ref dice);
    static string Secret(ref Dice dice) => GeneratedTeam.Secret.Pick(ref dice);
    static string Role(ref Dice dice) => GeneratedTeam.Role.Pick(ref dice);
    static string Resource(ref Dice dice) => GeneratedTeam.Resource.Pick(ref dice);
    static string Person(ref Dice dice) => GeneratedTeam.Person.Pick(ref dice);
    static string Rack(ref Dice dice) => GeneratedTeam.Rack.Pick(ref dice);

    static readonly GeneratedKind[] All =
    [
        new(2280, "github", "push", "push", "{0} pushed to {2} of {1}: {4}", "branch", Branch),
        new(1300, "github", "build", "workflow_run.completed", "Workflow ci of {1} ran for {0}: {4}", "workflow", Branch, 0.3, 0.12),
        new(900, "circleci", "build", "workflow-completed", "Workflow build-and-test of {1}: {4}", "workflow", Branch, 0.3, 0.1),
        new(700, "convox", "build", "build:create", "{0} built {1} as {2} in {3}", "build", Build, 0.6, 0.06),
        new(700, "github", "merge", "pull_request.closed", "{0} merged {2} of {1}: {4}", "pull_request", Request),
        new(500, "convox", "deploy", "release:promote", "{0} promoted {2} of {1} in {3}", "release", Release, 0.55, 0.04),
        new(300, "github", "deploy", "deployment_status.created", "{0} deployed {1} to {3}: {4}", "environment", Rack, 0.6, 0.05),
        new(500, "convox", "release", "release:create", "{0} released {1} as {2} in {3}", "release", Release, 0.6),
        new(80, "github", "release.published", "release.published", "{0} published {2} of {1}", "release", Release, 0.2),
        new(350, "github", "create.branch", "create", "{0} created {2} in {1}", "branch", Branch, 0.2),
        new(300, "github", "delete.branch", "delete", "{0} deleted {2} of {1}", "branch", Branch, 0.3),
        new(90, "github", "approval", "deployment_review.approved", "{0} approved the deployment of {1} to {3}", "environment", Rack),
        new(450, "cloudtrail", "login", "ConsoleLogin", "{0} signed in to {3}", "role", Role, 0, 0.02, 0.02),
        new(250, "cloudtrail", "secret.read", "secretsmanager:GetSecretValue", "{0} read {2} in {3}", "secret", Secret, 0.5, 0.01, 0.03),
        new(30, "cloudtrail", "secret.write", "secretsmanager:PutSecretValue", "{0} wrote {2} in {3}", "secret", Secret, 0.2, 0, 0.2),
        new(150, "kubernetes", "exec", "pods/exec", "{0} ran a command in {2} of {1} in {3}", "process", Process, 0.02, 0, 0.3),
        new(120, "convox", "exec", "process:exec", "{0} ran a command in {2} of {1}", "process", Process, 0, 0, 0.3),
        new(160, "cloudtrail", "ssh", "ssm:StartSession", "{0} opened a session to {2} in {3}", "instance", Instance, 0, 0.01, 0.3),
        new(90, "generic", "db", "tunnel", "{0} opened a tunnel to {2} in {3}", "database", Database, 0, 0, 0.4),
        new(40, "cloudtrail", "db.snapshot", "rds:CreateDBSnapshot", "{0} made a snapshot of {2} in {3}", "database", Database, 0.7, 0, 0.1),
        new(110, "convox", "env.change", "env:set", "{0} changed LOG_LEVEL, CACHE_TTL of {1} in {3}", "release", Release, 0.05, 0, 0.1),
        new(90, "convox", "scale", "app:scale", "{0} scaled web of {1} in {3}", "service", Process, 0.4),
        new(60, "cloudtrail", "scale", "autoscaling:SetDesiredCapacity", "{0} scaled {2} in {3}", "resource", Resource, 0.8),
        new(200, "cloudtrail", "infra.change", "ec2:RunInstances", "{0} started {2} in {3}", "instance", Instance, 0.7, 0.02),
        new(40, "convox", "infra.rack", "rack:update", "{0} updated the rack {3}", "rack", Rack, 0, 0.03),
        new(20, "cloudtrail", "ami.create", "ec2:CreateImage", "{0} made an image of {2} in {3}", "instance", Instance, 0.6),
        new(50, "github", "permission.member", "member.added", "{0} gave {2} access to {1}", "person", Person, 0, 0, 0.6),
        new(30, "cloudtrail", "permission.role", "iam:AttachRolePolicy", "{0} changed the rights of {2} in {3}", "role", Role, 0.3, 0, 0.8),
        new(25, "github", "key", "deploy_key.created", "{0} added a deploy key to {1}", null, null, 0, 0, 0.8),
        new(25, "github", "policy", "branch_protection_rule.edited", "{0} changed the protection of {2} of {1}", "branch", Branch, 0, 0, 1),
        new(3, "github", "visibility", "repository.publicized", "{0} made {1} public", null, null, 0, 0, 1),
        new(70, "github", "vulnerability", "code_scanning_alert.created", "A weakness was found in {1}: {4}", null, null, 1, 0, 0.2),
        new(2, "github", "tamper", "meta.deleted", "{0} removed the hook of {1}", null, null, 0, 0, 1),
        new(60, "slackaudit", "confirm", "confirmation.yes", "{0} confirmed event {2}", "event", Event),
        new(80, "cloudtrail", "read", "rds:DescribeDBInstances", "{0} looked at {2} in {3}", "database", Database, 0.7, 0.02),
        new(40, "cloudtrail", "upkeep", "ec2:CreateTags", "{0} tagged {2} in {3}", "instance", Instance, 1),
        new(240, "github", "other", "issue_comment.created", "{0} commented on {2} of {1}: {4}", "pull_request", Request),
    ];

    /// <summary>By their frequency.</summary>
    public static readonly Skewed<GeneratedKind> Any = new(All, (kind, _) => kind.Often);

    static GeneratedKinds()
    {
        var missing = Actions.Vocabulary.Keys.Except(All.Select(kind => Actions.Root(kind.Action))).ToList();
        if (missing.Count > 0) throw new InvalidOperationException($"Nothing generated does {string.Join(", ", missing)}.");
    }
}
