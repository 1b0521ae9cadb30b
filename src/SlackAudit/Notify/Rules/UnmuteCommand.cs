using SlackAudit.Events;
using SlackAudit.Record;
using SlackAudit.Slack;

namespace SlackAudit.Notify.Rules;

/// <summary><c>/audit unmute ...</c>: ends every mute of a rule or question before its time.</summary>
sealed class UnmuteCommand(Questions questions, RuleBook book, RuleChanges changes, RuleAnswers answers, TimeProvider time) : ISlashCommandHandler
{
    public Task<SlashCommandResponse> Handle(SlashCommand command, CancellationToken cancellationToken) => answers.GiveAsync(async () =>
    {
        if (TypedWords.Read(command.Behind) is not { Words.Count: > 0 } typed)
            return Sentences.Problem($"Say what to unmute, as it was muted. {command.Command} mutes lists what is.");
        var said = typed.Said(0, typed.Words.Count).Trim();
        var now = time.GetUtcNow();
        var mutes = (await book.ReadAsync(cancellationToken)).Mutes.Where(mute => mute.Until > now).ToList();
        var rule = typed.Named(0, typed.Words.Count, mutes.Where(mute => mute.Rule is not null), mute => mute.Rule!)?.Rule;
        var found = mutes.Where(mute => mute.Rule is { } muted ? rule is not null && Names.Fold(muted) == Names.Fold(rule) : Is(mute, said)).ToList();
        if (found.Count == 0) return Sentences.Problem($"{QuestionProblem.Show(QuestionText.Readable(said))} is not muted. {command.Command} mutes lists what is.");
        var by = questions.People.OfSlack(command.UserId, command.UserName);
        foreach (var mute in found) await changes.UnmuteAsync(mute, by, ActorTrust.Verified, cancellationToken);
        return Sentences.Lines(Mrkdwn.Of($":loud_sound: Told again from now on: {MuteCommand.Shown(found[0])}. What was muted meanwhile stays untold; {Mrkdwn.Code($"{command.Command} mutes")} counts it."));
    }, cancellationToken);

    // Questions by their meaning: app:billing is "app:billing" and app:Billing's spelling stays its own.
    bool Is(Mute mute, string said) => mute.Question == said || RuleQuestion.Read(said, questions.People).Query is { } query && Question.Format(query) == mute.Question;
}
