using SlackAudit.Events;
using SlackAudit.Slack;

namespace SlackAudit.Notify.Rules;

/// <summary>Reads <c>"exec, ssh in production" here named shells quiet 22:00-07:00</c>.</summary>
sealed class SubscriptionReader(NotificationRules rules, KnownPeople people, Askers askers, TimeProvider time)
{
    /// <summary>How it is typed.</summary>
    public const string Form = "subscribe \"exec, ssh in production\" here";

    static readonly string[] Named = ["named", "called"];
    static readonly string[] Quiet = ["quiet"];

    /// <summary>The draft, or why there is none: a sentence that says what to do.</summary>
    public async Task<(SubscriptionDraft? Draft, IReadOnlyList<string> Notes, string? Problem)> ReadAsync(SlashCommand command, CancellationToken cancellationToken)
    {
        if (TypedWords.Read(command.Behind) is not { } typed) return (null, [], "A quote is not closed. Close it, or leave it out.");
        if (typed.Words.Count == 0) return (null, [], $"Say what to tell, and where: {command.Command} {Form}. Then you see how much that would have been, before anything is saved.");

        var (text, at) = QuestionOf(typed);
        if (text.Length == 0) return (null, [], $"Say what to tell before you say where: {command.Command} {Form}.");
        var question = RuleQuestion.Read(text, QuestionContext.InSlack(time.GetUtcNow(), TimeZoneInfo.Utc, people, command.UserId, command.UserName));
        if (question.Query is not { } query) return (null, [], question.Problem);
        var said = at < typed.Words.Count ? Where(typed.Words[at], command) : null;
        var channel = said ?? ChannelMeant.Here(command);
        if (channel.IsDirectMessage) return (null, [], "A direct message cannot be subscribed. Say which channel instead of here, such as #ops.");
        if (said is not null) at++;

        var (name, quiet) = ((string?)null, (string?)null);
        while (at < typed.Words.Count)
        {
            var end = Next(typed, at + 1, [.. Named, .. Quiet]);
            if (typed.Words[at].Is(Named)) name = Names.Fold(QuestionText.Readable(typed.Said(at + 1, end)));
            else if (typed.Words[at].Is(Quiet)) quiet = await HoursAsync(typed.Said(at + 1, end), command, cancellationToken);
            else return (null, [], $"I do not understand {QuestionProblem.Show(typed.Words[at].Text)} there. Put the question in quotes: {command.Command} {Form} named NAME quiet 22:00-07:00.");
            at = end;
        }
        var check = new SubscriptionCheck(rules, people);
        var asked = Question.Format(query);
        var draft = new SubscriptionDraft(asked, channel.Key(rules.Standing.Select(each => each.Rule.Channel)), name ?? check.NameFor(asked), quiet);
        var problem = check.Problem(draft) ?? Taken(check, draft)
            ?? (draft.Carried().Length > ButtonValue.Most ? "That is more than a button can carry. Ask for less, or make two rules." : null);
        return problem is null ? (draft, query.Notes, null) : (null, [], problem);
    }

    static string? Taken(SubscriptionCheck check, SubscriptionDraft draft) =>
        check.Named(draft.Name) is null ? null : $"There is a rule named {draft.Name} already. Give this one another name: named NAME.";

    // In quotes, or everything until it is said where.
    static (string Text, int At) QuestionOf(TypedWords typed)
    {
        if (typed.Words[0].IsQuoted) return (typed.Words[0].Text.Trim(), Skip(typed, 1));
        var at = 0;
        while (at < typed.Words.Count && Where(typed.Words[at], null) is null) at++;
        var end = at > 1 && at < typed.Words.Count && typed.Words[at - 1].Is("in", "to") ? at - 1 : at;
        return (typed.Raw(0, end), at);
    }

    static int Skip(TypedWords typed, int at) => at + 1 < typed.Words.Count && typed.Words[at].Is("in", "to") ? at + 1 : at;

    static ChannelMeant? Where(TypedWord word, SlashCommand? command) =>
        word.IsQuoted ? null : word.Is("here") ? command is null ? new ChannelMeant() : ChannelMeant.Here(command) : ChannelMeant.Read(word.Text);

    static int Next(TypedWords typed, int at, IReadOnlyList<string> words)
    {
        while (at < typed.Words.Count && !typed.Words[at].Is(words)) at++;
        return at;
    }

    // Without a zone, those of whoever types.
    async Task<string> HoursAsync(string said, SlashCommand command, CancellationToken cancellationToken)
    {
        foreach (var dash in new[] { " - ", " – ", " — ", " to " }) said = said.Replace(dash, "-", StringComparison.OrdinalIgnoreCase);
        var hours = QuietHours.Parse(said) ?? QuietHours.Parse(said, await askers.ZoneAsync(command.UserId, cancellationToken));
        return hours?.ToString() ?? said;
    }
}
