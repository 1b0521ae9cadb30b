using SlackAudit.Slack;
using SlackAudit.Slack.Access;

namespace SlackAudit.Ask;

/// <summary>Somebody in Slack who wants to know.</summary>
/// <param name="UserId">The id in Slack; empty where Slack does not say.</param>
/// <param name="UserName">The short name in Slack, by which who is no known person is "me".</param>
/// <param name="Role">What they may.</param>
readonly record struct SlackAsker(string UserId, string UserName, Role Role)
{
    /// <summary>Whether they are shown what is sensitive.</summary>
    public bool SeesSensitive => Role >= Role.Auditor;

    public static SlackAsker Of(SlashCommand command) => new(command.UserId, command.UserName, command.Role);

    public static SlackAsker Of(BlockActionRequest press) => new(press.UserId, press.UserName, press.Role);

    public static SlackAsker Of(ShortcutRequest shortcut) => new(shortcut.UserId, shortcut.UserName, shortcut.Role);

    public static SlackAsker Of(ViewSubmission submission) => new(submission.UserId, submission.UserName, submission.Role);
}
