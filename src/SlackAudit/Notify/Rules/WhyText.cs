using SlackAudit.Events;
using SlackAudit.Record;
using SlackAudit.Slack;

namespace SlackAudit.Notify.Rules;

/// <summary>The way of an event in lines.</summary>
static class WhyText
{
    const int MostRules = 8;
    const int LongestPart = 200;

    /// <summary>From where, when and with which delivery it came, and where it is in the log.</summary>
    public static IEnumerable<Mrkdwn> Received(AuditEvent told)
    {
        yield return Mrkdwn.Of($"*Event {Mrkdwn.Code($"{told.Id}")}*  {Cut(told.Summary)}");
        var lag = told.RecordedAt - told.OccurredAt;
        var late = lag >= TimeSpan.FromSeconds(1) ? Mrkdwn.Of($", {Durations.InWords(lag)} after it happened ({Mrkdwn.Date(told.OccurredAt)})") : default;
        var delivery = told.PayloadId switch
        {
            null => Mrkdwn.Literal("without a payload"),
            var payload when payload == told.Id => Mrkdwn.Literal("the first of its delivery"),
            { } payload => Mrkdwn.Of($"number {told.Id - payload + 1} of the delivery that begins with event {Mrkdwn.Code($"{payload}")}"),
        };
        yield return told.Source == OwnSource.Name
            ? Mrkdwn.Of($"*Received*  from nobody: the log said it itself, {Mrkdwn.Date(told.OccurredAt)}.")
            : Mrkdwn.Of($"*Received*  from {told.Source} as {Mrkdwn.Code(Cut(told.SourceEventId))}, {delivery}{late}.");
        yield return Mrkdwn.Of($"*Recorded*  {Mrkdwn.Date(told.RecordedAt)} as number {Mrkdwn.Code($"{told.Id}")}, hash {Mrkdwn.Code(Convert.ToHexStringLower(told.Hash))}.");
    }

    /// <summary>The rules that it met, and those that it missed by one condition.</summary>
    public static IEnumerable<Mrkdwn> Rules(AuditEvent told, IReadOnlyList<RuleVerdict> verdicts, IReadOnlyList<Muting> mutings)
    {
        if (Actions.IsRoutine(told.Action) && !told.Sensitive) yield return Mrkdwn.Of($"*Rules*  none were asked: {told.Action} is routine, which is recorded but never announced.");
        if (verdicts.Count == 0) yield return Mrkdwn.Literal("*Rules*  there are none.");
        var met = verdicts.Where(each => each.Failed.Count == 0).ToList();
        foreach (var verdict in met.Take(MostRules)) yield return Met(verdict.Standing, told, mutings);
        if (met.Count > MostRules) yield return Mrkdwn.Of($"… and {met.Count - MostRules} more that it met.");
        var near = verdicts.Where(each => each.Failed.Count == 1).ToList();
        foreach (var verdict in near.Take(MostRules))
            yield return Mrkdwn.Of($":heavy_minus_sign: Just not *{verdict.Standing.Rule.Name}* ({ChannelMeant.Show(verdict.Standing.Rule.Channel)}): {Cut(RuleVerdict.Say(verdict.Failed[0].About, verdict.Failed[0].Part, told))}.");
        var others = verdicts.Count - met.Count - Math.Min(near.Count, MostRules);
        if (others > 0) yield return Mrkdwn.Of($"{others} other {(others == 1 ? "rule asks" : "rules ask")} for something else.");
    }

    /// <summary>What became of each message that it was owed.</summary>
    public static IEnumerable<Mrkdwn> Told(AuditEvent told, IReadOnlyList<RuleVerdict> verdicts, IReadOnlyList<ToldBy> owed, AuthTestResponse? workspace, DateTimeOffset now)
    {
        if (owed.Count == 0)
        {
            var isMet = verdicts.Any(each => each.Failed.Count == 0) && (told.Sensitive || !Actions.IsRoutine(told.Action));
            yield return isMet
                ? Mrkdwn.Literal("*Told*  nobody: when it was recorded no rule asked for it. A rule that it meets now was made later, or it came by an import, of which nobody is told.")
                : Mrkdwn.Literal("*Told*  nobody, since no rule asked for it.");
        }
        foreach (var each in owed) yield return Mrkdwn.Of($"*Told*  {ChannelMeant.Show(each.Owed.Channel)}, rule {each.Owed.Rule}: {State(each, workspace, now)}");
    }

