using System.Globalization;
using SlackAudit.Events;
using SlackAudit.Record;
using SlackAudit.Slack;
using SlackAudit.Slack.Access;

namespace SlackAudit.Notify.Rules;

/// <summary><c>/audit why EVENT</c>: the way of an event from where it was received to where it was told, or why it was not.</summary>
sealed class WhyCommand(
    NotificationRules rules, Questions questions, LogReads reads, RuleBook book, Outbox outbox, Askers askers, Workspace home, RuleAnswers answers, TimeProvider time) : ISlashCommandHandler
{
    // An event is owed one message a channel, and what belongs to it.
    const int MostTold = 20;

    public Task<SlashCommandResponse> Handle(SlashCommand command, CancellationToken cancellationToken) => answers.GiveAsync(async () =>
    {
        var (found, problem) = await FindAsync(command, cancellationToken);
        if (found is not { } told) return Sentences.Problem(problem!);
        if (told.Sensitive && command.Role < Role.Auditor) return Sentences.Problem($"Event {told.Id} is sensitive. {SlackDispatcher.Refusal(Role.Auditor)}");
        if (told.Sensitive) await reads.RecordAsync(new LogReader(questions.People.OfSlack(command.UserId, command.UserName), ActorTrust.Verified), "question", string.Create(CultureInfo.InvariantCulture, $"why {told.Id}"), cancellationToken);
        await book.RefreshAsync(cancellationToken);
        var owed = new List<ToldBy>();
        foreach (var each in (await outbox.OfEventAsync(told.Id, cancellationToken)).Take(MostTold))
            owed.Add(new ToldBy(each, each.PartOf is { } whole ? await outbox.FindAsync(whole, cancellationToken) : null));
        var verdicts = rules.Standing.Select(standing => RuleVerdict.Of(standing, told)).ToList();
        var workspace = owed.Any(each => (each.Whole ?? each.Owed).SlackTs is not null) ? await home.FindAsync(cancellationToken) : null;
        return Sentences.Lines([.. WhyText.Received(told), .. WhyText.Rules(told, verdicts, rules.Mutings), .. WhyText.Told(told, verdicts, owed, workspace, time.GetUtcNow())]);
    }, cancellationToken);

    // By its number, or by a question whose newest event is meant.
    async Task<(AuditEvent? Found, string? Problem)> FindAsync(SlashCommand command, CancellationToken cancellationToken)
    {
        var said = command.Behind;
        var word = said.StartsWith("event ", StringComparison.OrdinalIgnoreCase) ? said["event ".Length..].Trim() : said;
        if (word.Length == 0) return (null, $"Say which event, by its number: {command.Command} why 123. Or by a question, of which the newest is taken: {command.Command} why last deploy myapp.");
        if (long.TryParse(word.TrimStart('#'), NumberStyles.None, CultureInfo.InvariantCulture, out var id))
            return await questions.FindAsync(id, cancellationToken) is { } numbered ? (numbered, null) : (null, $"There is no event {id} in the log. Either there never was, or it was pruned.");
        var zone = await askers.ZoneAsync(command.UserId, cancellationToken);
        var question = Question.Parse(said, QuestionContext.InSlack(time.GetUtcNow(), zone, questions.People, command.UserId, command.UserName));
        if (question.Query is not { } query) return (null, $"{question.Problem!.Message} Or say the number of an event: {command.Command} why 123.");
        var answer = await questions.AskAsync(query with { Shape = QueryShape.Last, Limit = 1, Per = null }, zone, 1, null, cancellationToken);
        return answer.Events is [var newest] ? (newest, null) : (null, $"Nothing in the log matches {Question.Format(query)}, so there is nothing to explain. {command.Command} {QuestionProblem.Cut(said)} says when each source was last heard.");
    }
}
