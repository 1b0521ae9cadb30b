using System.Globalization;
using SlackAudit.Events;
using SlackAudit.Record;
using SlackAudit.Record.Sources;
using SlackAudit.Slack;
using SlackAudit.Slack.Access;
using SlackAudit.Slack.Blocks;

namespace SlackAudit.Ask.Home;

/// <summary>How the app's home looks.</summary>
static class HomePage
{
    public const string SearchId = "home.search";
    public const string RefreshId = "home.refresh";

    const int MostSources = 15;
    const int LongestName = 60;

    /// <summary>What who may not ask sees.</summary>
    public static HomeView Refused => new() { Blocks = [new SectionBlock { Text = Mrkdwn.Of($"{SlackDispatcher.Refusal(Role.Member)}") }] };

    /// <summary>The home around what is told.</summary>
    public static HomeView Of(IReadOnlyList<Block> told, string command) => new()
    {
        Blocks =
        [
            new InputBlock
            {
                Label = "Ask the audit log: who did what?",
                Hint = $"Press Enter. The same as {command}.",
                DispatchAction = true,
                Optional = true,
                Element = new PlainTextInput { ActionId = SearchId, MaxLength = Question.MaxLength, Placeholder = "last deploy myapp" },
            },
            .. told,
            new ActionsBlock { Elements = [new Button { ActionId = RefreshId, Text = "Refresh", AccessibilityLabel = "Show how it is now" }] },
        ],
    };

    /// <summary>What the log tells.</summary>
    public static IReadOnlyList<Block> Blocks(HomeFacts facts) =>
    [
        new HeaderBlock { Text = "Today" },
        new SectionBlock { Fields = [.. Figures(facts).Select(figure => (TextObject)figure)] },
        .. facts.Unconfirmed is { } unconfirmed ? Listed("Sensitive, and confirmed by nobody", unconfirmed, "Nothing sensitive of the last seven days is unconfirmed.") : [],
        .. Standing(facts),
        .. Listed("What you did", facts.Mine, "The log has nothing of you by a name that is known to be yours."),
        new HeaderBlock { Text = "Sources" },
        Sources(facts),
        .. facts.Mine.Withheld ? [new ContextBlock { Elements = [Mrkdwn.Literal(AnswerText.Withheld)] }] : Array.Empty<Block>(),
        new ContextBlock { Elements = [Mrkdwn.Of($"As of {Mrkdwn.Date(facts.Now)} · today is today in {facts.Zone.Id}")] },
    ];

    static IEnumerable<Mrkdwn> Figures(HomeFacts facts)
    {
        yield return Figure("Events", facts.Today?.Count ?? 0);
        yield return Figure("Deploys", facts.Deploys?.Count ?? 0);
        yield return Figure("Failed", facts.Today?.Failed ?? 0);
        if (facts.Unconfirmed is not null) yield return Figure("Sensitive", facts.Sensitive?.Count ?? 0);
    }

    static Mrkdwn Figure(string name, long count) => Mrkdwn.Of($"*{name}*\n{AnswerText.Number(count)}");

    static IEnumerable<Block> Listed(string heading, Answer answer, string otherwise)
    {
        yield return new HeaderBlock { Text = heading };
        if (answer.Events.Count == 0)
        {
            yield return new SectionBlock { Text = Mrkdwn.Escape(otherwise) };
            yield break;
        }
        foreach (var block in EventList.Blocks(answer.Lines, answer.People)) yield return block;
        yield return new ActionsBlock { Elements = [.. answer.Lines.Take(AnswerButtons.MostDetails).Select(AnswerButtons.Details)] };
    }

    // What came of asking those who are said to have done it.
    static IEnumerable<Block> Standing(HomeFacts facts)
    {
        var said = (facts.Unconfirmed?.Events ?? []).Where(e => facts.Confirmations.ContainsKey(e.Id)).Select(e => (e.Id, Answer: facts.Confirmations[e.Id])).ToList();
        if (said.Count > 0)
            yield return new ContextBlock { Elements = [Mrkdwn.Join(" · ", said.Select(each => Mrkdwn.Of($"{Mrkdwn.Code($"#{each.Id}")} {Says(each.Answer)}")))] };
    }

    static string Says(Confirmation answer) => answer.Answer == Confirmation.No
        ? $"DENIED{(answer.AnsweredBy is { } by ? $" by {SlackText.Truncate(SlackText.Clean(by), LongestName)}" : "")}"
        : "asked, and not answered in time";

    static Block Sources(HomeFacts facts) => facts.Sources.Count == 0
        ? new SectionBlock { Text = Mrkdwn.Literal("No source is set up yet.") }
        : new RichTextBlock
        {
            Elements =
            [
                new RichTextList
                {
                    Elements =
                    [
                        // What is not well first: the list may be cut.
                        .. facts.Sources.OrderByDescending(source => source.IsRefused).ThenByDescending(source => source.IsQuiet).Take(MostSources).Select(Source),
                        .. facts.Sources.Count > MostSources ? [new RichTextSection { Elements = [new RichTextText(string.Create(CultureInfo.InvariantCulture, $"… and {facts.Sources.Count - MostSources} more"))] }] : Array.Empty<RichTextSection>(),
                    ],
                },
            ],
        };

    static RichTextSection Source(SourceReport source)
    {
        var name = SlackText.Truncate(SlackText.Clean(source.Source), LongestName);
        if (source.Health.LastDeliveryAt is not { } heard) return new() { Elements = [new RichTextText($"{Mark(source)} {name}  never heard{Trouble(source)}")] };
        return new()
        {
            Elements = [new RichTextText($"{Mark(source)} {name}  last heard "), new RichTextDate(heard), new RichTextText($"; in the last day {SourceSentences.Rate(source.LastDay)}{Trouble(source)}")],
        };
    }

    static string Mark(SourceReport source) => source.IsRefused ? "❌" : source.IsQuiet || source.Health.LastDeliveryAt is null ? "⚠️" : "✅";

    static string Trouble(SourceReport source) =>
        source.IsRefused ? "; refused now" : source.IsQuiet ? $"; quiet for longer than {SourceSentences.Span(source.QuietAfter!.Value)}" : "";
}
