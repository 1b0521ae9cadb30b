using System.Text;
using SlackAudit.Events;
using SlackAudit.Tests.Record;

namespace SlackAudit.Tests.Ask;

/// <summary>
/// A small world in which every answer can be written by hand: three apps, and one incident of billing in production on Monday 2 March 2026.
/// A release that went well at 12:03, changes around it, a release that failed at 13:45, and, told later, the way back at 14:17.
/// </summary>
static class Incident
{
    /// <summary>What had happened by 14:03 UTC, as one event a line: id, when, source, actor, action, app, scope, target, outcome, references.</summary>
    static readonly string[] ByThen =
    [
        "1 02-23 08:00 github alice push acme/billing - main success commit:aaaa | alice pushed 1 commit to main of acme/billing",
        "2 02-23 09:00 convox carol deploy billing production R1 started release:R1,commit:aaaa | carol: promotion of release R1 of billing on production started",
        "3 02-23 09:04 convox carol deploy billing production R1 success release:R1,commit:aaaa | carol promoted release R1 of billing on production",
        "4 02-24 10:05 github alice push acme/billing - main success commit:bbbb | alice pushed 2 commits to main of acme/billing",
        "5 02-25 10:00 convox carol deploy billing production R2 started release:R2,commit:bbbb | carol: promotion of release R2 of billing on production started",
        "6 02-25 10:05 convox carol deploy billing production R2 success release:R2,commit:bbbb | carol promoted release R2 of billing on production",
        "7 03-02 11:03 github alice push acme/billing - main success commit:cccc | alice pushed 1 commit to main of acme/billing",
        "8 03-02 12:00 convox bob deploy billing production R3 started release:R3,commit:cccc | bob: promotion of release R3 of billing on production started",
        "9 03-02 12:03 convox bob deploy billing production R3 success release:R3,commit:cccc | bob promoted release R3 of billing on production",
        "10 03-02 13:00 convox dave env.change billing production - success! - | dave changed the environment of billing on production: added API_URL and changed DATABASE_URL",
        "11 03-02 13:05 convox dave env.change shop production - success! - | dave changed the environment of shop on production: changed TZ",
        "12 03-02 13:10 convox erin deploy shop production S1 success release:S1 | erin promoted release S1 of shop on production",
        "13 03-02 13:20 convox erin infra.rack - production production success - | erin updated rack production (version 3.19)",
        "14 03-02 13:30 convox carol deploy search staging X1 failure release:X1 | carol: promotion of release X1 of search on staging failed",
        "15 03-02 13:30 github alice push acme/billing - main success commit:dddd | alice pushed 1 commit to main of acme/billing",
        "16 03-02 13:40 convox bob deploy billing production R4 started release:R4,commit:dddd | bob: promotion of release R4 of billing on production started",
        "17 03-02 13:45 convox bob deploy billing production R4 failure release:R4,commit:dddd | bob: promotion of release R4 of billing on production failed: unhealthy",
        "18 03-02 13:50 convox dave exec billing production web started! session:s1 | dave: command in process web of billing on production started",
        "19 03-02 13:55 convox carol deploy billing staging R9 success release:R9 | carol promoted release R9 of billing on staging",
    ];

    static readonly string[] Later =
    [
        "20 03-02 14:10 convox dave exec billing production web success! session:s1 | dave ran a command in process web of billing on production",
        "21 03-02 14:15 convox bob deploy billing production R3 started release:R3,commit:cccc | bob: promotion of release R3 of billing on production started",
        "22 03-02 14:17 convox bob deploy billing production R3 success release:R3,commit:cccc | bob promoted release R3 of billing on production",
        "23 03-02 14:30 convox dave ssh - production production started! session:s2 | dave: shell on rack production started",
    ];

    // What a rack sends with a change of the environment: names and, where it knows them, values, of which the log keeps fingerprints.
    static readonly Dictionary<string, string> Payloads = new()
    {
        ["10"] = """{"action":"release:create","data":{"app":"billing","description":"env add:API_URL change:DATABASE_URL","env":{"API_URL":"https://api.example.com","DATABASE_URL":"postgres://u:p4ssw0rd@db/billing"}}}""",
        ["11"] = """{"action":"release:create","data":{"app":"shop","description":"env change:TZ"}}""",
    };

    /// <summary>The desk at 14:03, with everything told by then.</summary>
    public static async Task<AskDesk> Open()
    {
        var desk = await AskDesk.Open();
        await TellAsync(desk.Log, ByThen);
        return desk;
    }

    /// <summary>An hour later.</summary>
    public static async Task PassAsync(AskDesk desk)
    {
        desk.Log.Time.Advance(TimeSpan.FromHours(1));
        await TellAsync(desk.Log, Later);
    }

    static async Task TellAsync(TestLog log, string[] lines)
    {
        foreach (var line in lines)
        {
            var (facts, summary) = (line[..line.IndexOf(" | ", StringComparison.Ordinal)].Split(' '), line[(line.IndexOf(" | ", StringComparison.Ordinal) + 3)..]);
            var payload = Payloads.TryGetValue(facts[0], out var json) ? Encoding.UTF8.GetBytes(json) : default(ReadOnlyMemory<byte>);
            await log.Log.AppendAsync(facts[3], [Event(facts) with { Summary = summary }], payload, default);
        }
    }

    static AuditEvent Event(string[] facts) => new()
    {
        Source = facts[3],
        SourceEventId = facts[0],
        OccurredAt = DateTimeOffset.Parse($"2026-{facts[1]}T{facts[2]}Z", System.Globalization.CultureInfo.InvariantCulture),
        Actor = facts[4],
        ActorTrust = ActorTrust.Verified,
        Action = facts[5],
        App = Name(facts[6]),
        Scope = Name(facts[7]),
        Target = Name(facts[8]),
        TargetType = facts[5] == "deploy" ? "release" : facts[8] == "production" ? "rack" : null,
        Outcome = Words.ToOutcome(facts[9].TrimEnd('!')),
        Sensitive = facts[9].EndsWith('!'),
        Correlation = References.Join(facts[10].Split(',').Where(text => text != "-").Select(text => Reference(text, facts))),
        Summary = "",
    };

    static string? Name(string fact) => fact == "-" ? null : fact;

    static string? Reference(string text, string[] facts)
    {
        var (kind, value) = References.Parts(text);
        return References.To(kind, kind switch
        {
            References.Commit => string.Concat(Enumerable.Repeat(value, 10)),
            References.Release => $"{facts[7]}/{facts[6]}/{value}",
            _ => value,
        });
    }
}
