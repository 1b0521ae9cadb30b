using System.Globalization;
using SlackAudit.Events;
using SlackAudit.Record;
using SlackAudit.Record.Sources;
using SlackAudit.Slack;
using SlackAudit.Slack.Blocks;

namespace SlackAudit.Notify.Confirmations;

/// <summary>How somebody is asked whether something was them, and how the same message looks when it was answered.</summary>
static class QuestionMessage
{
    public const string YesAction = "was_it_you_yes";
    public const string NoAction = "was_it_you_no";

    /// <summary>How many events beside the first are listed.</summary>
    public const int MostAlike = 20;

    const int LongestPart = 500;
    const int LongestLine = 150;
    const int LongestLabel = 75;

    /// <summary>The message.</summary>
    /// <param name="asked">The event that is asked about.</param>
    /// <param name="alike">The events that joined, of which at most <see cref="MostAlike"/> are listed.</param>
    /// <param name="shown">Both, as the buttons carry it.</param>
    /// <param name="answer">What came of it; null while nothing has.</param>
    /// <param name="settings">Who is told when nobody answers, and when.</param>
    public static Message Of(AuditEvent asked, IReadOnlyList<AuditEvent> alike, ShownEvents shown, Confirmation? answer, WasItYouSettings settings)
    {
        var isOpen = answer is null or { Answer: Confirmation.Unanswered };
        var words = SlackText.Escape($"Was it you? {Part(asked.Summary).TrimEnd('.')}. {string.Join(", ", Facts(asked))}. {Standing(answer, settings)}{Others(alike)}");
        var id = asked.Id.ToString(CultureInfo.InvariantCulture);
        var state = answer?.Answer ?? "open";
        List<Block> blocks =
        [
            new SectionBlock { BlockId = $"question-{id}-{state}", Text = Mrkdwn.Of($"{Mark(answer)} *Was it you?* {asked.Summary}"), Fields = [.. Fields(asked).Select(field => (TextObject)field)] },
        ];
        if (alike.Count > 0) blocks.Add(List(alike));
        blocks.Add(new SectionBlock { Text = Shown(answer, settings) });
        if (isOpen) blocks.Add(Buttons(asked, shown, state));
        blocks.Add(new ContextBlock { Elements = [Mrkdwn.Of($"{asked.Source} · event {Mrkdwn.Code(id)}")] });
        return new Message { Text = words, Blocks = blocks, Metadata = new MessageMetadata("slackaudit_question", new Dictionary<string, string> { ["event_id"] = id }) };
    }

    static ActionsBlock Buttons(AuditEvent asked, ShownEvents shown, string state) => new()
    {
        BlockId = $"answers-{shown}-{state}",
        Elements =
        [
            new Button { ActionId = YesAction, Text = "Yes, it was me", Value = shown.ToString(), Style = ButtonStyle.Primary, AccessibilityLabel = Label("Yes, it was me", asked) },
            new Button { ActionId = NoAction, Text = "No", Value = shown.ToString(), Style = ButtonStyle.Danger, AccessibilityLabel = Label("No, it was not me", asked) },
        ],
    };

    static RichTextBlock List(IReadOnlyList<AuditEvent> alike)
    {
        var lines = alike.Take(MostAlike).Select(e => Line(new RichTextDate(e.OccurredAt), new RichTextText($"  {Line(e)}  "), new RichTextText($"#{e.Id}") { Style = RichTextStyle.AsCode })).ToList();
        if (alike.Count > MostAlike) lines.Add(Line(new RichTextText("… and more like these")));
        return new RichTextBlock { Elements = [Line(new RichTextText("And alike, for which the answer counts as well:") { Style = RichTextStyle.AsBold }), new RichTextList { Elements = lines }] };
    }

    static RichTextSection Line(params RichTextLeaf[] parts) => new() { Elements = parts };

    static string Others(IReadOnlyList<AuditEvent> alike) => alike.Count == 0 ? ""
        : $" And alike, for which the answer counts as well: {string.Join("; ", alike.Take(MostAlike).Select(Line))}{(alike.Count > MostAlike ? "; and more" : "")}.";

    static string Line(AuditEvent e) => SlackText.Truncate(SlackText.Clean(e.Summary), LongestLine).TrimEnd('.');

