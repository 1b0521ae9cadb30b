using Hangfire;
using SlackAudit.Events;
using SlackAudit.Record;
using SlackAudit.Slack;

namespace SlackAudit.Notify.Confirmations;

/// <summary>Gives up questions that nobody answered in time, which is told.</summary>
sealed class QuestionWatch(
    Questions questions, ConfirmedEvents confirmations, AskedPeople people, WasItYouSettings settings, TimeProvider time, ILogger<QuestionWatch> logger)
{
    static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <summary>Looks at every open question, for the minutely job; however many processes do, each is given up once.</summary>
    /// <exception cref="LogUnavailableException">The database does not take it now; the next look does it.</exception>
    [AutomaticRetry(Attempts = 0, OnAttemptsExceeded = AttemptsExceededAction.Delete)]
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        foreach (var question in await confirmations.OpenAsync(cancellationToken)) await LookAsync(question, cancellationToken);
    }

    async Task LookAsync(Notification question, CancellationToken cancellationToken)
    {
        // Whoever could not be asked yet is waited for no longer than whoever could.
        var since = question.State == NotificationState.Posted ? question.DueAt : question.CreatedAt;
        var now = time.GetUtcNow();
        if (now - since < settings.Within || await questions.FindAsync(question.EventId!.Value, cancellationToken) is not { Actor: not null } asked) return;
        if (await ZoneAsync(asked, now - since, cancellationToken) is not { } zone || settings.WorkingHours.After(since, settings.Within, zone) > now) return;
        var givenUp = new Confirmation { EventId = asked.Id, Answer = Confirmation.Unanswered, AnsweredAt = now };
        AuditEvent[] all = [asked, .. await confirmations.JoinedAsync(question, long.MaxValue, Answering.MostJoined, cancellationToken)];
        await confirmations.TakeAsync(question, all, givenUp, isLate: false, ConfirmationText.Unanswered(all, question, settings.Within), cancellationToken);
    }

    // Slack may be away for a while; what nobody confirmed is not kept back for longer than a day.
    async Task<TimeZoneInfo?> ZoneAsync(AuditEvent asked, TimeSpan waited, CancellationToken cancellationToken)
    {
        try
        {
            return await people.ZoneAsync(asked, cancellationToken);
        }
        catch (SlackException away)
        {
            logger.LogInformation("Whose working time counts for event {Id} is not known now: {Reason}", asked.Id, away.Message);
            return waited < settings.Within + Longest ? null : settings.Zone;
        }
    }
}
