namespace SlackAudit.Receive.CloudTrail;

/// <summary>What a call is taken for: what its row says, until what stands in its parameters says more.</summary>
/// <param name="Action">In the words of <see cref="Events.Actions"/>.</param>
/// <param name="Sensitive">Whether somebody should look.</param>
/// <param name="Phrase">What was done, beginning with a verb; null for the call's own words.</param>
/// <param name="TargetType">What kind of thing it was done to.</param>
/// <param name="Target">What it was done to.</param>
/// <param name="After">What follows in the sentence.</param>
sealed record CallDraft(string Action, bool Sensitive, string? Phrase, string? TargetType, string? Target, string? After)
{
    public static CallDraft Of(CloudTrailRecord record)
    {
        var meaning = Meanings.Of(record);
        var (target, count) = RecordPaths.Target(record, meaning);
        var more = count > 1 && target is not null ? FormattableString.Invariant($" and {count - 1} more") : null;
        var draft = new CallDraft(
            meaning.Action,
            meaning.Look == Look.Yes || (meaning.Look == Look.AtPeople && !record.IsByService),
            meaning.Phrase is null ? null : RecordPaths.Fill(record, meaning.Phrase, optional: false),
            target is null ? null : meaning.TargetType,
            target,
            more + (meaning.After is null ? null : RecordPaths.Fill(record, meaning.After, optional: true)));
        return Closer.Look(record, draft);
    }
}
