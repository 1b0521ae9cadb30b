using System.Globalization;
using System.Text;
using SlackAudit.Events;
using SlackAudit.Record.Redaction;

namespace SlackAudit.Record.Evidence;

/// <summary>What a pack says for people, in plain words.</summary>
static class EvidenceText
{
    static readonly TimeSpan AwayKnown = TimeSpan.FromDays(29);

    /// <summary>How the chain is made, exactly.</summary>
    public static string ChainDocument
    {
        get
        {
            using var reader = new StreamReader(typeof(EvidenceText).Assembly.GetManifestResourceStream("Chain.md")!, Encoding.UTF8);
            return reader.ReadToEnd();
        }
    }

    /// <summary>Since when it is known by the hour whether the service was there to hear; null where that is the whole time.</summary>
    public static DateTimeOffset? AwayKnownSince(EvidenceFacts facts) =>
        facts.Head.TakenAt - AwayKnown is var known && !(facts.Question.Query.Since >= known) ? known : null;

    public static IReadOnlyList<string> HowToCheck(EvidenceFacts facts) =>
    [
        $"sha256sum -c {EvidenceZip.Manifest} shows that no file of this pack was changed since it was packed. Whoever made the pack was told the SHA-256 of the whole: hold that against it, too.",
        "Each line of events.ndjson has the line of chain.csv with its id beside it. By the rules of CHAIN.md the event's canonical bytes behind its hash_before give its hash: no field of it was changed.",
        Say($"Ask whoever runs the log for `slackaudit verify --checkpoint \"{facts.Head.Sequence} {Convert.ToHexStringLower(facts.Head.Hash)}\"`, and the same with the other checkpoints of proof.json and those that digests posted in Slack: the log still has the chain that this pack was taken from, and nothing between the events of the pack was changed, removed or inserted."),
    ];

    public static string Readme(EvidenceFacts facts) => Lines(
    [
        "EVIDENCE FROM AN AUDIT LOG",
        "",
        $"Question:  {Line(facts.Question.Typed)}",
        $"Read as:   {Line(Question.Format(facts.Question.Query))}",
        Say($"Time:      {(facts.Question.Query.Since is { } since ? Time(since) : "the beginning of the log")} until {Time(facts.Until)}{(facts.IsOpen ? " (when this was made)" : "")}"),
        Say($"Made:      {Time(facts.Head.TakenAt)} by {Line(facts.Reader ?? "somebody")}, which the log has recorded"),
        Say($"Events:    {facts.Events.Count:N0}, in the order in which they were recorded; {facts.Coverage.LeftOut:N0} others of that time were not asked for"),
        facts.Faults.Count == 0
            ? Say($"The log:   INTACT. Its chain was walked from the first to the newest of {facts.Verdict.Events:N0} events{(facts.Verdict.Pruned > 0 ? Say($", of which {facts.Verdict.Pruned:N0} were pruned, as the log says") : "")}.")
            : "The log:   BROKEN. Do not rely on this pack before it is known what happened:",
        .. facts.Faults.Select(fault => $"           {fault}"),
        "",
        "WHAT IS IN HERE",
        "",
        "events.csv       the events as a table. A cell that a spreadsheet would take for a formula has an apostrophe before it",
        "events.ndjson    the same events, one a line as JSON, exactly as the log has them",
        "chain.csv        what binds each of them to the log's chain",
        "proof.json       the first and last event, the checkpoints, what came of walking the chain, and how to check that",
        "coverage.txt     what the log heard of each source, where it may have gaps, what was pruned (coverage.json for programs)",
        "CHAIN.md         how the chain is made, exactly, so that a program in any language can check it",
        $"{EvidenceZip.Manifest}  the SHA-256 of each file",
        "",
        "HOW TO CHECK IT",
        "",
        .. HowToCheck(facts).Select((step, index) => Say($"{index + 1}. {step}")),
        "",
        "WHAT IT DOES NOT SHOW",
        "",
        "It shows what the sources told the log, and that nobody changed that since. What no source told is not in it: see coverage.txt.",
        "Values of variables, passwords and keys were removed before anything was recorded.",
    ]);

    public static string Coverage(EvidenceFacts facts)
    {
        var coverage = facts.Coverage;
        var pruned = coverage.Pruned.Sum(range => range.LastId - range.FirstId + 1);
        return Lines(
        [
            Say($"WHAT THE LOG HAD, {(facts.Question.Query.Since is { } since ? Time(since) : "from its beginning")} until {Time(facts.Until)}"),
            .. facts.IsOpen ? ["The time that was asked about is not over: what comes later is not in here."] : Array.Empty<string>(),
            "",
            "SOURCES",
            .. coverage.Sources.Count == 0 ? ["No source has been heard yet."] : coverage.Sources.Select(Source),
            "",
            "GAPS: times from which the log may lack events",
            .. coverage.Gaps.Count == 0 ? ["None is known."] : coverage.Gaps.Select(gap => Say($"{Line(gap.Source ?? "all sources")}: {Time(gap.From)} until {(gap.To is { } to ? Time(to) : "now")}, {gap.Why}")),
            .. AwayKnownSince(facts) is { } known ? [Say($"Whether the service itself was running is known by the hour since {Time(known)} only.")] : Array.Empty<string>(),
            "",
            "LEFT OUT",
            Say($"{coverage.LeftOut:N0} events of that time, because the question does not ask for them."),
            pruned == 0 ? "Nothing of that time was pruned."
                : Say($"{pruned:N0} events were pruned of which some may have occurred in that time and been asked for; that can no longer be known:"),
            .. coverage.Pruned.Select(range => Say($"events {range.FirstId} to {range.LastId}, the newest of {Time(range.NewestAt)}, pruned {Time(range.PrunedAt)}")),
            Say($"What was recorded after event {facts.Head.Sequence}, while this was being made. Routine reads, unless the settings have a source record them. Deliveries that were refused."),
        ]);
    }

    static string Source(CoveredSource source)
    {
        var packed = source.Packed is { } some ? Say($"{some.Events:N0} events, the first {Time(some.FirstAt)}, the last {Time(some.LastAt)}") : "no events";
        var heard = source.Health?.LastDeliveryAt is { } at ? Say($"last heard {Time(at)}") : "never heard";
        var refused = source.Health is { Refused: > 0, LastRefusedAt: { } last } ? Say($"; {source.Health.Refused:N0} deliveries refused since the log began, the last {Time(last)}") : "";
        return Say($"{Line(source.Source)}: {packed}; {source.InPeriod - source.InPack:N0} others not asked for; {heard}{refused}");
    }

    static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    // Whatever somebody typed or is called stays on its line.
    static string Line(string text) => Clean.Summary(text, 2_000);

    static string Say(FormattableString sentence) => sentence.ToString(CultureInfo.InvariantCulture);

    static string Lines(IEnumerable<string> lines) => string.Join('\n', lines) + "\n";
}
