using SlackAudit.Events;
using SlackAudit.Record;
using SlackAudit.Slack;

namespace SlackAudit.Notify.Confirmations;

/// <summary>Takes an answer from whoever may give it, once, whichever way it comes.</summary>
sealed class Answering(Questions questions, ConfirmedEvents confirmations, AskedPeople people, NotificationClock clock, TimeProvider time)
{
    // Between reading what came of it and writing, it may be given up, and then be answered elsewhere.
    const int MostTries = 3;

    /// <summary>As many events as share a question at most.</summary>
    internal const int MostJoined = 10_000;

    /// <summary>What somebody who pressed or sent something may answer; looked at anew each time.</summary>
    /// <param name="carried">What the button or the dialog carried.</param>
    /// <param name="userId">Who it was.</param>
    /// <param name="cancellationToken">Stops asking.</param>
    public async Task<Asking> AskAsync(string carried, string userId, CancellationToken cancellationToken)
    {
        if (ShownEvents.Read(carried) is not { Asked: var id } shown) return new Asking(ConfirmationText.Gone(0));
        if (await questions.FindAsync(id, cancellationToken) is not { Actor: not null } asked) return new Asking(ConfirmationText.Gone(id));
        if (await confirmations.QuestionAsync(id, cancellationToken) is not { } question) return new Asking(ConfirmationText.Gone(id));
        try
        {
            var users = await people.OfAsync(asked, cancellationToken);
            if (!users.Contains(userId)) return new Asking(users.Count == 0 ? ConfirmationText.Unlinked(asked, userId) : ConfirmationText.NotYou(asked));
        }
        catch (SlackException)
        {
            return new Asking(ConfirmationText.NoSlack);
        }
        var before = await confirmations.FindAsync(id, cancellationToken);
        return before is null or { Answer: Confirmation.Unanswered } ? new Asking(null) { Shown = shown, Asked = asked, Question = question, Before = before } : new Asking(ConfirmationText.Already(before));
    }

    /// <summary>Records the answer and has the message say so.</summary>
    /// <returns>Null when it was taken; otherwise why it was not.</returns>
    public async Task<string?> TakeAsync(Asking asking, string answer, string? reason, string userId, string userName, CancellationToken cancellationToken)
    {
        var (asked, question, before) = (asking.Asked!, asking.Question!, asking.Before);
        try
        {
            AuditEvent[] all = [asked, .. await confirmations.JoinedAsync(question, asking.Shown.Last, MostJoined, cancellationToken)];
            for (var tries = 0; tries < MostTries; tries++)
            {
                var given = new Confirmation { EventId = asked.Id, Answer = answer, AnsweredBy = people.NameOf(asked, userId, userName), Reason = reason, AnsweredAt = time.GetUtcNow() };
                var isLate = before is not null;
                if (await confirmations.TakeAsync(question, all, given, isLate, ConfirmationText.Summary(all, given, isLate), cancellationToken))
                {
                    clock.Wake();
                    return null;
                }
                before = await confirmations.FindAsync(asked.Id, cancellationToken);
                if (before is { Answer: not Confirmation.Unanswered }) return ConfirmationText.Already(before);
            }
        }
        catch (LogUnavailableException)
        {
            // Said below.
        }
        return ConfirmationText.NoLog;
    }
}

/// <summary>Whether somebody may answer.</summary>
/// <param name="Refusal">Why not, a sentence for them; null when they may.</param>
sealed record Asking(string? Refusal)
{
    /// <summary>What was shown.</summary>
    public ShownEvents Shown { get; init; }

    /// <summary>The event that is asked about.</summary>
    public AuditEvent? Asked { get; init; }

    /// <summary>The question.</summary>
    public Notification? Question { get; init; }

    /// <summary>That it was given up; null while it was not.</summary>
    public Confirmation? Before { get; init; }
}
