using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using SlackAudit.Record;
using SlackAudit.See.Pages;
using SlackAudit.See.SignIn;

namespace SlackAudit.See;

/// <summary>The page of what could not be told or is still owed, with a way to send it again or to let it be.</summary>
static class OutboxEndpoints
{
    const int MostOfAState = 100;

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapReading("/outbox", ShowAsync);
        pages.MapPost("/outbox/{id:long}/replay", (HttpContext http, long id, Outbox outbox, CancellationToken cancellationToken) =>
            DecideAsync(http, by => outbox.ReplayAsync(id, by.Name, by.Address, cancellationToken))).RequireAuthorization(Doors.Admins).DisableAntiforgery();
        pages.MapPost("/outbox/{id:long}/drop", (HttpContext http, long id, [FromForm] string? because, Outbox outbox, CancellationToken cancellationToken) =>
            DecideAsync(http, by => outbox.DropAsync(id, because ?? "", by.Name, by.Address, cancellationToken))).RequireAuthorization(Doors.Admins).DisableAntiforgery();
    }

    static async Task<IResult> ShowAsync(HttpContext http, Outbox outbox, CancellationToken cancellationToken)
    {
        var view = new OutboxView(
            await outbox.InStateAsync(NotificationState.Failed, MostOfAState, cancellationToken),
            [
                .. await outbox.InStateAsync(NotificationState.Sending, MostOfAState, cancellationToken),
                .. await outbox.InStateAsync(NotificationState.Waiting, MostOfAState, cancellationToken),
                .. await outbox.InStateAsync(NotificationState.Pending, MostOfAState, cancellationToken),
            ],
            await outbox.InStateAsync(NotificationState.Dropped, MostOfAState, cancellationToken),
            await outbox.StandingAsync(cancellationToken));
        return new RazorComponentResult<OutboxPage>(new { Frame = PageFrame.Of(http), View = view });
    }

    static async Task<IResult> DecideAsync(HttpContext http, Func<LogReader, Task<string?>> decide)
    {
        if (Reading.IsForeign(http.Request)) return LocalPages.Problem(http, StatusCodes.Status403Forbidden, "Not from here", "Another site cannot press this: open /outbox and press it there.");
        var visitor = Visitor.Of(http);
        if (visitor.Address is not null && !await http.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(http)) return SignInEndpoints.Foreign(http);
        return await decide(visitor.Reader(http)) is { } sentence ? LocalPages.Problem(http, StatusCodes.Status409Conflict, "Not done", sentence) : TypedResults.LocalRedirect("/outbox");
    }
}
