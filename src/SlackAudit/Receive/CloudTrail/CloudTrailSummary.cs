using SlackAudit.Events;

namespace SlackAudit.Receive.CloudTrail;

/// <summary>The sentence about a call.</summary>
static class CloudTrailSummary
{
    const int Longest = 500;

    public static string Of(CloudTrailRecord record, CallDraft draft, CloudTrailActor actor, Outcome outcome)
    {
        var who = actor.Name is null ? "somebody" : actor.Aside is null ? actor.Name : $"{actor.Name} ({actor.Aside})";
        var (phrase, isSaid) = Phrase(record, draft);
        var did = !isSaid ? ":" : outcome == Outcome.Failure ? " tried to" : "";
        var verb = isSaid && outcome != Outcome.Failure ? CallWords.Past(phrase) : phrase;
        var target = string.Join(' ', new[] { draft.TargetType, draft.Target }.OfType<string>());
        var what = string.Join(' ', new[] { verb, target }.Where(part => part.Length > 0));
        var where = record.Scope is null ? "" : $" in {record.Scope}";
        var through = record.InvokedBy is not null && record.InvokedBy != actor.Name ? $", through {record.InvokedBy}" : "";
        var reason = outcome == Outcome.Failure ? CallOutcome.Reason(record) ?? (isSaid ? null : "failed") : null;
        return OneLine.Of($"{who}{did} {what}{draft.After}{where}{through}{(reason is null ? "" : $": {reason}")}", Longest)!;
    }

    /// <summary>What was done, and whether it begins with a verb.</summary>
    static (string Phrase, bool IsSaid) Phrase(CloudTrailRecord record, CallDraft draft)
    {
        if (draft.Phrase is { } phrase) return (phrase, true);
        var (verb, nouns) = CallWords.Of(record.Call);
        if (verb.Length == 0) return ("did something", false);
        if (draft.TargetType is { } type && nouns != type && nouns != type + "s") nouns = nouns.Length == 0 ? "" : $"{nouns} of";
        else if (draft.TargetType is not null) nouns = "";
        return (nouns.Length == 0 ? verb : $"{verb} {nouns}", Meanings.IsVerb(verb) || draft.TargetType is not null);
    }
}
