using System.Globalization;
using SlackAudit.Record;
using SlackAudit.Record.Sources;
using SlackAudit.Slack;

namespace SlackAudit.Cli.Doctor;

/// <summary>What is looked at, and what is said of it. Pure: the facts come from outside.</summary>
static class Examinations
{
    /// <summary>What a secret should have in characters at the least.</summary>
    public const int ShortestSecret = 16;

    /// <summary>Over how many days actors are looked at.</summary>
    public const int DaysOfActors = 30;

    const int MostActors = 5;

    static readonly (string Scope, Health Health, Func<Settings, bool> IsUsed, string Without)[] Scopes =
    [
        ("chat:write", Health.Ill, _ => true, "nothing can be posted"),
        ("commands", Health.Ill, _ => true, "/audit cannot be asked"),
        ("usergroups:read", Health.Ill, settings => settings.Access.NamesGroups, "nobody has a role by a user group"),
        ("users:read", Health.Doubtful, _ => true, "times are read as UTC instead of the asker's, and guests are not told from members"),
        ("users:read.email", Health.Doubtful, _ => true, "nobody is known in Slack by their e-mail address, so that only those under People can be asked directly whether something was them"),
        ("files:write", Health.Doubtful, _ => true, "evidence packs cannot be sent and are made on the server only"),
        ("links:read", Health.Doubtful, settings => settings.PublicUrl is not null, "Slack does not tell of links to event pages, so they have no preview"),
        ("links:write", Health.Doubtful, settings => settings.PublicUrl is not null, "links to event pages have no preview"),
    ];

    public static IEnumerable<Finding> Settings(Settings settings)
    {
        var sources = settings.Sources.Count(source => source.Exists);
        yield return new Finding("settings", Health.Well, $"{Count(sources, "source")}, {Count(settings.Rules.Count, "rule")}, {Count(settings.Digests.Count, "digest")}.");
        if (sources == 0) yield return new Finding("settings", Health.Doubtful, "No source has a secret, so nothing can be received. Set Sources:NAME:Secrets, for example Sources__github__Secrets__0.");
        foreach (var key in Guessable(settings))
            yield return new Finding("settings", Health.Doubtful, $"{key} holds a secret of fewer than {ShortestSecret} characters, which can be guessed. Use a long random one (openssl rand -hex 32).");
        if (settings.Rules.Count + settings.Digests.Count == 0)
            yield return new Finding("settings", Health.Doubtful, "No rule and no digest, so no channel is told anything. See Rules and Digests in appsettings.example.json.");
    }

    /// <summary>The settings that hold a secret which can be guessed.</summary>
    public static IEnumerable<string> Guessable(Settings settings)
    {
        foreach (var source in settings.Sources.Where(source => source.Secrets.Any(secret => secret.Length < ShortestSecret)))
            yield return $"Sources:{source.Name}:Secrets";
        if (settings.See.ApiTokens.Any(token => token.Length < ShortestSecret)) yield return "Api:Tokens";
    }

    /// <param name="answer">What Slack says of the token.</param>
    /// <param name="settings">By which it is known what the token is needed for.</param>
    public static Finding Slack(AuthTestResponse answer, Settings settings)
    {
        var lacking = Scopes.Where(scope => scope.IsUsed(settings) && !answer.Scopes.Contains(scope.Scope, StringComparer.Ordinal)).ToList();
        var who = $"The token is {answer.User} of {answer.Team}";
        return lacking.Count == 0
            ? new Finding("slack", Health.Well, $"{who}, with every permission that is used.")
            : new Finding("slack", lacking.Max(scope => scope.Health),
                $"{who}, without the permission {string.Join(", ", lacking.Select(scope => $"{scope.Scope} ({scope.Without})"))}. Add it on the app's page under OAuth & Permissions, then install the app again.");
    }

    /// <param name="refusal">Why Slack gave no address to connect to; null where it gave one.</param>
    public static Finding SocketMode(SlackException? refusal) => refusal switch
    {
        null => new Finding("socket mode", Health.Well, "The app-level token is good: Slack reaches the service by Socket Mode while it runs."),
        SlackRateLimitException => new Finding("socket mode", Health.Doubtful, "Slack was asked for connections too often just now to say more. Run this again in a minute."),
        _ => new Finding("socket mode", Health.Ill, refusal.Message),
    };

