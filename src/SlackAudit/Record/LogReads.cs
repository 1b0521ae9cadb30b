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
    /// <param name="reader">Who looked.</param>
    /// <param name="kind">How: <c>question</c>, <c>page</c>, <c>api</c>, <c>export</c>, <c>evidence</c>.</param>
    /// <param name="question">What they asked, as they could ask it again.</param>
    /// <param name="cancellationToken">Given up before writing only.</param>
    /// <exception cref="LogUnavailableException">The database did not take it: then nothing is to be shown.</exception>
    public Task RecordAsync(LogReader reader, string kind, string question, CancellationToken cancellationToken) => RecordAsync(reader, kind, question, question, cancellationToken);

    /// <summary>Records that somebody asked a question, likewise: one that is typed again asks for a time that has moved on a little, and is the same.</summary>
    /// <exception cref="LogUnavailableException">The database did not take it: then nothing is to be shown.</exception>
    public Task RecordAsync(LogReader reader, string kind, AuditQuery question, CancellationToken cancellationToken)
    {
        var alike = question with { Since = Hour(question.Since), Until = Hour(question.Until) };
        return RecordAsync(reader, kind, Words(question), Words(alike), cancellationToken);
    }

    Task<LogWorkResult> RecordAsync(LogReader reader, string kind, string question, string alike, CancellationToken cancellationToken)
    {
        var now = Instants.Truncate(time.GetUtcNow());
        var what = Clean.Summary(question, LongestQuestion);
        var by = Clean.Name(reader.Name);
        var looked = Event(by, reader, kind, what, Id($"{kind}\n{by}\n{alike}\n{reader.Address}", now), now);
        return writer.CommitAsync(new LogWork { Source = OwnSource.Name, Events = [Redact.Event(looked)] }, cancellationToken);
    }

    static string Words(AuditQuery question) => Question.Format(question) is { Length: > 0 } words ? words : "everything";

    static DateTimeOffset? Hour(DateTimeOffset? at) => at is { } instant ? new DateTimeOffset(instant.UtcTicks - (instant.UtcTicks % TimeSpan.TicksPerHour), TimeSpan.Zero) : null;

    static AuditEvent Event(string? by, LogReader reader, string kind, string what, string id, DateTimeOffset at) => new()
    {
        Source = OwnSource.Name,
        SourceEventId = id,
        Action = Actions.Read,
        SourceAction = $"log.{kind}",
        Actor = by,
        ActorTrust = by is null ? ActorTrust.None : reader.Trust,
        ClientAddress = reader.Address,
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
    static string Id(string read, DateTimeOffset at)
    {
        var hour = at.UtcDateTime.ToString("yyyyMMddHH", CultureInfo.InvariantCulture);
        return $"read/{hour}/{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(read)).AsSpan(0, 12))}";
    }
}

/// <summary>Who looks at the log.</summary>
/// <param name="Name">Their name; null where that is not known.</param>
/// <param name="Trust">How far it is sure that it is them.</param>
/// <param name="Address">From where; null where that says nothing.</param>
public readonly record struct LogReader(string? Name, ActorTrust Trust, string? Address = null);