    static string Label(string says, AuditEvent asked) => SlackText.Truncate($"{says}: {SlackText.Clean(asked.Summary)}", LongestLabel);

    // The state stands in a word too, so that nobody needs the sign.
    static Mrkdwn Mark(Confirmation? answer) => answer?.Answer switch
    {
        null => Mrkdwn.Literal(":grey_question:"),
        Confirmation.Yes => Mrkdwn.Literal(":white_check_mark:"),
        Confirmation.No => Mrkdwn.Literal(":rotating_light:"),
        _ => Mrkdwn.Literal(":hourglass:"),
    };

    static Mrkdwn Shown(Confirmation? answer, WasItYouSettings settings) => answer switch
    {
        null => Mrkdwn.Of($"{Standing(null, settings)}"),
        { Answer: Confirmation.Unanswered } => Mrkdwn.Of($"*Not answered in time* ({Mrkdwn.Date(answer.AnsweredAt)}). {Afterwards(settings)}"),
        { Reason: { } reason } => Mrkdwn.Of($"*{ConfirmationText.Said(answer)}* {answer.AnsweredBy}, {Mrkdwn.Date(answer.AnsweredAt)}: {reason}"),
        _ => Mrkdwn.Of($"*{ConfirmationText.Said(answer)}* {answer.AnsweredBy}, {Mrkdwn.Date(answer.AnsweredAt)}{Escalated(answer, settings)}"),
    };

    static string Standing(Confirmation? answer, WasItYouSettings settings) => answer switch
    {
        null => $"Answer with the buttons: “Yes, it was me” asks for the reason. {Telling(settings)}",
        { Answer: Confirmation.Unanswered } => $"Not answered in time ({SlackText.Utc(answer.AnsweredAt)}). {Afterwards(settings)}",
        _ => $"{ConfirmationText.Said(answer)}, {answer.AnsweredBy}, {SlackText.Utc(answer.AnsweredAt)}{(answer.Reason is { } reason ? $": {reason}" : Escalated(answer, settings))}",
    };

    static string Telling(WasItYouSettings settings) => settings.Channel is { } channel
        ? $"“No”, or no answer within {SourceSentences.Span(settings.Within)} of your working time, is told to {ConfirmationText.Channel(channel)}."
        : "“No” is recorded as well.";

    static string Afterwards(WasItYouSettings settings) => $"{(settings.Channel is { } channel ? $"{ConfirmationText.Channel(channel)} was told. " : "")}You can still answer.";

    static string Escalated(Confirmation answer, WasItYouSettings settings) =>
        answer.Answer == Confirmation.No && settings.Channel is { } channel ? $"; {ConfirmationText.Channel(channel)} was told." : ".";

    static IEnumerable<Mrkdwn> Fields(AuditEvent asked)
    {
        yield return Mrkdwn.Of($"*Who*\n{asked.Actor}{TrustWords.Mark(asked)}");
        yield return Mrkdwn.Of($"*When*\n{Mrkdwn.Date(asked.OccurredAt)}");
        if (asked.App is not null) yield return Mrkdwn.Of($"*App*\n{asked.App}");
        if (asked.Scope is not null) yield return Mrkdwn.Of($"*Where*\n{asked.Scope}");
        if (asked.Target is not null) yield return Mrkdwn.Of($"*To*\n{Mrkdwn.Code(asked.Target)}");
        yield return asked.ClientAddress is null ? Mrkdwn.Literal("*From*\nnot said by the source") : Mrkdwn.Of($"*From*\n{Mrkdwn.Code(asked.ClientAddress)}");
    }

    static IEnumerable<string> Facts(AuditEvent asked)
    {
        yield return $"By {Part(asked.Actor ?? "somebody")}{TrustWords.Mark(asked)}";
        if (asked.App is not null) yield return $"app {Part(asked.App)}";
        if (asked.Scope is not null) yield return $"in {Part(asked.Scope)}";
        if (asked.Target is not null) yield return $"to {Part(asked.Target)}";
        if (asked.ClientAddress is not null) yield return $"from {Part(asked.ClientAddress)}";
        yield return SlackText.Utc(asked.OccurredAt);
    }

    static string Part(string text) => SlackText.Truncate(SlackText.Clean(text), LongestPart);
}
