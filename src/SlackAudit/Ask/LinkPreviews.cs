using SlackAudit.Events;
using SlackAudit.Record;
using SlackAudit.Slack;
using SlackAudit.Slack.Access;
using SlackAudit.Slack.Blocks;

namespace SlackAudit.Ask;

/// <summary>Previews of links to event pages, where both who posts one and everybody who reads the channel may see the event.</summary>
sealed class LinkPreviews(LogViews views, LogReads reads, Roles roles, ISlackApiClient slack, EventPages pages) : ISlackEventListener
{
    public const string Type = "link_shared";

    // A message of more links is a list, and needs no previews.
    const int Most = 3;
    const int LongestSummary = 300;

    public async Task Handle(SlackEvent happened, CancellationToken cancellationToken)
    {
        // Of a message that is still being written nobody knows who will read it; once it is posted, its links are told again.
        if (happened.Origin == "composer" || happened.IsShared || happened.MessageTs.Length == 0) return;
        var channel = roles.OfChannel(happened.ChannelId);
        if (channel < Role.Member || happened.Links.Count > Most) return;
        var showsSensitive = channel >= Role.Auditor && happened.Role >= Role.Auditor;
        var log = views.Of(showsSensitive);
        var unfurls = new Dictionary<string, Unfurl>(StringComparer.Ordinal);
        foreach (var link in happened.Links.Distinct(StringComparer.Ordinal))
        {
            if (pages.Read(link) is not { } id || await log.Questions.FindAsync(id, cancellationToken) is not { } found || (found.Sensitive && !showsSensitive)) continue;
            if (found.Sensitive) await reads.RecordAsync(new LogReader(log.Questions.People.OfSlack(happened.UserId, ""), ActorTrust.Verified), "question", $"event {id}", cancellationToken);
            unfurls[link] = Preview(found, log.Questions.People);
        }
        if (unfurls.Count > 0) await slack.Chat.Unfurl(happened.ChannelId, happened.MessageTs, unfurls, cancellationToken);
    }

    static Unfurl Preview(AuditEvent e, KnownPeople people)
    {
        var parts = new List<Mrkdwn> { Mrkdwn.Date(e.OccurredAt) };
        if (people.Say(e) is { } who) parts.Add(Mrkdwn.Of($"by {Short(who)}{TrustWords.Mark(e)}"));
        if (e.App is { } app) parts.Add(Mrkdwn.Of($"app {Short(app)}"));
        if (e.Scope is { } scope) parts.Add(Mrkdwn.Of($"in {Short(scope)}"));
        var message = BlockKit.Fit(new Message
        {
            Text = "An event of the audit log.",
            Blocks =
            [
                new SectionBlock { Text = Mrkdwn.Of($"{EventMark.Of(e)} {Mrkdwn.Bold(Mrkdwn.Escape(SlackText.Truncate(SlackText.Clean(e.Summary), LongestSummary)))}") },
                new ContextBlock { Elements = [Mrkdwn.Join(" · ", parts)] },
            ],
        });
        return new() { Blocks = message.Blocks };
    }

    static string Short(string name) => SlackText.Truncate(SlackText.Clean(name), 100);
}