    public static IEnumerable<Finding> Source(SourceReport report, DateTimeOffset now)
    {
        var (name, heard) = (report.Source, report.Health);
        var refused = heard.LastRefusedAt is not { } at ? ""
            : $" Refused {Count(heard.Refused, "delivery", "deliveries")}{(report.Refused.Count > 1 ? $" ({SourceSentences.Reasons(report.Refused)})" : "")}, last {Ago(now - at)}: {heard.LastRefusedReason}";
        if (heard.LastDeliveryAt is not { } last)
        {
            yield return new Finding(name, Health.Doubtful, $"Never heard. Let the sender deliver to /hooks/{name}; the README says how to connect it.{refused}");
            yield break;
        }
        var said = $"Last delivery {Ago(now - last)}{(heard.LastEventAt is { } recorded ? $", last event {Ago(now - recorded)}" : "")}.";
        var rate = report.LastWeek.Deliveries > 0 ? $" In the last hour {SourceSentences.Rate(report.LastHour)}; day {SourceSentences.Rate(report.LastDay)}; week {SourceSentences.Rate(report.LastWeek)}." : "";
        // Refused since: whoever sends now does not get through.
        yield return new Finding(name, report.IsRefused ? Health.Ill : Health.Well, said + rate + refused);
        if (report.IsQuiet)
            yield return new Finding(name, Health.Doubtful, $"Quiet: at this time it is not silent for as long as {SourceSentences.Span(report.QuietAfter!.Value)}. Look at the sender's own list of deliveries; Sources:{name}:QuietAfter sets another time, or off.");
        if (report.Skew is { } skew && (skew.IsAhead || skew.IsLate || skew.Ahead > 0))
            yield return new Finding(name, Health.Doubtful, $"Its clock is {SourceSentences.Clock(skew)}.");
    }

    public static Finding Outbox(OutboxStanding standing, DateTimeOffset now) =>
        standing.Failed > 0 ? new Finding("outbox", Health.Doubtful, $"{Count(standing.Failed, "message")} could not be posted, last because: {standing.LastReason} {Count(standing.Owed, "message")} owed.")
        : standing.OldestOwedAt is { } oldest && now - oldest > TimeSpan.FromMinutes(10)
            ? new Finding("outbox", Health.Doubtful, $"{Count(standing.Owed, "message")} owed, the oldest since {Ago(now - oldest)}{(standing.LastReason is { } reason ? $", because: {reason}" : ". Is the service running?")}")
        : new Finding("outbox", Health.Well, $"{Count(standing.Owed, "message")} owed.");

    /// <param name="actors">Who was seen of late, counted per actor.</param>
    public static Finding People(Answer actors)
    {
        var known = $"{Count(actors.People.Count, "person", "people")} with {Count(actors.People.Identities, "name")}.";
        var nobodys = actors.Tallies.Where(tally => tally is { Person: null, Name: not null }).ToList();
        var listed = string.Join(", ", nobodys.Take(MostActors).Select(tally => $"{SlackText.Truncate(SlackText.Clean(tally.Name), 60)} ({tally.Count.ToString("N0", CultureInfo.InvariantCulture)})"));
        var others = nobodys.Count > MostActors || actors.MoreTallies > 0 ? " and others" : "";
        return new Finding("people", Health.Well, nobodys.Count == 0 ? known
            : $"{known} Seen in the last {DaysOfActors} days and nobody's: {listed}{others}.{(actors.People.Count == 0 ? " People in appsettings.example.json says how one person's names are joined." : "")}");
    }

    static string Count(long number, string one, string? many = null) => string.Create(CultureInfo.InvariantCulture, $"{number:N0} {(number == 1 ? one : many ?? one + "s")}");

    static string Ago(TimeSpan age) => age switch
    {
        { TotalMinutes: < 1 } => "less than a minute ago",
        { TotalHours: < 1 } => Count((long)age.TotalMinutes, "minute") + " ago",
        { TotalDays: < 2 } => Count((long)age.TotalHours, "hour") + " ago",
        _ => Count((long)age.TotalDays, "day") + " ago",
    };
}
