using System.Globalization;
using SlackAudit.Events;
using SlackAudit.Record;
using SlackAudit.Record.Sources;
using SlackAudit.Slack;

namespace SlackAudit.Notify.Confirmations;

/// <summary>What is said around the question whether something was them, in plain words.</summary>
static class ConfirmationText
{
    const int LongestSummary = 400;

    /// <summary>The summary of the event that records an answer.</summary>
    public static string Summary(IReadOnlyList<AuditEvent> asked, Confirmation answer, bool isLate)
    {
        var late = isLate ? ", after it had been told that nobody answered" : "";
        var reason = answer.Reason is { } given ? $": “{given}”" : "";
        return answer.Answer == Confirmation.Yes
            ? $"{answer.AnsweredBy} confirmed {What(asked)}{late}{reason}"
            : $"{answer.AnsweredBy} says that it was not them{late}: {What(asked)}";
    }

    /// <summary>The summary of the event that nobody answered.</summary>
    /// <param name="asked">The events that it is about, the one that was asked about first.</param>
    /// <param name="question">The question.</param>
    /// <param name="within">Within how much working time.</param>
    public static string Unanswered(IReadOnlyList<AuditEvent> asked, Notification question, TimeSpan within) => question.State == NotificationState.Posted
        ? $"nobody answered within {SourceSentences.Span(within)} of working time whether it was {asked[0].Actor}: {What(asked)}"
        : $"{asked[0].Actor} could not be asked within {SourceSentences.Span(within)} of working time{(question.Reason is { } why ? $" ({why.TrimEnd('.')})" : "")}: {What(asked)}";

    /// <summary>What was answered already.</summary>
    public static string Already(Confirmation answer) =>
        $"This was answered already: {answer.AnsweredBy ?? "somebody"} said {Said(answer)} at {SlackText.Utc(answer.AnsweredAt)}{(answer.Reason is { } reason ? $", “{reason}”" : "")}. The first answer stands.";

    /// <summary>That "no" was taken.</summary>
    /// <param name="channel">Which channel is told; null where none is any more.</param>
    /// <param name="isLate">Whether that nobody answered was told before.</param>
    public static string Thanks(string? channel, bool isLate) =>
        $"Thank you, your answer is recorded{(isLate ? ", though it comes late: that nobody answered was told already" : "")}.{(channel is null ? "" : $" It is told to {Channel(channel)} now.")}";

    public static string NotYou(AuditEvent asked) => $"This asks {asked.Actor}, so only they can answer it.";

    public static string Unlinked(AuditEvent asked, string userId) =>
        $"The log does not know yet who {asked.Actor} ({asked.Source}) is in Slack, so it cannot take your answer. If that is you, have your name linked first: "
        + $"whoever runs SlackAudit adds \"slack:{userId}\" and \"{asked.Source}:{asked.Actor}\" to you under People in its settings. Then press again.";

    public static string Gone(long id) => string.Create(CultureInfo.InvariantCulture, $"Event {id} is not in the log any more, so nothing is left to confirm.");

    public const string NoSlack = "Slack does not say now who is who, so your answer could not be taken. Press again in a minute.";

    public const string NoLog = "The log cannot be written now, so your answer was not recorded. Try again in a minute.";

    public const string NoDialog = "The dialog could not be opened in time. Press again.";

    public const string NoReason = "Write the reason in a few words.";

    /// <summary>What an answer says, as its button does.</summary>
    public static string Said(Confirmation answer) => answer.Answer == Confirmation.Yes ? "“Yes, it was me”" : "“No”";

    /// <summary>Who is told: a channel by its name, for its id says nothing.</summary>
    public static string Channel(string channel) => channel.StartsWith('#') ? channel : "the channel for it";

    static string What(IReadOnlyList<AuditEvent> asked) => string.Create(
        CultureInfo.InvariantCulture, $"{SlackText.Truncate(SlackText.Clean(asked[0].Summary), LongestSummary)} (event {asked[0].Id}{(asked.Count > 1 ? $" and {asked.Count - 1} alike" : "")})");
}
