using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using SlackAudit.Record;
using SlackAudit.Record.Retention;
using SlackAudit.Record.Sources;
using SlackAudit.See.Pages;
using SlackAudit.See.SignIn;
using SlackAudit.Slack.Access;

namespace SlackAudit.See;

/// <summary>The timeline, the page of an event, the checkpoints, the sources, and the page that says there is none.</summary>
static class PageEndpoints
{
    const int PageSize = 50;
    const int CheckpointsOnAPage = 100;

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapReading("/", TimelineAsync);
        pages.MapReading("/events/{id:long}", EventAsync);
        pages.MapReading("/checkpoints", CheckpointsAsync);
        pages.MapReading("/sources", SourcesAsync);
        var style = pages.MapReading(StyleSheet.Path, StyleSheet.Send);
        // Whoever is not let in is told so on a page, too.
        if (pages.ServiceProvider.GetRequiredService<SeeSettings>().SignIn is not null) style.AllowAnonymous();
    }

    /// <summary>The answer where nothing else is; a page for whoever may see pages, a line for anybody else.</summary>
    public static async Task NothingHereAsync(HttpContext http, Visitors visitors)
    {
        LocalPages.Protect(http.Response.Headers);
        var isForPeople = (HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method)) && await visitors.OfAsync(http) is { Role: >= Role.Member };
        IResult answer = isForPeople
            ? NotFound(http, "There is nothing at this address.")
            : TypedResults.Text("There is nothing at this address.\n", statusCode: StatusCodes.Status404NotFound);
        await answer.ExecuteAsync(http);
    }

    static async Task<IResult> TimelineAsync(
        HttpContext http, [FromQuery] string? q, [FromQuery] string? before, LogViews views, LogReads reads, CancellationToken cancellationToken)
    {
        var frame = PageFrame.Of(http);
        var visitor = Visitor.Of(http);
        var log = views.Of(visitor.ShowsSensitive);
        var text = (q ?? "").Trim();
        var zone = frame.Reader.Zone.Zone;
        // To the second: the page shows how the question was understood, instants included.
        var question = Asked.Parse(text, DateTimeOffset.FromUnixTimeSeconds(frame.Reader.Now.ToUnixTimeSeconds()), zone, log.Questions.People);
        if (!PageCursor.TryParse(before, out var from)) return NotFound(http, "There is no such page: follow the links below the events.");
        var answer = question.Query is { } query ? await log.Stories.TellAsync(await log.Questions.AskAsync(query, zone, PageSize, from, cancellationToken), cancellationToken) : null;
        if (answer is not null && await log.TellsSensitiveAsync(answer, zone, cancellationToken)) await reads.RecordAsync(visitor.Reader(http), "page", answer.Query, cancellationToken);
        return new RazorComponentResult<TimelinePage>(new { Frame = frame, View = new TimelineView(text, question.Problem, answer, from is not null) });
    }

    static async Task<IResult> EventAsync(HttpContext http, long id, LogViews views, LogReads reads, Outbox outbox, PrunedEvents pruned, CancellationToken cancellationToken)
    {
        var visitor = Visitor.Of(http);
        var log = views.Of(visitor.ShowsSensitive);
        var questions = log.Questions;
        if (await questions.FindAsync(id, cancellationToken) is not { } found)
            return await pruned.FindAsync(id, cancellationToken) is { } gap ? Gone(http, id, gap) : NotFound(http, log.Withholds ? $"The log has no event {id} that you may see: what is sensitive is shown to auditors only." : $"The log has no event {id}.");
        var story = await log.Stories.OfAsync(found, cancellationToken);
        if (found.Sensitive || story?.Events.Any(e => e.Sensitive) == true)
            await reads.RecordAsync(visitor.Reader(http), "page", string.Create(CultureInfo.InvariantCulture, $"event {id}"), cancellationToken);
        var payload = await questions.PayloadAsync(found, cancellationToken);
        var view = new EventView(
            found,
            payload is null ? null : PayloadText.Of(payload),
            await outbox.OfEventAsync(id, cancellationToken),
            await IsThereAsync(id - 1),
            await IsThereAsync(id + 1),
            questions.People)
        {
            WithholdsPayload = log.Withholds,
            Story = story,
        };
        return new RazorComponentResult<EventPage>(new { Frame = PageFrame.Of(http), View = view });

        async Task<bool> IsThereAsync(long other) =>
            await questions.FindAsync(other, cancellationToken) is not null || await pruned.FindAsync(other, cancellationToken) is not null;
    }

    static RazorComponentResult<ProblemPage> Gone(HttpContext http, long id, PrunedRange gap)
    {
        var reader = PageFrame.Of(http).Reader;
        var range = gap.FirstId == gap.LastId ? "" : string.Create(CultureInfo.InvariantCulture, $", as one of the events {gap.FirstId} to {gap.LastId}");
        return LocalPages.Problem(http, StatusCodes.Status410Gone, string.Create(CultureInfo.InvariantCulture, $"Event {id} was pruned"), string.Create(CultureInfo.InvariantCulture,
            $"It was older than the settings keep it and was deleted{range}, the last of them on {reader.DayAndTime(gap.PrunedAt)}. The log has an event that says so (ask for delete.prune), and the chain goes on behind it."));
    }

    static async Task<IResult> CheckpointsAsync(HttpContext http, [FromQuery] string? before, Checkpoints checkpoints, PrunedEvents pruned, CancellationToken cancellationToken)
    {
        if (!long.TryParse(before ?? "0", NumberStyles.None, CultureInfo.InvariantCulture, out var end))
            return NotFound(http, "There is no such page: follow the links below the checkpoints.");
        var newest = await checkpoints.NewestAsync(CheckpointsOnAPage + 1, before is null ? null : end, cancellationToken);
        var view = new CheckpointsView([.. newest.Take(CheckpointsOnAPage)], before is not null, newest.Count > CheckpointsOnAPage, await pruned.SumAsync(cancellationToken));
        return new RazorComponentResult<CheckpointsPage>(new { Frame = PageFrame.Of(http), View = view });
    }

    static async Task<IResult> SourcesAsync(HttpContext http, SourceReports reports, CancellationToken cancellationToken) =>
        new RazorComponentResult<SourcesPage>(new { Frame = PageFrame.Of(http), Reports = await reports.MakeAsync(cancellationToken) });

    static RazorComponentResult<ProblemPage> NotFound(HttpContext http, string sentence) =>
        LocalPages.Problem(http, StatusCodes.Status404NotFound, "Not found", sentence);
}
