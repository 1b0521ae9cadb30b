using Microsoft.AspNetCore.Http;

namespace SlackAudit.Tests.Slack;

/// <summary>How the stand-in answers a call instead of as usual.</summary>
/// <param name="Happens">Whether the call takes effect all the same, so that only its answer is lost.</param>
/// <param name="Write">Writes the answer.</param>
public sealed record StandInAnswer(bool Happens, Func<HttpContext, Task> Write)
{
    public static StandInAnswer RateLimited(int? retryAfterSeconds = 1) => new(false, context =>
    {
        context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        if (retryAfterSeconds is { } seconds) context.Response.Headers.RetryAfter = $"{seconds}";
        return context.Response.WriteAsync("""{"ok":false,"error":"ratelimited"}""");
    });

    public static StandInAnswer Refused(string error) => new(false, context => context.Response.WriteAsync($$"""{"ok":false,"error":"{{error}}"}"""));

    public static StandInAnswer Http(int status, string body = "upstream connect error") => new(false, context =>
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsync(body);
    });

    public static StandInAnswer Text(string body, string contentType = "text/html") => new(true, context =>
    {
        context.Response.ContentType = contentType;
        return context.Response.WriteAsync(body);
    });

    /// <summary>No answer, ever, as when Slack is overloaded.</summary>
    public static StandInAnswer Hang(bool happens = false) => new(happens, context => Task.Delay(Timeout.Infinite, context.RequestAborted));

    /// <summary>The connection breaks.</summary>
    public static StandInAnswer Drop(bool happens = false) => new(happens, context =>
    {
        context.Abort();
        return Task.CompletedTask;
    });
}
