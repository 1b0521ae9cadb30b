using System.Security.Cryptography;

namespace SlackAudit.Cli.Demo;

/// <summary>The secrets that the demo's senders and its service share, new at every start.</summary>
sealed record DemoSecrets(string GitHub, string Convox, string Generic)
{
    public static DemoSecrets New() => new(Secret(), Secret(), Secret());

    static string Secret() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
}

/// <summary>The settings that the team would have, on a database in a folder of its own, with the preview instead of Slack.</summary>
static class DemoSettings
{
    public static Settings Of(string folder, DemoSecrets secrets) => SettingsReader.Read(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
    {
        ["Database:ConnectionString"] = $"Data Source={Path.Combine(folder, "demo.db")}",
        ["Sources:github:Secrets:0"] = secrets.GitHub,
        ["Sources:convox:Secrets:0"] = secrets.Convox,
        ["Sources:generic:Secrets:0"] = secrets.Generic,
        // Who tries the preview is one of them.
        ["People:0:Name"] = "alice",
        ["People:0:Is:0"] = "github:alice",
        ["People:0:Is:1"] = "convox:alice",
        ["People:0:Is:2"] = "slack:U0PREVIEW",
        ["Rules:0:Name"] = "security",
        ["Rules:0:When"] = "sensitive",
        ["Rules:0:Channel"] = "#security",
        ["Rules:1:Name"] = "deploys",
        ["Rules:1:When"] = "deploy in production",
        ["Rules:1:Channel"] = "#deploys",
        ["Rules:2:Name"] = "builds",
        ["Rules:2:When"] = "failed builds",
        ["Rules:2:Channel"] = "#builds",
        ["Digests:0:Name"] = "Daily digest",
        ["Digests:0:Channel"] = "#daily",
        ["Digests:0:At"] = "0 9 * * *",
    }).Build());
}