    static Mrkdwn Met(StandingRule standing, AuditEvent told, IReadOnlyList<Muting> mutings)
    {
        var rule = standing.Rule;
        var muted = mutings.FirstOrDefault(muting => muting.Covers(rule.Name, told) && muting.Mute.MutedAt <= told.RecordedAt);
        return Mrkdwn.Join("; ",
        [
            Mrkdwn.Of($":heavy_check_mark: Met the rule *{rule.Name}* ({ChannelMeant.Show(rule.Channel)}): {Mrkdwn.Code(SlackText.Truncate(Question.Format(rule.When), LongestPart))}"),
            standing.MadeInSlack is { } made && made.MadeAt > told.RecordedAt ? Mrkdwn.Of($"but that was made later, {Mrkdwn.Date(made.MadeAt)}") : default,
            muted is null ? default : Mrkdwn.Of($"{muted.Sentence}"),
            !told.Sensitive && rule.Quiet is { } quiet && quiet.EndOf(told.RecordedAt) is not null ? Mrkdwn.Of($"in its quiet hours, {Mrkdwn.Code(quiet.ToString())}") : default,
        ]);
    }

    static Mrkdwn State(ToldBy each, AuthTestResponse? workspace, DateTimeOffset now)
    {
        var owed = each.Owed;
        return owed.State switch
        {
            NotificationState.Posted => Mrkdwn.Of($"posted, {Message(owed, workspace)}."),
            NotificationState.Joined => each.Whole is { } whole
                ? Mrkdwn.Of($"grouped with others into one message{(whole.EventId is { } first ? Mrkdwn.Of($", that of event {Mrkdwn.Code($"{first}")}") : default)}, {Message(whole, workspace)}.")
                : Mrkdwn.Literal("grouped with others into one message."),
            NotificationState.Muted => Mrkdwn.Of($"muted. {owed.Reason ?? ""}"),
            NotificationState.Dropped => Mrkdwn.Of($"not told, because somebody decided so. {owed.Reason ?? ""}"),
            NotificationState.Failed => Mrkdwn.Of($"failed for good after {owed.Attempts} {Tries(owed)}. {owed.Reason ?? ""}"),
            NotificationState.Sending => Mrkdwn.Of($"being sent now, try {owed.Attempts}."),
            NotificationState.Waiting => Mrkdwn.Of($"waits until {Mrkdwn.Date(owed.DueAt)} after {owed.Attempts} {Tries(owed)}. {owed.Reason ?? ""}"),
            _ when owed.DueAt > now => Mrkdwn.Of($"waits until {Mrkdwn.Date(owed.DueAt)}. {owed.Reason ?? (owed is { Attempts: 0, About: NotificationAbout.Event } ? "Until then the rule's quiet hours last." : "")}"),
            _ => Mrkdwn.Of($"not posted yet; it is its turn when what the channel was owed before is posted. {owed.Reason ?? ""}"),
        };
    }

    static Mrkdwn Message(Notification posted, AuthTestResponse? workspace) => posted switch
    {
        { SlackTs: { } ts } when WorkspaceLinks.Of(workspace, posted) is { } link => Mrkdwn.Of($"{Mrkdwn.Link(link, "the message")} ({Mrkdwn.Code(ts)})"),
        { SlackTs: { } ts } => Mrkdwn.Of($"message {Mrkdwn.Code(ts)} in {ChannelMeant.Show(posted.SlackChannel ?? posted.Channel)}"),
        _ => Mrkdwn.Literal("which is not posted yet"),
    };

    static string Tries(Notification owed) => owed.Attempts == 1 ? "try" : "tries";

    static string Cut(string text) => SlackText.Truncate(SlackText.Clean(text), LongestPart);
}

/// <summary>A notification of an event, and the one whose message tells it too; null for a message of its own.</summary>
readonly record struct ToldBy(Notification Owed, Notification? Whole);
