using System.Globalization;
using SlackAudit.Record;

namespace SlackAudit.Receive;

/// <summary>Where deliveries arrive: <c>POST /hooks/{source}</c>. A 2xx means that the delivery's events are on disk.</summary>
public static class WebhookEndpoints
{
    static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    /// <summary>Maps the webhook routes. The second one carries the secret, for senders that cannot set a header.</summary>
    public static IEndpointRouteBuilder MapReceive(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/hooks/{source}", ReceiveAsync);
        routes.MapPost("/hooks/{source}/{secret}", ReceiveAsync);
        routes.MapMethods("/hooks/{source}", [HttpMethods.Options], Handshake.Answer);
        routes.MapMethods("/hooks/{source}/{secret}", [HttpMethods.Options], Handshake.Answer);
        routes.MapGet("/hooks/{source}", OnlyPost);
        routes.MapGet("/hooks/{source}/{secret}", OnlyPost);
        return routes;
    }

    static async Task<IResult> ReceiveAsync(
        HttpContext http, string source, string? secret, ConfiguredSources sources, IAuditLog log, Refusals refusals, TimeProvider time)
    {
        if (sources.Find(source) is not var (settings, type))
            return Answer(StatusCodes.Status404NotFound, $"There is no source of this name. Give it a secret in Sources:NAME:Secrets first.");

        var (body, problem) = await DeliveryBody.ReadAsync(http.Request, type.MaxBodyBytes, http.RequestAborted);
        if (problem is not null)
        {
            refusals.Note(settings.Name, problem.Reason, http);
            return Answer(problem.Status, problem.Reason);
        }

        var delivery = new WebhookDelivery
        {
            Source = settings.Name,
            Headers = http.Request.Headers,
            Body = body,
            PathSecret = secret,
            ReceivedAt = time.GetUtcNow(),
            RecordReads = settings.RecordReads,
            Rack = settings.Rack,
        };
        var verification = type.Verify(delivery, settings.Secrets);
        if (verification != Verification.Valid)
        {
            refusals.Note(settings.Name, Sentence(verification), http);
            http.Response.Headers.WWWAuthenticate = "Basic realm=\"slackaudit\"";
            return Answer(StatusCodes.Status401Unauthorized, Sentence(verification));
        }

        try
        {
            var (events, payload) = type.Read(delivery);
            var result = await log.AppendAsync(settings.Name, events, payload, http.RequestAborted);
            return Results.Json(
                new Receipt(result.Recorded, result.Duplicates),
                statusCode: result.Recorded > 0 ? StatusCodes.Status202Accepted : StatusCodes.Status200OK);
        }
        catch (UnreadableDeliveryException exception)
        {
            refusals.Note(settings.Name, exception.Message, http);
            return Answer(exception.Status, exception.Message);
        }
        catch (LogUnavailableException exception)
        {
            http.Response.Headers.RetryAfter = RetryAfter.TotalSeconds.ToString(CultureInfo.InvariantCulture);
            return Answer(StatusCodes.Status503ServiceUnavailable, exception.Message);
        }
    }

    // Whoever opens the address in a browser to see whether it is right should read something.
    static IResult OnlyPost(HttpContext http)
    {
        http.Response.Headers.Allow = HttpMethods.Post;
        return Answer(StatusCodes.Status405MethodNotAllowed, "This is where a source posts its deliveries; there is nothing to read here.");
    }

    static string Sentence(Verification verification) => verification switch
    {
        Verification.Missing => "The delivery carries no signature or secret, or carries it twice.",
        Verification.Malformed => "The signature is not in the form that this source sends.",
        Verification.Stale => "The signed time is more than five minutes from our clock.",
        _ => "The signature or secret is not one of this source's active secrets.",
    };

    static IResult Answer(int status, string sentence) => Results.Json(new Refusal(sentence), statusCode: status);

    sealed record Receipt(int Recorded, int Duplicates);

    sealed record Refusal(string Error);
}
