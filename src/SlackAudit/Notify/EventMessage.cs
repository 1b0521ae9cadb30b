using System.Globalization;
using SlackAudit.Events;
using SlackAudit.Notify.Rules;
using SlackAudit.Record.Messages;
using SlackAudit.Slack;
using SlackAudit.Slack.Blocks;

namespace SlackAudit.Notify;

/// <summary>How one event is told: a headline, and beside a colour the facts. The colour is always said in a word too.</summary>
static class EventMessage
{
    const int LongestText = 4000;
    const int MostFields = 10;
    const int LongestLine = 200;

    /// <summary>The message about an event that met some rules of a channel.</summary>
    public static Message Of(AuditEvent told, IReadOnlyList<string> rules, KnownPeople? people = null, Beside? beside = null, EventPages? pages = null)
    {
        var facts = beside?.Facts().ToList() ?? [];
        var alike = beside?.Alike is { Count: > 0 } parts ? parts : null;
        var look = Look(told);
        var who = told.Actor is null ? null : (people ?? KnownPeople.None).Say(told) + TrustWords.Mark(told);
        var words = Words(told, who, look.Word, facts.Select(fact => fact.Words), alike, longestPart: 1000);
        // Only for names that are mostly marks: shorter parts rather than a text that ends before it says who and where.
        if (words.Length > LongestText) words = Words(told, who, look.Word, facts.Select(fact => fact.Words), alike, longestPart: 80);
        return new Message
        {
            Text = words,
            Blocks = [new SectionBlock { Text = Mrkdwn.Of($"{look.Emoji} {Mrkdwn.Bold(Mrkdwn.Escape(look.Word))} {told.Summary}{(alike is null ? "" : More(alike))}") }],
            Attachments =
            [
                new Attachment
                {
                    Color = look.Color,
                    Fallback = words,
                    Blocks =
                    [
                        new SectionBlock { Fields = [.. Fields(told, who).Concat(facts.Select(fact => Mrkdwn.Of($"{Mrkdwn.Bold(Mrkdwn.Escape(fact.Label))}\n{fact.Value}"))).Take(MostFields).Select(field => (TextObject)field)] },
                        .. alike is null ? [] : Newest(alike),
                        Context(told, rules, pages),
                        MessageButtons.Of(told.Id, rules[0]),
                    ],
                },
            ],
        };
    }

    static (Mrkdwn Emoji, string Word, string Color) Look(AuditEvent told) => told switch
    {
        { Sensitive: true, Outcome: Outcome.Failure } => (Mrkdwn.Literal(":rotating_light:"), "Sensitive, failed:", "#d93025"),
        { Sensitive: true, Outcome: Outcome.Started } => (Mrkdwn.Literal(":rotating_light:"), "Sensitive, started:", "#d93025"),
        { Sensitive: true } => (Mrkdwn.Literal(":rotating_light:"), "Sensitive:", "#d93025"),
        { Outcome: Outcome.Failure } => (Mrkdwn.Literal(":x:"), "Failed:", "#e8710a"),
        { Outcome: Outcome.Success } => (Mrkdwn.Literal(":white_check_mark:"), "Done:", "#188038"),
        { Outcome: Outcome.Started } => (Mrkdwn.Literal(":arrow_forward:"), "Started:", "#1a73e8"),
        _ => (Mrkdwn.Literal(":memo:"), "Noted:", "#80868b"),
    };

    static IEnumerable<Mrkdwn> Fields(AuditEvent told, string? who)
    {
        yield return Mrkdwn.Of($"*Who*\n{who ?? "not said by the source"}");
        yield return Mrkdwn.Of($"*When*\n{Mrkdwn.Date(told.OccurredAt)}");
        if (told.App is not null) yield return Mrkdwn.Of($"*App*\n{told.App}");
        if (told.Scope is not null) yield return Mrkdwn.Of($"*Where*\n{told.Scope}");
        if (told.Target is not null) yield return Mrkdwn.Of($"*{TargetLabel(told)}*\n{Mrkdwn.Code(told.Target)}");
        if (told.ClientAddress is not null) yield return Mrkdwn.Of($"*From*\n{Mrkdwn.Code(told.ClientAddress)}");
    }

    // What kind of thing a target is comes from a source's reader or from a sender: shown as text like everything else.
    static string TargetLabel(AuditEvent told)
    {
        var type = SlackText.Clean(told.TargetType).Replace('_', ' ').Trim();
        return type.Length == 0 ? "Target" : char.ToUpperInvariant(type[0]) + type[1..];
    }

    static string More(MessageParts alike) => string.Create(CultureInfo.InvariantCulture, $", and {alike.Count:N0} more like it");

    static IEnumerable<Block> Newest(MessageParts alike) =>
    [
        new RichTextBlock
        {
            Elements = [new RichTextList { Elements = [.. alike.Newest.Select(e => new RichTextSection { Elements = [new RichTextDate(e.OccurredAt), new RichTextText($"  {Line(e)}")] })] }],
        },
    ];

    static string Line(AuditEvent e) => string.Create(CultureInfo.InvariantCulture, $"{SlackText.Truncate(SlackText.Clean(e.Summary), LongestLine)} #{e.Id}");

    static ContextBlock Context(AuditEvent told, IReadOnlyList<string> rules, EventPages? pages)
    {
        var source = told.SourceAction is null ? Mrkdwn.Escape(told.Source) : Mrkdwn.Of($"{told.Source} {Mrkdwn.Code(told.SourceAction)}");
        var met = Mrkdwn.Of($"{(rules.Count == 1 ? "rule" : "rules")} {string.Join(", ", rules)}");
        var parts = new List<Mrkdwn> { source, met, pages?.Of(told.Id) is { } page ? Mrkdwn.Link(page, $"event {told.Id}") : Mrkdwn.Of($"event {Mrkdwn.Code($"{told.Id}")}") };
        if (SlackText.WebAddress(told.Url) is { } url) parts.Add(Mrkdwn.Link(url, "open"));
        return new ContextBlock { Elements = [Mrkdwn.Join(" · ", parts)] };
    }

    static string Words(AuditEvent told, string? who, string word, IEnumerable<string> more, MessageParts? alike, int longestPart)
    {
        string?[] facts =
        [
            who is null ? "By whom is not said by the source" : $"By {Part(who)}",
            told.App is null ? null : $"app {Part(told.App)}",
            told.Scope is null ? null : $"in {Part(told.Scope)}",
            told.Target is null ? null : $"{Part(TargetLabel(told).ToLowerInvariant())} {Part(told.Target)}",
            told.ClientAddress is null ? null : $"from {Part(told.ClientAddress)}",
            SlackText.Utc(told.OccurredAt),
            .. more,
        ];
        return SlackText.Escape($"{word} {Part(told.Summary).TrimEnd('.')}. {string.Join(", ", facts.Where(fact => fact is not null))}.{(alike is null ? "" : $" {More(alike).TrimStart(',', ' ')}, the newest: {string.Join("; ", alike.Newest.Select(Line))}.")}");

        string Part(string text) => SlackText.Truncate(SlackText.Clean(text), longestPart);
    }
}
