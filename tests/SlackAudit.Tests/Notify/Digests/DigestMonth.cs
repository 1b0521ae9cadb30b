using System.Globalization;
using System.Text.RegularExpressions;
using SlackAudit.Events;
using SlackAudit.Record;
using SlackAudit.Record.Sources;
using SlackAudit.Tests.Record;

namespace SlackAudit.Tests.Notify.Digests;

/// <summary>The month of Golden/month.txt, as a log that has heard it as it happened.</summary>
static partial class DigestMonth
{
    static readonly PeopleSettings People = new(
        [new("alice", [new("github", "alice-gh"), new(null, "alice@example.com"), new("cloudtrail", "alice")])], new Dictionary<string, string>());

    // Where a silence is told only if somebody was here to hear.
    static readonly TimeSpan Listening = TimeSpan.FromHours(12);

    public static string Folder => Path.Combine(AppContext.BaseDirectory, "Notify", "Digests", "Golden");

    /// <summary>The log as it was at an instant.</summary>
    public static async Task<TestLog> Until(DateTimeOffset now)
    {
        var log = await TestLog.OnSqlite(People);
        var named = new Dictionary<string, int>();
        var events = File.ReadLines(Path.Combine(Folder, "month.txt")).Where(line => line.Length > 0 && line[0] != '#').Select((line, i) => Read(line, i + 1, named)).ToList();
        foreach (var e in events.TakeWhile(e => e.OccurredAt < now))
        {
            await Listen(log, e.OccurredAt.AddSeconds(30), now - Listening);
            await log.Log.AppendAsync(e.Source, [e], default, default);
            if (e.SourceAction?.Split('.') is ["confirmation", var answer]) await DigestDesk.Answered(log, long.Parse(e.Target!, CultureInfo.InvariantCulture), answer, e.Actor);
        }
        await Listen(log, now, now - Listening);
        return log;
    }

    static async Task Listen(TestLog log, DateTimeOffset until, DateTimeOffset since)
    {
        for (var hour = SourceHour.Of(log.Time.GetUtcNow()).AddHours(1); hour < until; hour = hour.AddHours(1))
        {
            if (hour < since) continue;
            log.Time.SetUtcNow(hour);
            await log.Of<HourCounts>().FlushAsync(default);
        }
        // What is older than the test's clock was told late.
        if (until > log.Time.GetUtcNow()) log.Time.SetUtcNow(until);
        await log.Of<HourCounts>().FlushAsync(default);
    }

    static AuditEvent Read(string line, int id, Dictionary<string, int> named)
    {
        var parts = Words().Matches(line).Select(match => match.Value).ToArray();
        var more = parts[7..];
        if (more.FirstOrDefault(part => part[0] == '&') is { } name) named[name[1..]] = id;
        var (actor, app) = (Said(parts[3]), Said(parts[5]));
        var asked = Value("event")?[1..] is { } other ? named[other].ToString(CultureInfo.InvariantCulture) : null;
        return new AuditEvent
        {
            Source = parts[2],
            SourceEventId = $"{parts[2]}-{id}",
            Action = parts[4],
            SourceAction = Value("via"),
            Actor = actor,
            ActorTrust = actor is null ? ActorTrust.None : ActorTrust.Verified,
            App = app,
            Target = asked ?? Value("target") ?? (parts[4] == Actions.Deploy ? Value("release") : null),
            TargetType = asked is null ? null : "event",
            Scope = Value("in"),
            Outcome = Enum.Parse<Outcome>(parts[6], ignoreCase: true),
            Sensitive = more.Contains("sensitive"),
            OccurredAt = DateTimeOffset.Parse($"2026-{parts[0]}T{parts[1]}Z", CultureInfo.InvariantCulture),
            Correlation = References.Join(
                References.To(References.Commit, Value("commit") is { } commit ? string.Concat(Enumerable.Repeat(commit, 20)) : null),
                References.To(References.Release, Value("release")), References.To(References.Session, Value("session"))),
            Summary = more.FirstOrDefault(part => part[0] == '"')?.Trim('"') ?? $"{actor} did {parts[4]} of {app ?? Value("target")}",
        };

        string? Value(string key) => more.FirstOrDefault(part => part.StartsWith(key + ":", StringComparison.Ordinal))?[(key.Length + 1)..];
    }

    static string? Said(string word) => word == "-" ? null : word;

    [GeneratedRegex("\"[^\"]*\"|\\S+")]
    private static partial Regex Words();
}
