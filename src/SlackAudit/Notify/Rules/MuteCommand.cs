using SlackAudit.Events;
using SlackAudit.Record;
using SlackAudit.Slack;

namespace SlackAudit.Notify.Rules;

/// <summary><c>/audit mute RULE|"question"|app:x|by:x for 2h because REASON</c>.</summary>
sealed class MuteCommand(NotificationRules rules, Questions questions, RuleBook book, RuleChanges changes, RuleAnswers answers, TimeProvider time) : ISlashCommandHandler
{
    public Task<SlashCommandResponse> Handle(SlashCommand command, CancellationToken cancellationToken) => answers.GiveAsync(async () =>
    {
        await book.RefreshAsync(cancellationToken);
        var (read, wrong) = new MuteReader(rules, questions.People, time.GetUtcNow()).Read(command);
        if (read is not { } mute) return Sentences.Problem(wrong!);
        if (await changes.MuteAsync(mute, ActorTrust.Verified, cancellationToken) is { } problem) return Sentences.Problem(problem);
        return Sentences.Lines(
            Mrkdwn.Of($":mute: Muted until {Mrkdwn.Date(mute.Until)}: {Shown(mute)}. It is recorded all the same, counted in {Mrkdwn.Code($"{command.Command} mutes")}, and told again by itself."),
            Mrkdwn.Of($"What weakens the watching itself is told nevertheless. To end it sooner: {Mrkdwn.Code($"{command.Command} unmute {mute.Rule ?? mute.Question}")}"));
    }, cancellationToken);

    /// <summary>What is muted, as a message shows it.</summary>
    public static Mrkdwn Shown(Mute mute) => mute.Question is { } question ? Mrkdwn.Code(question) : Mrkdwn.Of($"the rule *{mute.Rule}*");
}
