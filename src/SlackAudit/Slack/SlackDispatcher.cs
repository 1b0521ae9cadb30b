namespace SlackAudit.Slack;

/// <summary>Brings a command or a press to its handler, whichever way it came. It never throws: what goes wrong is an answer, too.</summary>
public sealed class SlackDispatcher(IServiceScopeFactory scopes, ILogger<SlackDispatcher> log)
{
    /// <summary>The answer to a slash command.</summary>
    public Task<Message> Run(SlashCommand command, CancellationToken cancellationToken) =>
        Answered(command, command.UserId, async services =>
        {
            // A command's first word may have a handler of its own.
            var word = command.Text.TrimStart().Split((char[]?)null, 2)[0];
            var handler = services.GetKeyedService<ISlashCommandHandler>(SlackRegistration.Key($"{command.Command} {word}"))
                ?? services.GetKeyedService<ISlashCommandHandler>(SlackRegistration.Key(command.Command));
            return handler is null
                ? Ephemeral($"{SlackText.Escape(command.Command)} is not a command that this app answers.")
                : (await handler.Handle(command, cancellationToken)).ToMessage();
        }, cancellationToken)!;

    /// <summary>The answer to a press; null where there is none to give.</summary>
    public Task<Message?> Run(BlockActionRequest request, CancellationToken cancellationToken) =>
        Answered(request, request.UserId, async services =>
        {
            var handler = services.GetKeyedService<IBlockActionHandler>(SlackRegistration.Key(request.ActionId));
            var response = handler is null ? null : await handler.Handle(request, cancellationToken);
            return response?.ToMessage();
        }, cancellationToken);

    /// <summary>The answer to a dialog that was sent: it closes, or says what is wrong.</summary>
    public async Task<ViewSubmissionResponse> Run(ViewSubmission submission, CancellationToken cancellationToken)
    {
        var answer = ViewSubmissionResponse.Close;
        var failure = await Answered(submission, submission.UserId, async services =>
        {
            var handler = services.GetKeyedService<IViewSubmissionHandler>(SlackRegistration.Key(submission.CallbackId));
            if (handler is not null) answer = await handler.Handle(submission, cancellationToken);
            return null;
        }, cancellationToken);
        return failure is null ? answer : Said(submission, failure.Text!);
    }

    /// <summary>A sentence in a dialog, which can stand only where something can be filled in; without such a place, the dialog closes.</summary>
    internal static ViewSubmissionResponse Said(ViewSubmission submission, string sentence) =>
        submission.Inputs is [var input, ..] ? ViewSubmissionResponse.Error(input, sentence) : ViewSubmissionResponse.Close;

    async Task<Message?> Answered(object request, string userId, Func<IServiceProvider, Task<Message?>> answer, CancellationToken cancellationToken)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            if (await scope.ServiceProvider.GetRequiredService<Askers>().IsGuestAsync(userId, cancellationToken))
                return Ephemeral("This app answers members of its workspace only, neither guests nor people of other workspaces.");
            return await answer(scope.ServiceProvider);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return Ephemeral("This took too long, or the service is restarting. Please ask again.");
        }
#pragma warning disable CA1031 // Whatever a handler throws, who asked gets an answer and the log gets the reason.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            var id = Guid.NewGuid().ToString("N")[..8];
            log.LogError(failure, "{Request} failed; error id {ErrorId}", request, id);
            return Ephemeral($"Something went wrong on our side. The log knows it as error {id}.");
        }
    }

    static Message Ephemeral(string text) => new() { Text = text, ResponseType = ResponseType.Ephemeral };
}
