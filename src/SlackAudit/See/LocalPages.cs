using System.Data.Common;
using Microsoft.AspNetCore.Http.HttpResults;
using SlackAudit.Record;
using SlackAudit.See.Pages;

namespace SlackAudit.See;

/// <summary>What holds for every page: it runs no script, and when it fails it says so. Who sees it was asked at the door.</summary>
sealed class LocalPages(ILogger<LocalPages> log) : IEndpointFilter
{
    const string Policy = "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        Protect(http.Response.Headers);
        try
        {
            // Drawn within the filter, so that a page that cannot be drawn becomes a page that says so.
            if (await next(context) is IResult page) await page.ExecuteAsync(http);
            return Results.Empty;
        }
        catch (DbException exception) when (!http.Response.HasStarted)
        {
            log.LogError(exception, "The database did not answer {Path}.", http.Request.Path);
            return Problem(http, StatusCodes.Status503ServiceUnavailable, "The database does not answer", "/readyz says what is the matter with it.");
        }
        catch (LogUnavailableException exception) when (!http.Response.HasStarted)
        {
            log.LogError(exception, "Who looks at {Path} could not be recorded, so nothing was shown.", http.Request.Path);
            return Problem(http, StatusCodes.Status503ServiceUnavailable, "Not shown now", "Who looks at what is sensitive is recorded, and the log takes nothing just now. /readyz says what is the matter with it.");
        }
        catch (Exception exception) when (exception is not OperationCanceledException && !http.Response.HasStarted)
        {
            log.LogError(exception, "{Path} could not be shown.", http.Request.Path);
            return Problem(http, StatusCodes.Status500InternalServerError, "This page could not be made", "The service's own log says why.");
        }
    }

    public static RazorComponentResult<ProblemPage> Problem(HttpContext http, int status, string title, string sentence) =>
        new(new { Frame = PageFrame.Of(http), Title = title, Sentence = sentence }) { StatusCode = status };

    public static void Protect(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers.CacheControl = "no-store";
    }
}
