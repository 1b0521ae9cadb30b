using SlackAudit.Slack;
using SlackAudit.Slack.Blocks;

namespace SlackAudit.Ask.Identities;

/// <summary>What is said about names and whose they are.</summary>
static class LinkMessages
{
    public const string ConfirmId = "link.confirm";
    public const string DeclineId = "link.decline";

    /// <summary>A sentence to whoever typed alone.</summary>
    public static SlashCommandResponse Only(string sentence) => new() { Message = Sentences.Of(sentence), ResponseType = ResponseType.Ephemeral };

    /// <summary>That a name is somebody's from now on.</summary>
    public static string Linked(LinkProposal proposal, string command) => $"{proposal.Name} is {proposal.Person} from now on, in every answer. It ends with {command} unlink {proposal.Name}.";

    /// <summary>Somebody's word, for an admin to confirm.</summary>
    public static SlashCommandResponse Proposed(LinkProposal proposal)
    {
        var said = $" says that {proposal.Name} is them. An admin of this app who knows that can confirm it within a week.";
        return new()
        {
            ResponseType = ResponseType.InChannel,
            Message = new Message
            {
                Text = SlackText.Escape(proposal.Person + said),
                Blocks =
                [
                    new SectionBlock { Text = Mrkdwn.Of($"{Mrkdwn.User(proposal.UserId)}{said}") },
                    new ActionsBlock
                    {
                        Elements =
                        [
                            new Button { ActionId = ConfirmId, Text = "Confirm", Value = proposal.Carried(), Style = ButtonStyle.Primary, AccessibilityLabel = "Confirm that the name is theirs" },
                            new Button { ActionId = DeclineId, Text = "Decline", Value = proposal.Carried(), AccessibilityLabel = "Decline: the name is not theirs" },
                        ],
                    },
                ],
            },
        };
    }
}
