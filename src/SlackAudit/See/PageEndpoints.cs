using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using SlackAudit.Record;
using SlackAudit.Record.Retention;
using SlackAudit.Record.Sources;
using SlackAudit.Record.Stories;
using SlackAudit.See.Pages;

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
        pages.MapReading(StyleSheet.Path, StyleSheet.Send);
    }

    /// <summary>The answer where nothing else is; a page for a person at this machine, a line for anybody else.</summary>
    public static async Task NothingHereAsync(HttpContext http)
    {
        LocalPages.Protect(http.Response.Headers);
        var isForPeople = Nearby.Is(http) && (HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method));
        IResult answer = isForPeople
            ? NotFound(http, "There is nothing at this address.")
            : TypedResults.Text("There is nothing at this address.\n", statusCode: StatusCodes.Status404NotFound);
        await answer.ExecuteAsync(http);
    }

    static async Task<IResult> TimelineAsync(
        HttpContext http, [FromQuery] string? q, [FromQuery] string? before, LogViews views, LogReads reads, CancellationToken cancellationToken)
    {
        var frame = PageFrame.Of(http);
        var log = views.Of(showsSensitive: true);
        var text = (q ?? "").Trim();
        var zone = frame.Reader.Zone.Zone;
        // To the second: the page shows how the question was understood, instants included.
        var question = Asked.Parse(text, DateTimeOffset.FromUnixTimeSeconds(frame.Reader.Now.ToUnixTimeSeconds()), zone, log.Questions.People);
        if (!PageCursor.TryParse(before, out var from)) return NotFound(http, "There is no such page: follow the links below the events.");
        var answer = question.Query is { } query ? await log.Stories.TellAsync(await log.Questions.AskAsync(query, zone, PageSize, from, cancellationToken), cancellationToken) : null;
        if (answer is not null && await log.TellsSensitiveAsync(answer, zone, cancellationToken)) await reads.RecordAsync(Reading.Reader(http), "page", answer.Query, cancellationToken);
        return new RazorComponentResult<TimelinePage>(new { Frame = frame, View = new TimelineView(text, question.Problem, answer, from is not null) });
    }

    static async Task<IResult> EventAsync(HttpContext http, long id, Questions questions, StoryReader stories, LogReads reads, Outbox outbox, PrunedEvents pruned, CancellationToken cancellationToken)
    {
        if (await questions.FindAsync(id, cancellationToken) is not { } found)
            return await pruned.FindAsync(id, cancellationToken) is { } gap ? Gone(http, id, gap) : NotFound(http, $"The log has no event {id}.");
        var story = await stories.OfAsync(found, cancellationToken);
        if (found.Sensitive || story?.Events.Any(e => e.Sensitive) == true)
            await reads.RecordAsync(Reading.Reader(http), "page", string.Create(CultureInfo.InvariantCulture, $"event {id}"), cancellationToken);
        var payload = await questions.PayloadAsync(found, cancellationToken);
        var view = new EventView(
            found,
            payload is null ? null : PayloadText.Of(payload),
            await outbox.OfEventAsync(id, cancellationToken),
            await IsThereAsync(id - 1),
            await IsThereAsync(id + 1),
            questions.People)
        {
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
