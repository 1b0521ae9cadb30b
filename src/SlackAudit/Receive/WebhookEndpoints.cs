using System.Globalization;
using SlackAudit.Receive.Sns;
using SlackAudit.Record;

namespace SlackAudit.Receive;

/// <summary>Where deliveries arrive: <c>POST /hooks/{source}</c>. A 2xx means that the delivery's events are on disk.</summary>
public static class WebhookEndpoints
{
    static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    /// <summary>Maps the webhook routes. The second one carries the secret, for senders that cannot set a header.</summary>
    public static IEndpointRouteBuilder MapReceive(this IEndpointRouteBuilder routes)
    {
        // Whoever sets up an API destination of EventBridge chooses the method.
        routes.MapMethods("/hooks/{source}", [HttpMethods.Post, HttpMethods.Put], ReceiveAsync);
        routes.MapMethods("/hooks/{source}/{secret}", [HttpMethods.Post, HttpMethods.Put], ReceiveAsync);
        routes.MapMethods("/hooks/{source}", [HttpMethods.Options], Handshake.Answer);
        routes.MapMethods("/hooks/{source}/{secret}", [HttpMethods.Options], Handshake.Answer);
        routes.MapGet("/hooks/{source}", OnlyPost);
        routes.MapGet("/hooks/{source}/{secret}", OnlyPost);
        return routes;
    }

    static async Task<IResult> ReceiveAsync(
        HttpContext http, string source, string? secret, ConfiguredSources sources, SnsDoor sns, IAuditLog log, Refusals refusals, DeliveryMeters meters, TimeProvider time)
    {
        if (sources.Find(source) is not var (settings, type))
            return Answer(StatusCodes.Status404NotFound, $"There is no source of this name. Give it a secret in Sources:NAME:Secrets first.");

        var (body, problem) = await DeliveryBody.ReadAsync(http.Request, type.MaxBodyBytes, http.RequestAborted);
        if (problem is { Status: StatusCodes.Status499ClientClosedRequest })
        {
            http.Abort();
            return Results.Empty;
        }

        if (problem is not null) return Refuse(RefusalReasons.Of(problem), problem);

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
        // A message of Amazon SNS proves itself; what it brings is then read like any other delivery.
        var opened = settings.Topics.Count > 0 && SnsMessage.Find(body) is { } message ? await sns.OpenAsync(message, delivery, settings, http.RequestAborted) : null;
        var verification = opened is null ? type.Verify(delivery, settings.Secrets) : Verification.Valid;
        var refused = opened is not null ? opened.Problem
            : verification != Verification.Valid ? new BodyProblem(StatusCodes.Status401Unauthorized, Sentence(verification)) : null;
        if (refused is { Status: StatusCodes.Status503ServiceUnavailable }) return Later(refused.Reason);
        if (refused is not null)
        {
            http.Response.Headers.WWWAuthenticate = "Basic realm=\"slackaudit\"";
            return Refuse(opened is null ? RefusalReasons.Of(verification) : RefusalReasons.Of(refused), refused);
        }

        try
        {
            var reading = opened?.Reading ?? type.Read(opened?.Delivery ?? delivery);
            var result = await log.AppendAsync(settings.Name, reading.Events, reading.Payload, http.RequestAborted);
            meters.Taken(settings.Name, result);
            refusals.Accepted(settings.Name);
            if (!reading.Answer.IsEmpty) return Results.Bytes(reading.Answer, "application/json");
            return Results.Json(
                new Receipt(result.Recorded, result.Duplicates),
                statusCode: result.Recorded > 0 ? StatusCodes.Status202Accepted : StatusCodes.Status200OK);
        }
        catch (UnreadableDeliveryException exception)
        {
            return Refuse(RefusalReasons.Unreadable, new BodyProblem(exception.Status, exception.Message));
        }
        catch (LogUnavailableException exception)
        {
            return Later(exception.Message);
        }

        IResult Refuse(string reason, BodyProblem why)
        {
            refusals.Note(settings.Name, reason, why.Reason, http);
            meters.Refused(settings.Name, reason);
            return Answer(why.Status, why.Reason);
        }

        IResult Later(string sentence)
        {
            meters.Unavailable(settings.Name);
            http.Response.Headers.RetryAfter = RetryAfter.TotalSeconds.ToString(CultureInfo.InvariantCulture);
            return Answer(StatusCodes.Status503ServiceUnavailable, sentence);
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
