using SlackAudit.Record;
using SlackAudit.Slack;

namespace SlackAudit.Notify.Rules;

/// <summary><c>/audit subscriptions [all]</c>: the rules that tell this channel, or all.</summary>
sealed class SubscriptionsCommand(NotificationRules rules, RuleBook book, MutedNotifications muted, RuleAnswers answers, TimeProvider time) : ISlashCommandHandler
{
    const int MostListed = 60;

    static readonly TimeSpan Back = TimeSpan.FromDays(7);

    public Task<SlashCommandResponse> Handle(SlashCommand command, CancellationToken cancellationToken) => answers.GiveAsync(async () =>
    {
        await book.RefreshAsync(cancellationToken);
        var (here, all) = (ChannelMeant.Here(command), command.Behind.Equals("all", StringComparison.OrdinalIgnoreCase));
        var standing = rules.Standing.Where(each => all || here.Is(each.Rule.Channel)).ToList();
        var others = rules.Standing.Count - standing.Count;
        var counts = await muted.CountAsync([.. standing.Select(each => each.Rule.Channel).Distinct()], time.GetUtcNow() - Back, cancellationToken);
        var lines = new List<Mrkdwn> { Head(standing.Count, all, command.Command) };
        lines.AddRange(standing.Take(MostListed).Select(each => Line(each, counts, all)));
        if (standing.Count > MostListed) lines.Add(Mrkdwn.Of($"… and {standing.Count - MostListed} more."));
        if (Unread() is { IsEmpty: false } unread) lines.Add(unread);
        if (others > 0) lines.Add(Mrkdwn.Of($"{others} {(others == 1 ? "rule tells" : "rules tell")} other channels: {Mrkdwn.Code($"{command.Command} subscriptions all")}."));
        return Sentences.Lines(lines);
    }, cancellationToken);

    static Mrkdwn Head(int count, bool all, string command) => count switch
    {
        0 when all => Mrkdwn.Of($"There is no rule yet. Make one: {Mrkdwn.Code($"{command} {SubscriptionReader.Form}")}"),
        0 => Mrkdwn.Of($"No rule tells this channel. Make one: {Mrkdwn.Code($"{command} {SubscriptionReader.Form}")}"),
        1 => Mrkdwn.Of($"*1* rule{(all ? "" : " tells this channel")}:"),
        _ => Mrkdwn.Of($"*{count}* rules{(all ? "" : " tell this channel")}:"),
    };

    static Mrkdwn Line(StandingRule standing, IReadOnlyList<MutedCount> counts, bool all)
    {
        var rule = standing.Rule;
        var parts = new List<Mrkdwn>
        {
            Mrkdwn.Of($"• *{rule.Name}*  {Mrkdwn.Code(SlackText.Truncate(Events.Question.Format(rule.When), 200))}"),
            all ? Mrkdwn.Of($"to {ChannelMeant.Show(rule.Channel)}") : default,
            standing.MadeInSlack is { } made ? Mrkdwn.Of($"by {made.MadeBy ?? "somebody"}, {Mrkdwn.Date(made.MadeAt)}") : Mrkdwn.Literal("of the settings"),
            rule.Quiet is { } quiet ? Mrkdwn.Of($"quiet {Mrkdwn.Code(quiet.ToString())}") : default,
            Muted([.. counts.Where(count => count.Rule == rule.Name && count.Channel == rule.Channel)]),
        };
        return Mrkdwn.Join(" · ", parts);
    }

    static Mrkdwn Muted(IReadOnlyList<MutedCount> counts) => counts.Count == 0 ? default
        : Mrkdwn.Of($"{RuleAnswers.Counted(counts)} muted since {Mrkdwn.Date(counts.Min(count => count.Since))}");

    // A question that an older version understood.
    Mrkdwn Unread()
    {
        var unread = book.Page.Subscriptions.Where(made => rules.Standing.All(each => each.MadeInSlack?.Name != made.Name)).Select(made => made.Name).ToList();
        return unread.Count == 0 ? default : Mrkdwn.Of($":warning: Not understood any more, and telling nothing: {string.Join(", ", unread.Take(10))}. Unsubscribe them and make them anew.");
    }
}
