using System.Globalization;

namespace SlackAudit.Cli.Demo;

/// <summary>What the team's pipeline posts in our event JSON: which commit a rack has built, since racks know of no commits.</summary>
static class DemoPipeline
{
    public static DemoDelivery Built(DateTimeOffset at, DemoChange change, string rack, string build) => DemoDelivery.Of("generic", at, new
    {
        Id = $"pipeline-{rack}-{build}",
        OccurredAt = at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture),
        Actor = DemoTeam.Bot,
        Action = "build.image",
        App = change.App.Name,
        Target = build,
        TargetType = "build",
        Scope = rack,
        Outcome = "success",
        Summary = $"the pipeline built {change.Merged[..7]} of {change.App.Name} as {build} on {rack}",
        Correlation = new[] { $"commit:{change.Merged}", $"build:{rack}/{change.App.Name}/{build}" },
    });
}
