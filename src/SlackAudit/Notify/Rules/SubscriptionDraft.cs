using SlackAudit.Record;
using SlackAudit.Slack;

namespace SlackAudit.Notify.Rules;

/// <summary>A rule that somebody is about to make: what the button that makes it carries, and nothing that is believed when it comes back.</summary>
/// <param name="Question">The question, as it is kept.</param>
/// <param name="Channel">The channel, as the outbox knows it.</param>
/// <param name="Name">What it shall be called, folded.</param>
/// <param name="Quiet">Its quiet hours; null for none.</param>
sealed record SubscriptionDraft(string Question, string Channel, string Name, string? Quiet)
{
    /// <summary>As a button carries it.</summary>
    public string Carried() => ButtonValue.Write(this);

    /// <summary>What a button brought back; null where that is no draft.</summary>
    public static SubscriptionDraft? Read(string carried) => ButtonValue.Read<SubscriptionDraft>(carried) is { Question: not null, Channel: not null, Name: not null } draft ? draft : null;

    /// <summary>As a rule that somebody makes.</summary>
    public Subscription By(string? actor) => new() { Name = Name, Question = Question, Channel = Channel, QuietHours = Quiet, MadeBy = actor, MadeAt = default };
}
