using SlackAudit.Record;
using SlackAudit.Slack;

namespace SlackAudit.Notify.Rules;

/// <summary><c>/audit mutes</c>: what is muted, by whom, until when and why, what was until a day ago, and how much that left untold.</summary>
sealed class MutesCommand(NotificationRules rules, RuleBook book, MutedNotifications muted, RuleAnswers answers, TimeProvider time) : ISlashCommandHandler
{
    const int MostListed = 40;

    public Task<SlashCommandResponse> Handle(SlashCommand command, CancellationToken cancellationToken) => answers.GiveAsync(async () =>
    {
        await book.RefreshAsync(cancellationToken);
        var now = time.GetUtcNow();
        var mutings = rules.Mutings.OrderBy(each => each.Mute.Until <= now).ThenBy(each => each.Mute.Until).ToList();
        if (mutings.Count == 0) return Sentences.Lines(Mrkdwn.Of($"Nothing is muted. To mute something: {Mrkdwn.Code($"{command.Command} {MuteReader.Form}")}"));
        var counts = await muted.CountAsync([.. rules.Standing.Select(each => each.Rule.Channel).Distinct()], now - RuleChanges.LongestMute - RuleBook.Remembered, cancellationToken);
        return Sentences.Lines(
        [
            .. mutings.Take(MostListed).Select(each => Line(each, counts, now)),
            mutings.Count > MostListed ? Mrkdwn.Of($"… and {mutings.Count - MostListed} more.") : default,
        ]);
    }, cancellationToken);

    static Mrkdwn Line(Muting muting, IReadOnlyList<MutedCount> counts, DateTimeOffset now)
    {
        var mute = muting.Mute;
        var untold = counts.Where(count => count.Reason == muting.Sentence).ToList();
        return Mrkdwn.Join(" · ",
        [
            Mrkdwn.Of($"• {MuteCommand.Shown(mute)}"),
            mute.Until > now ? Mrkdwn.Of($"until {Mrkdwn.Date(mute.Until)}") : Mrkdwn.Of($"ended {Mrkdwn.Date(mute.Until)}"),
            Mrkdwn.Of($"{mute.MutedBy ?? "somebody"}: {mute.Reason}"),
            untold.Count == 0 ? Mrkdwn.Of($"nothing muted since {Mrkdwn.Date(mute.MutedAt)}") : Mrkdwn.Of($"*{RuleAnswers.Counted(untold)}* muted since {Mrkdwn.Date(mute.MutedAt)}"),
        ]);
    }
}
