using SlackAudit.Events;
using SlackAudit.Record;

namespace SlackAudit.Benchmarks.Appending;

/// <summary>Deliveries of one event each, as the writer gets them: read, redacted, their payload compressed to 500 bytes.</summary>
static class Deliveries
{
    /// <summary>The size of a compressed payload.</summary>
    public const int PayloadBytes = 500;

    static readonly string[] Kinds = ["push", "deploy", "build", "env.change", "merge", "exec"];

    public static List<LogWork> Make(int count)
    {
        var random = new Random(1);
        var began = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        return [.. Enumerable.Range(0, count).Select(i => Work(i, began.AddSeconds(i), random))];
    }

    static LogWork Work(int i, DateTimeOffset at, Random random)
    {
        var (body, digest) = (new byte[PayloadBytes], new byte[32]);
        random.NextBytes(body);
        random.NextBytes(digest);
        var (app, actor) = (random.Next(60), random.Next(80));
        return new LogWork
        {
            Source = "github",
            Events =
            [
                new AuditEvent
                {
                    Source = "github",
                    SourceEventId = Guid.NewGuid().ToString(),
                    Action = Kinds[i % Kinds.Length],
                    SourceAction = "push",
                    Actor = $"person-{actor}",
                    ActorTrust = ActorTrust.Verified,
                    App = $"acme/service-{app}",
                    Target = $"topic/{random.Next(300)}",
                    TargetType = "branch",
                    Outcome = Outcome.Success,
                    OccurredAt = at.AddSeconds(-random.Next(30)),
                    Summary = $"person-{actor} pushed 3 commits to topic/1 of acme/service-{app}",
                    Url = $"https://github.com/acme/service-{app}/compare/0d1a26e67d8f...f9e96e0adf24",
                    PayloadDigest = digest,
                },
            ],
            Payload = new KeptPayload { Id = 0, Body = body, Length = 4 * PayloadBytes },
        };
    }

    /// <summary>The same again: what is committed cannot be committed once more.</summary>
    public static LogWork Again(LogWork work) => new() { Source = work.Source, Events = work.Events, Payload = work.Payload };

    /// <summary>The events as the log would link them.</summary>
    public static List<AuditEvent> Linked(IReadOnlyList<LogWork> works)
    {
        var linked = new List<AuditEvent>(works.Count);
        var hash = new byte[32];
        foreach (var work in works)
        {
            var e = work.Events[0] with { Id = linked.Count + 1, RecordedAt = work.Events[0].OccurredAt, PayloadId = linked.Count + 1 };
            hash = Chain.Link(hash, e);
            linked.Add(e with { Hash = hash });
        }
        return linked;
    }
}
