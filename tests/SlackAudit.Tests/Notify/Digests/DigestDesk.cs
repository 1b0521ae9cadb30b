using SlackAudit.Notify.Digests;
using SlackAudit.Record;
using SlackAudit.Record.News;
using SlackAudit.Record.Sources;
using SlackAudit.Record.Stories;
using SlackAudit.Tests.Record;

namespace SlackAudit.Tests.Notify.Digests;

/// <summary>Digests as the service makes them, of a test's log.</summary>
static class DigestDesk
{
    /// <summary>What came of asking about an event, as the log keeps it beside the event that says so.</summary>
    public static async Task Answered(TestLog log, long eventId, string answer, string? by)
    {
        await using var db = await log.Contexts.CreateDbContextAsync();
        db.Confirmations.Add(new Confirmation { EventId = eventId, Answer = answer, AnsweredBy = by, AnsweredAt = Some.Now });
        await db.SaveChangesAsync();
    }

    public static DigestReports Reports(TestLog log, TimeProvider? time = null) =>
        new(log.Questions, log.Of<ConfirmedEvents>(), log.Of<Checkpoints>(), log.Of<SourceReports>(), log.Of<StoryReader>(), log.Of<LogNews>(), time ?? log.Time);
}
