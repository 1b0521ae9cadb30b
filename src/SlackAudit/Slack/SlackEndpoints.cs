using System.Text;
using System.Text.Json;

namespace SlackAudit.Slack;

/// <summary>The routes that Slack calls.</summary>
public static class SlackEndpoints
{
    /// <summary>Maps <c>/slack/command</c>, <c>/slack/action</c>, <c>/slack/options</c> and <c>/slack/event</c>; without a signing secret they answer 404.</summary>
    /// <exception cref="InvalidOperationException">There is a token but nothing by which to know that Slack calls.</exception>
    public static IEndpointRouteBuilder MapSlack(this IEndpointRouteBuilder routes)
    {
        var settings = routes.ServiceProvider.GetRequiredService<SlackSettings>();
        if (!settings.IsPreview && string.IsNullOrWhiteSpace(settings.SigningSecret) && string.IsNullOrWhiteSpace(settings.AppLevelToken))
            throw new InvalidOperationException("Slack:ApiToken is set, but neither Slack:SigningSecret nor Slack:AppLevelToken is. "
                + "Set Slack:SigningSecret to the signing secret on the app's page (Basic Information).");
        Map("command", Command);
        Map("action", Action);
        Map("options", (_, _) => Task.FromResult(Results.Text("""{"options":[]}""", "application/json")));
        Map("event", Event);
        return routes;

        void Map(string kind, Func<HttpContext, byte[], Task<IResult>> handle) => routes.MapPost($"/slack/{kind}", async (HttpContext context) =>
        {
            var request = await SignedRequest.Read(context, settings);
            return request.Refusal ?? await handle(context, request.Body);
        });
    }

    /// <summary>A quick answer is the acknowledgement; a slow one follows it.</summary>
    static async Task<IResult> Command(HttpContext context, byte[] body)
    {
        if (SlackPayloads.IsProbe(body)) return Results.Ok();
        if (SlackPayloads.Command(body) is not { } command)
            return Answer(new() { Text = "This address answers slash commands, and there was none.", ResponseType = ResponseType.Ephemeral });
        var services = context.RequestServices;
        var dispatcher = services.GetRequiredService<SlackDispatcher>();
        var background = services.GetRequiredService<SlackBackground>();
        var answer = background.Start(cancellationToken => dispatcher.Run(command, cancellationToken));
        try
        {
            return Answer(await answer.WaitAsync(services.GetRequiredService<SlackSettings>().AckAfter, services.GetRequiredService<TimeProvider>()));
        }
        catch (TimeoutException)
        {
            var slack = services.GetRequiredService<ISlackApiClient>();
            background.Start($"The late answer to {command}", async cancellationToken =>
                await slack.Respond(command.ResponseUrl, await answer, cancellationToken));
            return Results.Ok();
        }
    }

    /// <summary>Presses are acknowledged at once, those that nobody handles (a button that only opens an address) as well.</summary>
    static Task<IResult> Action(HttpContext context, byte[] body)
    {
        if (SlackPayloads.Submission(body) is { } submission) return Submit(context, submission);
        var dispatcher = context.RequestServices.GetRequiredService<SlackDispatcher>();
        var background = context.RequestServices.GetRequiredService<SlackBackground>();
        var slack = context.RequestServices.GetRequiredService<ISlackApiClient>();
        foreach (var action in SlackPayloads.Actions(body))
            background.Start($"The answer to {action}", async cancellationToken =>
            {
                if (await dispatcher.Run(action, cancellationToken) is { } answer && action.ResponseUrl.Length > 0)
                    await slack.Respond(action.ResponseUrl, answer, cancellationToken);
            });
        return Task.FromResult(Results.Ok());
    }

    /// <summary>The acknowledgement of a dialog is its answer; there is no other way to say anything in it.</summary>
    static async Task<IResult> Submit(HttpContext context, ViewSubmission submission)
    {
        var services = context.RequestServices;
        var dispatcher = services.GetRequiredService<SlackDispatcher>();
        var answer = services.GetRequiredService<SlackBackground>().Start(cancellationToken => dispatcher.Run(submission, cancellationToken));
        try
        {
            return Dialog(await answer.WaitAsync(services.GetRequiredService<SlackSettings>().AckAfter, services.GetRequiredService<TimeProvider>()));
        }
        catch (TimeoutException)
        {
            return Dialog(SlackDispatcher.Said(submission, "This takes longer than it should and is still being worked on. If nothing has changed in a minute, send it again."));
        }
    }

    static IResult Dialog(ViewSubmissionResponse response) => response.Errors.Count == 0
        ? Results.Ok()
        : Results.Text(JsonSerializer.Serialize(new { response_action = "errors", errors = response.Errors }, SlackJson.Options), "application/json", Encoding.UTF8);

    static Task<IResult> Event(HttpContext context, byte[] body) =>
        Task.FromResult(SlackPayloads.Challenge(body) is { } challenge ? Results.Text(challenge) : Results.Ok());

    static IResult Answer(Message message) => Results.Text(SlackJson.Serialize(message), "application/json", Encoding.UTF8);
}
