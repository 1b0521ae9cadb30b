using SlackAudit.Events;
using SlackAudit.Record;
using SlackAudit.Slack;

namespace SlackAudit.Notify.Rules;

/// <summary>Reads <c>app:billing for 2h because the migration runs</c>.</summary>
sealed class MuteReader(NotificationRules rules, KnownPeople people, DateTimeOffset now)
{
    /// <summary>How it is typed.</summary>
    public const string Form = "mute app:billing for 2h because the migration runs";

    const int LongestReason = 300;
    const string NoSpan = "Say for how long in minutes, hours or days, such as for 30m, for 2h or for 3 days";
    const string WrongSpan = "A mute lasts a minute at least and seven days at most. It can be set again before it ends.";
    const string NoReason = "Say why, so that others know";

    /// <summary>What shall be muted, until when and why; or why that is not understood, a sentence that says what to do.</summary>
    public (Mute? Mute, string? Problem) Read(SlashCommand command)
    {
        var example = $"{command.Command} {Form}.";
        if (TypedWords.Read(command.Behind) is not { } typed) return (null, "A quote is not closed. Close it, or leave it out.");
        var because = Find(typed, 0, typed.Words.Count, "because");
        var until = because ?? typed.Words.Count;
        var length = Enumerable.Range(0, until).Reverse().Where(i => typed.Words[i].Is("for")).Select(i => (int?)i).FirstOrDefault();
        if (typed.Words.Count == 0 || length == 0 || because == 0) return (null, $"Say what to mute, for how long and why: {example}");
        if (length is not { } at) return (null, $"Say for how long, at most seven days: {example}");
        if (Span(typed, at + 1, until) is not { } span) return (null, $"{NoSpan}: {example}");
        if (!IsPossible(span)) return (null, WrongSpan);
        var reason = because is null ? "" : SlackText.Clean(QuestionText.Readable(typed.Said(because.Value + 1, typed.Words.Count))).Trim();
        if (reason.Length == 0) return (null, $"{NoReason}: {example}");
        if (reason.Length > LongestReason) return (null, $"A reason has at most {LongestReason} characters; this one has {reason.Length}.");

        var mute = new Mute { Id = "", Reason = reason, Until = now + span, MutedAt = now, MutedBy = people.OfSlack(command.UserId, command.UserName) };
        return What(typed, at, QuestionContext.InSlack(now, TimeZoneInfo.Utc, people, command.UserId, command.UserName)) switch
        {
            ({ } rule, _, _) => (mute with { Rule = rule }, null),
            (_, { } question, _) => (mute with { Question = question }, null),
            (_, _, var problem) => (null, problem),
        };
    }

    /// <summary>The mute of a rule as a dialog has it; or what is wrong, and in which of its blocks.</summary>
    public (Mute? Mute, (string Block, string Sentence)? Problem) Read(string rule, string length, string because)
    {
        if (rules.Standing.FirstOrDefault(each => SlackText.Clean(each.Rule.Name) == rule) is not { } standing)
            return (null, (MuteDialog.ForBlock, $"There is no rule named {QuestionProblem.Show(rule)} any more, so there is nothing to mute."));
        if (TypedWords.Read(SlackText.Clean(length).Trim()) is not { } typed || Span(typed, 0, typed.Words.Count) is not { } span) return (null, (MuteDialog.ForBlock, $"{NoSpan}."));
        if (!IsPossible(span)) return (null, (MuteDialog.ForBlock, WrongSpan));
        var reason = SlackText.Truncate(SlackText.Clean(because).Trim(), LongestReason);
        if (reason.Length == 0) return (null, (MuteDialog.BecauseBlock, $"{NoReason}."));
        return (new Mute { Id = "", Rule = standing.Rule.Name, Reason = reason, Until = now + span, MutedAt = now }, null);
    }

    static bool IsPossible(TimeSpan span) => span <= RuleChanges.LongestMute && span >= TimeSpan.FromMinutes(1);

    // A rule by its name; a question where it is quoted or names a field.
    (string? Rule, string? Question, string? Problem) What(TypedWords typed, int end, QuestionContext context)
    {
        var said = typed.Said(0, end).Trim();
        var name = Names.Fold(QuestionText.Readable(said));
        if (typed.Named(0, end, rules.Standing, each => each.Rule.Name) is { } standing) return (standing.Rule.Name, null, null);
        if (!(end == 1 && typed.Words[0].IsQuoted) && !said.Contains(':', StringComparison.Ordinal))
        {
            var nearest = NearestWord.Find(name, rules.Standing.Select(each => Names.Fold(each.Rule.Name)));
            return (null, null, $"There is no rule named {QuestionProblem.Show(name)}.{(nearest is null ? "" : $" Did you mean {nearest}?")} Put a question in quotes, or write app:NAME or by:NAME.");
        }
        var question = RuleQuestion.Read(said, context);
        if (question.Query is not { } query) return (null, null, question.Problem);
        var asked = Question.Format(query);
        return query == new AuditQuery() ? (null, null, "That would mute everything. Say what: a rule, app:NAME or by:NAME.")
            : asked.Length > RuleQuestion.Longest ? (null, null, $"A question to mute has at most {RuleQuestion.Longest} characters. Ask for less.")
            : (null, asked, null);
    }

    static int? Find(TypedWords typed, int from, int until, string word)
    {
        for (var i = from; i < until; i++)
            if (typed.Words[i].Is(word)) return i;
        return null;
    }

    // 2h, 2 hours, an hour
    static TimeSpan? Span(TypedWords typed, int from, int until)
    {
        var words = Enumerable.Range(from, until - from).Select(i => typed.Words[i].Text.ToLowerInvariant()).ToList();
        var said = words switch
        {
            [var one] => QuestionTimeWords.Duration(one),
            ["a" or "an", var unit] when QuestionTimeWords.Units.TryGetValue(unit, out var of) => (1, of),
            [var count, var unit] when QuestionTimeWords.Number(count) is { } number && QuestionTimeWords.Units.TryGetValue(unit, out var of) => (number, of),
            _ => ((int Count, char Unit)?)null,
        };
        return said is not { } length ? null : length.Unit switch
        {
            's' => TimeSpan.FromSeconds(length.Count),
            'm' => TimeSpan.FromMinutes(length.Count),
            'h' => TimeSpan.FromHours(Math.Min(length.Count, 100_000)),
            'd' => TimeSpan.FromDays(Math.Min(length.Count, 10_000)),
            'w' => TimeSpan.FromDays(7L * Math.Min(length.Count, 1_000)),
            _ => TimeSpan.MaxValue,
        };
    }
}
