using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using SlackAudit.Events;

namespace SlackAudit.Record.Evidence;

/// <summary>What a pack says for programs.</summary>
static class EvidenceJson
{
    static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.Never,
    };

    public static string Proof(EvidenceFacts facts) => JsonSerializer.Serialize(new
    {
        Question = facts.Question.Typed,
        UnderstoodAs = Question.Format(facts.Question.Query),
        MadeAt = EventJson.Time(facts.Head.TakenAt),
        MadeBy = facts.Reader,
        Events = facts.Events.Count,
        First = Link(facts.Events.First),
        Last = Link(facts.Events.Last),
        Log = new { Events = facts.Head.Sequence, Hash = Convert.ToHexStringLower(facts.Head.Hash) },
        Checkpoints = facts.Checkpoints.Select(c => new { c.Sequence, Hash = Convert.ToHexStringLower(c.Hash), TakenAt = EventJson.Time(c.TakenAt) }),
        Verify = new
        {
            Result = facts.Faults.Count == 0 ? "intact" : "broken",
            facts.Verdict.Events,
            facts.Verdict.Pruned,
            facts.Verdict.Checkpoints,
            KeptPayloads = "not read: this pack holds none of them",
            facts.Faults,
        },
        HowToCheck = EvidenceText.HowToCheck(facts),
    }, Options) + "\n";

    public static string Coverage(EvidenceFacts facts) => JsonSerializer.Serialize(new
    {
        Since = Time(facts.Question.Query.Since),
        Until = Time(facts.Until),
        facts.IsOpen,
        Events = facts.Events.Count,
        Sources = facts.Coverage.Sources.Select(source => new
        {
            source.Source,
            Events = source.InPack,
            FirstAt = Time(source.Packed?.FirstAt),
            LastAt = Time(source.Packed?.LastAt),
            NotAskedFor = source.InPeriod - source.InPack,
            LastDeliveryAt = Time(source.Health?.LastDeliveryAt),
            RefusedEver = source.Health?.Refused ?? 0,
            LastRefusedAt = Time(source.Health?.LastRefusedAt),
        }),
        Gaps = facts.Coverage.Gaps.Select(gap => new { gap.Source, From = Time(gap.From), To = Time(gap.To), Reason = gap.Why }),
        GapsOfTheServiceKnownSince = Time(EvidenceText.AwayKnownSince(facts)),
        Pruned = facts.Coverage.Pruned.Select(range => new { range.FirstId, range.LastId, Events = range.LastId - range.FirstId + 1, NewestAt = Time(range.NewestAt), PrunedAt = Time(range.PrunedAt) }),
        LeftOut = new { NotAskedFor = facts.Coverage.LeftOut, PrunedPerhaps = facts.Coverage.Pruned.Sum(range => range.LastId - range.FirstId + 1) },
    }, Options) + "\n";

    static object? Link(EvidenceLink? link) => link is null ? null : new { Sequence = link.Id, HashBefore = link.Before is null ? null : Convert.ToHexStringLower(link.Before), Hash = Convert.ToHexStringLower(link.Hash) };

    static string? Time(DateTimeOffset? at) => at is { } instant ? EventJson.Time(instant) : null;
}
