using System.Globalization;

namespace SlackAudit.Cli.Demo;

/// <summary>What the team's own bastion posts in our event JSON: the only way to shells, databases, variables and machines.</summary>
static class DemoBastion
{
    public static DemoDelivery Exec(DateTimeOffset at, string who, DemoApp app, string rack, string command) =>
        Delivery(at, who, "exec", app.Name, app.Process, "process", rack, $"{who} ran {command} in {app.Process} of {app.Name} on {rack}", new { Command = command });

    public static DemoDelivery Ssh(DateTimeOffset at, string who, string host, string rack) =>
        Delivery(at, who, "ssh", null, host, "host", rack, $"{who} opened a shell on {host}", new { Port = 22 });

    public static DemoDelivery Tunnel(DateTimeOffset at, string who, string database) => Delivery(
        at, who, "db.connect", null, database, "database", Rack(database), $"{who} opened a tunnel to {database}", new { Port = 5432, Client = "psql 17.2" });

    public static DemoDelivery Env(DateTimeOffset at, string who, DemoApp app, string rack, params string[] keys) => Delivery(
        at, who, "env.change", app.Name, null, null, rack, $"{who} changed {string.Join(", ", keys)} of {app.Name} on {rack}",
        new { Keys = keys }, sensitive: rack == DemoTeam.Production);

    public static DemoDelivery Scale(DateTimeOffset at, string who, DemoApp app, string rack, int from, int to) => Delivery(
        at, who, "scale", app.Name, "web", "service", rack, $"{who} scaled web of {app.Name} on {rack} from {from} to {to}", new { From = from, To = to });

    /// <summary>A new machine image begins to replace the old one on a rack's machines, or has.</summary>
    public static DemoDelivery Image(DateTimeOffset at, string who, string image, string rack, bool done) => Delivery(
        at, who, "ami.rollout", null, image, "image", rack, $"{who} {(done ? "rolled out" : "began to roll out")} {image} to the machines of {rack}",
        new { Machines = 6 }, done ? "success" : "started", sensitive: rack == DemoTeam.Production);

    static DemoDelivery Delivery(
        DateTimeOffset at, string who, string action, string? app, string? target, string? targetType, string rack, string summary, object detail,
        string outcome = "success", bool? sensitive = null) => DemoDelivery.Of("generic", at, new
        {
            Id = string.Create(CultureInfo.InvariantCulture, $"bastion-{at.UtcDateTime:yyyyMMddHHmmssfff}-{who}"),
            OccurredAt = at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture),
            Actor = who,
            Action = action,
            App = app,
            Target = target,
            TargetType = targetType,
            Scope = rack,
            Outcome = outcome,
            Sensitive = sensitive,
            ClientAddress = DemoTeam.Address(who),
            Summary = summary,
            Detail = detail,
        });

    static string Rack(string database) => database.StartsWith(DemoTeam.Staging, StringComparison.Ordinal) ? DemoTeam.Staging : DemoTeam.Production;
}
