using SlackAudit.Events;

namespace SlackAudit.Notify;

/// <summary>The rules that everybody has who names a channel for it: whatever weakens the watching is told, and so is its end.</summary>
static class WatchRules
{
    const string Name = "source health";

    public static IEnumerable<NotificationRule> Of(string? channel) => channel is null ? [] :
    [
        new(Name, new AuditQuery { Actions = [Actions.Tamper], Sensitive = true }, channel),
        new(Name, new AuditQuery { Actions = [Actions.Tamper], Sources = [OwnSource.Name] }, channel),
        new(Name, new AuditQuery { Actions = [Actions.Policy], Sources = [OwnSource.Name], Sensitive = true }, channel),
    ];
}
