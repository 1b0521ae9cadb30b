using System.Globalization;
using SlackAudit.Events;
using SlackAudit.Record;
using SlackAudit.Record.Apps;
using SlackAudit.Record.Stories;
using SlackAudit.Slack;

namespace SlackAudit.Ask;

/// <summary>Somebody in Slack who wants to know.</summary>
/// <param name="UserId">The id in Slack; empty where Slack does not say.</param>
/// <param name="UserName">The short name in Slack, by which who is no known person is "me".</param>
readonly record struct SlackAsker(string UserId, string UserName);

/// <summary>Answers people in Slack: whatever was typed or pressed, the log is asked anew for whoever it was.</summary>
sealed class Answering(
    Questions questions, StoryReader stories, AppQuestions ofApps, AppAnswers apps, AuditDatabase database, Askers askers, SlackSettings slack, TimeProvider time, ILogger<Answering> logger)
{
    /// <summary>How many events an answer lists when no number was asked for.</summary>
    internal const int PageSize = 10;

    /// <summary>How many it lists at most, however many were asked for (<c>last 200 deploys</c>).</summary>
    internal const int MostEvents = 30;

    /// <summary>The answer to what somebody typed.</summary>
    public Task<Message> TypedAsync(string text, SlackAsker asker, CancellationToken cancellationToken) => AskedAsync(asker, async context =>
    {
        if (AppQuestion.Read(text, context) is var (about, misread))
            return about is null ? HelpMessage.NotUnderstood(misread!, slack.Command) : ReportText.Message(await apps.AskAsync(about, context, cancellationToken), context.Zone);
        var question = await questions.ReadAsync(text, context, cancellationToken);
        return question.Query is { } query
            ? await PageAsync(new AnswerPage(query, []), context, null, cancellationToken)
            : HelpMessage.NotUnderstood(question.Problem!, slack.Command);
    }, cancellationToken);

    /// <summary>A page that a button leads to, shown instead of the one with the button.</summary>
    public Task<Message> TurnedAsync(string value, SlackAsker asker, CancellationToken cancellationToken) => AskedAsync(asker, async context =>
        AnswerPage.Read(value, context) is { } page
            ? await PageAsync(page, context, null, cancellationToken) with { ReplaceOriginal = true }
            : HelpMessage.Stale(slack.Command), cancellationToken);

    /// <summary>A page as everybody in the channel may read it: with the name of who shares it, and without buttons.</summary>
    public Task<Message> SharedAsync(string value, SlackAsker asker, CancellationToken cancellationToken) => AskedAsync(asker, async context =>
    {
        if (AnswerPage.Read(value, context) is not { } page) return HelpMessage.Stale(slack.Command);
        var message = await PageAsync(page, context, asker.UserId, cancellationToken);
        return message.ResponseType == ResponseType.Ephemeral ? message : message with { ResponseType = ResponseType.InChannel, ReplaceOriginal = false };
    }, cancellationToken);

    /// <summary>All that is known of one event.</summary>
    public Task<Message> DetailsAsync(string value, SlackAsker asker, CancellationToken cancellationToken) => AskedAsync(asker, async context =>
    {
        if (!long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var id) || await questions.FindAsync(id, cancellationToken) is not { } found)
            return HelpMessage.Stale(slack.Command);
        var answer = await stories.TellAsync(new Answer { Query = new AuditQuery(), Events = [found], People = questions.People }, cancellationToken);
        return AnswerMessage.OfEvent(answer, context.Zone, context.Now) with { ReplaceOriginal = false };
    }, cancellationToken);

    async Task<Message> PageAsync(AnswerPage page, QuestionContext context, string? sharedBy, CancellationToken cancellationToken)
    {
        var query = page.Query;
        // More than fits is asked for as a page, which knows whether there are older ones.
        var asked = query.Limit > MostEvents && query.Shape == QueryShape.Last ? query with { Shape = QueryShape.List } : query;
        // Of as many as were asked for, those that the pages before have shown.
        var left = (query.Limit ?? int.MaxValue) - page.Starts.Count * MostEvents;
        var answer = await questions.AskAsync(asked, context.Zone, Math.Clamp(left, 1, query.Limit is null ? PageSize : MostEvents), page.From, cancellationToken);
        if (left <= answer.Events.Count) answer = answer with { Older = null };
        var told = await ofApps.TellAsync(await stories.TellAsync(answer with { Query = query }, cancellationToken), cancellationToken);
        // Who reads a channel is not known, so what somebody should look at first is not for all of them.
        if (sharedBy is not null && await IsSensitiveAsync(told, context.Zone, cancellationToken)) return HelpMessage.NotShared;
        return AnswerMessage.Of(told, context.Zone, context.Now, page, sharedBy);
    }

    // Counts name who did what, too.
    async Task<bool> IsSensitiveAsync(Answer told, TimeZoneInfo zone, CancellationToken cancellationToken)
    {
        if (told.Query.Sensitive is { } asked) return asked;
        if (told.VariablesSince.Count > 0 || told.Events.Concat(told.Story?.Events ?? []).Any(e => e.Sensitive)) return true;
        if (told.Tallies.Count == 0) return false;
        var any = told.Query with { Shape = QueryShape.Last, Per = null, Limit = 1, Sensitive = true };
        return !(await questions.AskAsync(any, zone, 1, null, cancellationToken)).IsEmpty;
    }

    async Task<Message> AskedAsync(SlackAsker asker, Func<QuestionContext, Task<Message>> answer, CancellationToken cancellationToken)
    {
        var zone = await askers.ZoneAsync(asker.UserId, cancellationToken);
        var context = QuestionContext.InSlack(time.GetUtcNow(), zone, questions.People, asker.UserId, asker.UserName);
        try
        {
            return await answer(context);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            if (await database.ProblemAsync(cancellationToken) is not { } problem) throw;
            logger.LogError(exception, "A question could not be answered: {Problem}", problem);
            return HelpMessage.Unanswered(problem);
        }
    }
}
