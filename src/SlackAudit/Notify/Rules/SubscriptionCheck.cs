using SlackAudit.Events;
using SlackAudit.Slack;

namespace SlackAudit.Notify.Rules;

/// <summary>Whether a draft may become a rule: held against what is there when it is shown and again when somebody presses the button.</summary>
sealed class SubscriptionCheck(NotificationRules rules, KnownPeople people)
{
    /// <summary>The longest name, as the outbox keeps it.</summary>
    public const int LongestName = 100;

    /// <summary>Why it may not, a sentence that says what to do; null when it may.</summary>
    public string? Problem(SubscriptionDraft draft)
    {
        var question = RuleQuestion.Read(draft.Question, people);
        if (question.Query is not { } query) return question.Problem;
        if (draft.Question.Length > RuleQuestion.Longest) return $"A rule's question has at most {RuleQuestion.Longest} characters. Ask for less, or make two rules.";
        if (draft.Name.Length is 0 or > LongestName || SlackText.Clean(draft.Name).Trim() != draft.Name || Names.Fold(draft.Name) != draft.Name)
            return $"A rule needs a name of at most {LongestName} characters: named NAME.";
        if (!SlackText.IsChannelId(draft.Channel) && rules.Standing.All(each => each.Rule.Channel != draft.Channel) && ChannelMeant.Read(draft.Channel) is null)
            return "That is no channel. Write here, or a channel such as #ops.";
        if (draft.Quiet is { } quiet && QuietHours.Parse(quiet) is null) return $"Quiet hours are {QuietHours.Form}.";
        if (Named(draft.Name) is { MadeInSlack: null }) return $"The settings have a rule named {draft.Name}. Give this one another name: named NAME.";
        return rules.Standing.FirstOrDefault(each => each.Rule.Channel == draft.Channel && Question.Format(each.Rule.When) == Question.Format(query)) is { } same && Names.Fold(same.Rule.Name) != draft.Name
            ? $"That channel is told of this already, by the rule {same.Rule.Name}."
            : null;
    }

    /// <summary>A name for a rule that has none yet.</summary>
    public string NameFor(string question)
    {
        var name = SlackText.Truncate(Names.Fold(question), LongestName - 4).Trim();
        return Enumerable.Range(1, int.MaxValue).Select(i => i == 1 ? name : $"{name} {i}").First(each => Named(each) is null);
    }

    public StandingRule? Named(string name) => rules.Standing.FirstOrDefault(each => Names.Fold(each.Rule.Name) == Names.Fold(name));
}
