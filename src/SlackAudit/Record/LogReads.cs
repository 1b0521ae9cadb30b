using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SlackAudit.Events;
using SlackAudit.Record.Redaction;

namespace SlackAudit.Record;

/// <summary>Records who looked at what somebody should look at: questions about sensitive events, and exports.</summary>
public sealed class LogReads
{
    const int LongestQuestion = 300;

    readonly LogWriter writer;
    readonly TimeProvider time;

    internal LogReads(LogWriter writer, TimeProvider time) => (this.writer, this.time) = (writer, time);

    /// <summary>Records that somebody looked; the same question of the same person once an hour, however often they turn its pages.</summary>
    /// <param name="reader">Who looked; null where that is not known.</param>
    /// <param name="trust">How far it is sure that it was them.</param>
    /// <param name="kind">How: <c>question</c>, <c>page</c>, <c>api</c>, <c>export</c>, <c>evidence</c>.</param>
    /// <param name="question">What they asked, as they could ask it again.</param>
    /// <param name="cancellationToken">Given up before writing only.</param>
    /// <exception cref="LogUnavailableException">The database did not take it: then nothing is to be shown.</exception>
    public Task RecordAsync(string? reader, ActorTrust trust, string kind, string question, CancellationToken cancellationToken)
    {
        var now = Instants.Truncate(time.GetUtcNow());
        var what = Clean.Summary(question, LongestQuestion);
        var by = Clean.Name(reader);
        return writer.CommitAsync(new LogWork { Source = OwnSource.Name, Events = [Redact.Event(Event(by, trust, kind, what, Id(by, kind, question, now), now))] }, cancellationToken);
    }

    static AuditEvent Event(string? by, ActorTrust trust, string kind, string what, string id, DateTimeOffset at) => new()
    {
        Source = OwnSource.Name,
        SourceEventId = id,
        Action = Actions.Read,
        SourceAction = $"log.{kind}",
        Actor = by,
        ActorTrust = by is null ? ActorTrust.None : trust,
        Target = "audit log",
        TargetType = "log",
        Outcome = Outcome.Success,
        OccurredAt = at,
        Summary = kind switch
        {
            "export" => $"{by ?? "somebody"} exported from the log: {what}",
            "evidence" => $"{by ?? "somebody"} had an evidence pack made from the log: {what}",
            _ => $"{by ?? "somebody"} asked the log about what is sensitive: {what}",
        },
    };

    // What is alike has the same id, and the log records an id once, whichever process says it.
    static string Id(string? by, string kind, string question, DateTimeOffset at)
    {
        var hour = at.UtcDateTime.ToString("yyyyMMddHH", CultureInfo.InvariantCulture);
        return $"read/{hour}/{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{kind}\n{by}\n{question}")).AsSpan(0, 12))}";
    }
}
