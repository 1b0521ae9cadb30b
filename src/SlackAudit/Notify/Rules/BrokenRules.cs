using System.Collections.Concurrent;
using SlackAudit.Events;
using SlackAudit.Record;

namespace SlackAudit.Notify.Rules;

/// <summary>Asks the questions of rules so that one that breaks holds up no event and no other rule: it is counted, logged, and told once a day.</summary>
sealed class BrokenRules(Func<RuleChanges> changes, TimeProvider time, ILogger<BrokenRules> logger, NotificationMeters? meters = null)
{
    readonly ConcurrentDictionary<string, DateOnly> told = new(StringComparer.Ordinal);

    /// <summary>Whether an event meets a rule's question, or a mute's; it does not where the question breaks.</summary>
    public bool Ask(string rule, AuditEvent about, Func<AuditEvent, bool> question)
    {
        try
        {
            return question(about);
        }
        catch (Exception broken)
        {
            meters?.Broken();
            logger.LogError(broken, "The rule {Rule} could not be asked of event {Source} {SourceEventId}; what it asks for may not be told.", rule, about.Source, about.SourceEventId);
            var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
            if (!told.TryGetValue(rule, out var day) || day != today)
            {
                told[rule] = today;
                // The writer asks here, and the event that tells it is for the writer, too.
                _ = Task.Run(() => TellAsync(rule, broken.GetType().Name));
            }
            return false;
        }
    }

    async Task TellAsync(string rule, string reason)
    {
        try
        {
            await changes().BrokeAsync(rule, reason, CancellationToken.None);
        }
        catch (LogUnavailableException away)
        {
            told.TryRemove(rule, out _);
            logger.LogWarning("It could not be recorded that the rule {Rule} is broken; the next event that it cannot be asked of does it: {Reason}", rule, away.Message);
        }
    }
}
