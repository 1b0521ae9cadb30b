using System.Text;

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
                + "Set Slack:SigningSecret to the signing secret on the app's page (Basic Information), or Slack:AppLevelToken for Socket Mode.");
        Map("command", Command);
        Map("action", Action);
        Map("options", (_, _) => Task.FromResult(Json(SlackIntake.NoOptions)));
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
        return await Intake(context).Answer(command) is { } answer ? Answer(answer) : Results.Ok();
    }

    static async Task<IResult> Action(HttpContext context, byte[] body) =>
        SlackPayloads.Interaction(body) is { } payload && await Intake(context).Interact(payload) is { } answer ? Json(answer) : Results.Ok();

    /// <summary>What happened is acknowledged at once, also what nobody acts on: otherwise Slack tells it again.</summary>
    static Task<IResult> Event(HttpContext context, byte[] body)
    {
        if (SlackPayloads.Json(body) is not { } payload) return Task.FromResult(Results.Ok());
        if (SlackPayloads.Challenge(payload) is { } challenge) return Task.FromResult(Results.Text(challenge));
        Intake(context).Happened(payload);
        return Task.FromResult(Results.Ok());
    }

    static SlackIntake Intake(HttpContext context) => context.RequestServices.GetRequiredService<SlackIntake>();

    static IResult Answer(Message message) => Json(SlackJson.Serialize(message));

    static IResult Json(string json) => Results.Text(json, "application/json", Encoding.UTF8);
}
