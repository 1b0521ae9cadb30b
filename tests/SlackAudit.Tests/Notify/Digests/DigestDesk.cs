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
    public static DigestReports Reports(TestLog log, TimeProvider? time = null) =>
        new(log.Questions, log.Of<Checkpoints>(), log.Of<SourceReports>(), log.Of<StoryReader>(), log.Of<LogNews>(), time ?? log.Time);
}
