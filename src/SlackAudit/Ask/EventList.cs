using SlackAudit.Events;
using SlackAudit.Record;
using SlackAudit.Slack;
using SlackAudit.Slack.Blocks;

namespace SlackAudit.Ask;

/// <summary>Several events, one line each: when, what, and of who and where only what the summary does not say.</summary>
static class EventList
{
    const int LongestSummary = 200;
    const int LongestName = 60;
    const int MostInOneBlock = 10;

    /// <summary>The lines, in the given order.</summary>
    public static IEnumerable<Block> Blocks(IEnumerable<AnswerLine> lines, KnownPeople people) =>
        lines.Chunk(MostInOneBlock).Select(some => new RichTextBlock { Elements = [new RichTextList { Elements = [.. some.Select(line => Line(line, people))] }] });

    static RichTextSection Line(AnswerLine line, KnownPeople people)
    {
        var e = line.Event;
        var parts = new List<RichTextLeaf>
        {
            new RichTextDate(e.OccurredAt),
            new RichTextText($"  {EventMark.Of(e)} {SlackText.Truncate(SlackText.Clean(e.Summary), LongestSummary)}{StoryText.Lasted(line.Session, SlackText.Utc)}{Rest(e, people)}  "),
            new RichTextText(StoryText.Ids(e.Id, line.EndId)) { Style = RichTextStyle.AsCode },
        };
        if (SlackText.WebAddress(e.Url) is { } url) parts.AddRange([new RichTextText("  "), new RichTextLink(url, "open")]);
        return new RichTextSection { Elements = parts };
    }

    static string Rest(AuditEvent e, KnownPeople people)
    {
        (string Word, string? Name)[] facts = [("", e.App), ("", e.Target), ("in ", e.Scope)];
        var unsaid = facts.Where(fact => fact.Name is not null && !IsSaid(e.Summary, fact.Name)).Select(fact => fact.Word + SlackText.Truncate(SlackText.Clean(fact.Name), LongestName));
        return string.Concat(unsaid.Prepend(Who(e, people)).OfType<string>().Select(fact => " · " + fact));
    }

    // Said in the summary or not: whom the summary means, and that nobody vouches for it, is not said there.
    static string? Who(AuditEvent e, KnownPeople people)
    {
        if (e.Actor is not { } actor) return null;
        var said = IsSaid(e.Summary, actor);
        var person = people.Of(e);
        if (said && e.ActorTrust != ActorTrust.Inferred && (person is null || IsSaid(e.Summary, person))) return null;
        return $"by {SlackText.Truncate(SlackText.Clean(said ? person ?? actor : people.Say(e)), LongestName)}{TrustWords.Mark(e)}";
    }

    // By its whole name or its last segment, as questions compare names, and not as a part of another word.
    static bool IsSaid(string summary, string name) => Mentions(summary, name) || Names.Key(name) is { } key && Mentions(summary, key);

    static bool Mentions(string summary, string name)
    {
        var at = summary.IndexOf(name, StringComparison.OrdinalIgnoreCase);
        return at >= 0 && !IsLetter(summary, at - 1) && !IsLetter(summary, at + name.Length);
    }

    static bool IsLetter(string text, int at) => at >= 0 && at < text.Length && char.IsLetterOrDigit(text[at]);
}
