using System.Data.Common;
using Microsoft.AspNetCore.Http.HttpResults;
using SlackAudit.Record;

namespace SlackAudit.See.Api;

/// <summary>When the database does not answer, the API says so and asks to be asked again.</summary>
sealed class ApiFailures(ILogger<ApiFailures> log) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        try
        {
            if (await next(context) is IResult answer) await answer.ExecuteAsync(http);
            return Results.Empty;
        }
        // Behind the first line it is too late for a status: the broken connection says it.
        catch (DbException exception) when (!http.Response.HasStarted)
        {
            log.LogError(exception, "The database did not answer the API.");
            return Later(http, "The database does not answer; ask again in a moment.");
        }
        catch (LogUnavailableException exception) when (!http.Response.HasStarted)
        {
            log.LogError(exception, "Who asks the API could not be recorded, so nothing was answered.");
            return Later(http, "Who asks about what is sensitive is recorded, and the log takes nothing just now; ask again in a moment.");
        }
    }

    static JsonHttpResult<Refusal> Later(HttpContext http, string sentence)
    {
        http.Response.Headers.RetryAfter = "5";
        return TypedResults.Json(new Refusal(sentence), statusCode: StatusCodes.Status503ServiceUnavailable);
    }

    sealed record Refusal(string Error);
}
