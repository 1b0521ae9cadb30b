using System.Globalization;
using SlackAudit.Ask.Saved;
using SlackAudit.Events;
using SlackAudit.Record;
using SlackAudit.Slack;
using SlackAudit.Slack.Access;

namespace SlackAudit.Ask;

/// <summary>Answers people in Slack: whatever was typed or pressed, the log is asked anew for whoever it was.</summary>
sealed class Answering(LogAnswers answers, LogReads reads, SavedQuestions saved, Roles roles, SlackSettings slack, EventPages? pages = null)
{
    /// <summary>How many events an answer lists when no number was asked for.</summary>
    internal const int PageSize = 10;

    /// <summary>How many it lists at most, however many were asked for (<c>last 200 deploys</c>).</summary>
    internal const int MostEvents = 30;

    /// <summary>The answer to what somebody typed.</summary>
    public Task<Message> TypedAsync(string text, SlackAsker asker, CancellationToken cancellationToken) => answers.GiveAsync(asker, async (log, context) =>
        await saved.FindAsync(text, cancellationToken) is { } kept
            ? SavedCommand.Above(kept, await ReadAsync(kept.Question, asker, log, context, cancellationToken))
            : await ReadAsync(text, asker, log, context, cancellationToken), cancellationToken);

    async Task<Message> ReadAsync(string text, SlackAsker asker, LogView log, QuestionContext context, CancellationToken cancellationToken)
    {
        if (AppQuestion.Read(text, context) is var (about, misread))
        {
            if (about is null) return HelpMessage.NotUnderstood(misread!, slack.Command);
            var report = await new AppAnswers(log).AskAsync(about, context, cancellationToken);
            if (report.IsSensitive) await LookedAsync(asker, context, text.Trim(), cancellationToken);
            return ReportText.Message(report, context.Zone);
        }
        var question = await log.Questions.ReadAsync(text, context, cancellationToken);
        return question.Query is { } query
            ? await PageAsync(new AnswerPage(query, []), asker, log, context, null, cancellationToken, text)
            : HelpMessage.NotUnderstood(question.Problem! with { Message = question.Problem.Message + await MeantAsync(text, cancellationToken) }, slack.Command);
    }

    // Where nothing was found: the saved question whose name was misspelt.
    async Task<string?> MeantAsync(string text, CancellationToken cancellationToken) =>
        await saved.NearestAsync(text, cancellationToken) is { } nearest ? $" Did you mean the saved question {nearest}?" : null;

    /// <summary>A page that a button leads to, shown instead of the one with the button.</summary>
    public Task<Message> TurnedAsync(string value, SlackAsker asker, CancellationToken cancellationToken) => answers.GiveAsync(asker, async (log, context) =>
        AnswerPage.Read(value, context) is { } page
            ? await PageAsync(page, asker, log, context, null, cancellationToken) with { ReplaceOriginal = true }
            : HelpMessage.Stale(slack.Command), cancellationToken);

    /// <summary>A page as everybody in the channel may read it: with the name of who shares it, and without buttons.</summary>
    public Task<Message> SharedAsync(string value, SlackAsker asker, string channel, CancellationToken cancellationToken) => answers.GiveAsync(asker, async (log, context) =>
    {
        if (AnswerPage.Read(value, context) is not { } page) return HelpMessage.Stale(slack.Command);
        if (roles.OfChannel(channel) < Role.Member) return HelpMessage.NotForChannel;
        var message = await PageAsync(page, asker, log, context, channel, cancellationToken);
        return message.ResponseType == ResponseType.Ephemeral ? message : message with { ResponseType = ResponseType.InChannel, ReplaceOriginal = false };
    }, cancellationToken);

    /// <summary>All that is known of one event.</summary>
    public Task<Message> DetailsAsync(string value, SlackAsker asker, CancellationToken cancellationToken) => answers.GiveAsync(asker, async (log, context) =>
    {
        if (!long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var id) || await log.Questions.FindAsync(id, cancellationToken) is not { } found)
            return HelpMessage.Stale(slack.Command);
        if (found.Sensitive && !asker.SeesSensitive) return new Message { Text = SlackDispatcher.Refusal(Role.Auditor), ReplaceOriginal = false };
        var answer = await log.Stories.TellAsync(new Answer { Query = new AuditQuery(), Events = [found], People = log.Questions.People }, cancellationToken);
        if (answer.NamesSensitive) await LookedAsync(asker, context, $"event {value}", cancellationToken);
        return AnswerMessage.OfEvent(answer, context.Zone, context.Now, pages) with { ReplaceOriginal = false };
    }, cancellationToken);

    async Task<Message> PageAsync(AnswerPage page, SlackAsker asker, LogView log, QuestionContext context, string? sharedIn, CancellationToken cancellationToken, string? typed = null)
    {
        var query = page.Query;
        if (query.Sensitive == true && log.Withholds) return new Message { Text = SlackDispatcher.Refusal(Role.Auditor), ReplaceOriginal = false };
        // More than fits is asked for as a page, which knows whether there are older ones.
        var asked = query.Limit > MostEvents && query.Shape == QueryShape.Last ? query with { Shape = QueryShape.List } : query;
        // Of as many as were asked for, those that the pages before have shown.
        var left = (query.Limit ?? int.MaxValue) - page.Starts.Count * MostEvents;
        var answer = await log.Questions.AskAsync(asked, context.Zone, Math.Clamp(left, 1, query.Limit is null ? PageSize : MostEvents), page.From, cancellationToken);
        if (left <= answer.Events.Count) answer = answer with { Older = null };
        var told = await log.Apps.TellAsync(await log.Stories.TellAsync(answer with { Query = query }, cancellationToken), cancellationToken);
        if (await log.TellsSensitiveAsync(told, context.Zone, cancellationToken))
        {
            // Who reads a channel is not known, so what somebody should look at first is for those channels only that the settings name.
            if (sharedIn is not null && roles.OfChannel(sharedIn) < Role.Auditor) return HelpMessage.NotShared;
            await LookedAsync(reader => reads.RecordAsync(reader, "question", query, cancellationToken), asker, context);
        }
        if (told.IsEmpty && typed is not null && await MeantAsync(typed, cancellationToken) is { } meant) told = told with { Query = query with { Notes = [.. query.Notes, meant.Trim()] } };
        return AnswerMessage.Of(told, context.Zone, context.Now, page, sharedIn is null ? null : asker.UserId, pages);
    }

    /// <summary>Says that somebody looks at what is sensitive, before it is shown: what cannot be recorded is not shown.</summary>
    /// <exception cref="LogUnavailableException">It could not be recorded.</exception>
    public Task LookedAsync(SlackAsker asker, QuestionContext context, string question, CancellationToken cancellationToken) =>
        LookedAsync(reader => reads.RecordAsync(reader, "question", question, cancellationToken), asker, context);

    static async Task LookedAsync(Func<LogReader, Task> record, SlackAsker asker, QuestionContext context)
    {
        try
        {
            await record(new LogReader(context.People.OfSlack(asker.UserId, asker.UserName), ActorTrust.Verified));
        }
        catch (LogUnavailableException exception)
        {
            throw new LogUnavailableException("Who asks about what is sensitive is recorded, and the log takes nothing just now.", exception);
        }
    }
}
