using SlackAudit.Events;
using SlackAudit.Record;

namespace SlackAudit.Notify.Rules;

/// <summary>A rule that is asked of each new event.</summary>
/// <param name="Rule">The rule, its question asked by somebody who knows people.</param>
/// <param name="Meets">The question, compiled.</param>
/// <param name="MadeInSlack">What was said in Slack; null for a rule of the settings.</param>
sealed record StandingRule(NotificationRule Rule, Func<AuditEvent, bool> Meets, Subscription? MadeInSlack)
{
    /// <summary>The rules of the settings and of Slack; what was compiled before is compiled no second time.</summary>
    public static StandingRule[] All(IReadOnlyList<NotificationRule> settings, RulePage page, KnownPeople people, IReadOnlyList<StandingRule> before)
    {
        var compiled = before.DistinctBy(each => each.Rule.When).ToDictionary(each => each.Rule.When, each => each.Meets);
        return
        [
            .. settings.Select(rule => Standing(rule with { When = rule.When.Knowing(people) }, null)),
            .. from made in page.Subscriptions
               let query = RuleQuestion.Read(made.Question, people).Query
               where query is not null
               select Standing(new NotificationRule(made.Name, query, made.Channel) { Quiet = made.QuietHours is null ? null : QuietHours.Parse(made.QuietHours) }, made),
        ];

        StandingRule Standing(NotificationRule rule, Subscription? made)
        {
            if (!compiled.TryGetValue(rule.When, out var meets)) compiled[rule.When] = meets = Compile(rule.When);
            return new StandingRule(rule, meets, made);
        }
    }

    // What cannot be compiled breaks where it is asked: there, it holds up no other rule.
    static Func<AuditEvent, bool> Compile(AuditQuery query)
    {
        try
        {
            return query.Compile();
        }
        catch (Exception broken)
        {
            return _ => throw new InvalidOperationException("The question of a rule cannot be compiled.", broken);
        }
    }
}
