using SlackAudit.Slack;
using SlackAudit.Slack.Access;

namespace SlackAudit.Notify.Confirmations;

/// <summary>Puts the question whether something was them into the room.</summary>
static class ConfirmationRegistration
{
    /// <summary>Adds it. Where nobody is asked any more, what was asked can still be answered.</summary>
    public static IServiceCollection AddConfirmations(this IServiceCollection services, WasItYouSettings settings) => services
        .AddSingleton(settings)
        .AddSingleton<SlackPeople>()
        .AddSingleton<AskedPeople>()
        .AddSingleton<QuestionMessages>()
        .AddSingleton<QuestionGroups>()
        .AddSingleton<QuestionWatch>()
        .AddSingleton<Answering>()
        .RegisterBlockActionHandler<QuestionButtons>(QuestionMessage.YesAction, Role.Everyone)
        .RegisterBlockActionHandler<QuestionButtons>(QuestionMessage.NoAction, Role.Everyone)
        .RegisterViewSubmissionHandler<ReasonSubmission>(ReasonDialog.CallbackId, Role.Everyone);
}
