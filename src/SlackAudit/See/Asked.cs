using SlackAudit.Events;

namespace SlackAudit.See;

/// <summary>A question that came with an address: none at all asks for everything, as one expects of a log.</summary>
static class Asked
{
    static readonly Question Everything = new(new AuditQuery(), null);

    public static Question Parse(string? text, DateTimeOffset now, TimeZoneInfo zone, KnownPeople people) =>
        string.IsNullOrWhiteSpace(text) ? Everything : Question.Parse(text, new QuestionContext(now, zone, []) { People = people });
}
