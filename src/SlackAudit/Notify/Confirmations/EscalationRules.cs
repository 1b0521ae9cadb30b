using SlackAudit.Events;

namespace SlackAudit.Notify.Confirmations;

/// <summary>The rules that everybody has whose people are asked: "no" and no answer are told, and so is an answer that comes after all.</summary>
static class EscalationRules
{
    const string Name = QuestionRouter.Rule;

    public static IEnumerable<NotificationRule> Of(string? channel) => channel is null ? [] :
    [
        new(Name, new AuditQuery { Actions = [Actions.Confirm], Sources = [OwnSource.Name], Sensitive = true }, channel),
        new(Name, new AuditQuery { Actions = [Actions.Confirm + ".late"], Sources = [OwnSource.Name] }, channel),
    ];
}
