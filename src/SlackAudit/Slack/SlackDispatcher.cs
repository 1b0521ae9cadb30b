using SlackAudit.Slack.Access;

namespace SlackAudit.Slack;

/// <summary>Brings a command or a press to its handler, whichever way it came. It never throws: what goes wrong is an answer, too.</summary>
public sealed class SlackDispatcher(IServiceScopeFactory scopes, ILogger<SlackDispatcher> log)
{
    /// <summary>The answer to a slash command.</summary>
    public Task<Message> Run(SlashCommand command, CancellationToken cancellationToken) =>
        // A command's first word may have a handler of its own.
        Answered<ISlashCommandHandler>(command, [$"{command.Command} {command.Text.TrimStart().Split((char[]?)null, 2)[0]}", command.Command], command.UserId, command.ChannelId,
            async (handler, role) => handler is null
                ? Ephemeral($"{SlackText.Escape(command.Command)} is not a command that this app answers.")
                : (await handler.Handle(command with { Role = role }, cancellationToken)).ToMessage(), cancellationToken)!;

    /// <summary>The answer to a press; null where there is none to give.</summary>
    public Task<Message?> Run(BlockActionRequest request, CancellationToken cancellationToken) =>
        Answered<IBlockActionHandler>(request, [request.ActionId], request.UserId, request.ChannelId,
            async (handler, role) => handler is null ? null : (await handler.Handle(request with { Role = role }, cancellationToken))?.ToMessage(), cancellationToken);

    /// <summary>The answer to a dialog that was sent: it closes, or says what is wrong.</summary>
    public async Task<ViewSubmissionResponse> Run(ViewSubmission submission, CancellationToken cancellationToken)
    {
        var answer = ViewSubmissionResponse.Close;
        var failure = await Answered<IViewSubmissionHandler>(submission, [submission.CallbackId], submission.UserId, "", async (handler, role) =>
        {
            if (handler is not null) answer = await handler.Handle(submission with { Role = role }, cancellationToken);
            return null;
        }, cancellationToken);
        return failure is null ? answer : Said(submission, failure.Text!);
    }

    /// <summary>The answer to a shortcut; null where there is none to give.</summary>
    public Task<Message?> Run(ShortcutRequest shortcut, CancellationToken cancellationToken) =>
        Answered<IShortcutHandler>(shortcut, [shortcut.CallbackId], shortcut.UserId, shortcut.ChannelId,
            async (handler, role) => handler is null || await handler.Handle(shortcut with { Role = role }, cancellationToken) is not { } answer ? null : BlockKit.Fit(answer) with { ResponseType = ResponseType.Ephemeral },
            cancellationToken);

    /// <summary>Has somebody act on what happened, whoever did it; a guest, and who is not named, has the least role.</summary>
    public async Task Run(SlackEvent happened, CancellationToken cancellationToken)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            if (Find<ISlackEventListener>(scope.ServiceProvider, [happened.Type]) is not var (listener, least)) return;
            var isKnown = happened.UserId.Length > 0 && !await scope.ServiceProvider.GetRequiredService<Askers>().IsGuestAsync(happened.UserId, cancellationToken);
            var role = isKnown ? await scope.ServiceProvider.GetRequiredService<Roles>().OfAsync(happened.UserId, happened.ChannelId, cancellationToken) : Role.Everyone;
            if (role >= least) await listener.Handle(happened with { Role = role }, cancellationToken);
        }
#pragma warning disable CA1031 // Nobody waits for it, so whatever a handler throws ends in the log.
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            if (failure is SlackException refused) log.LogWarning("{Event} could not be acted on: {Reason}", happened, refused.Message);
            else log.LogError(failure, "{Event} could not be acted on.", happened);
        }
    }

    /// <summary>A sentence in a dialog, which can stand only where something can be filled in; without such a place, the dialog closes.</summary>
    internal static ViewSubmissionResponse Said(ViewSubmission submission, string sentence) =>
        submission.Inputs is [var input, ..] ? ViewSubmissionResponse.Error(input, sentence) : ViewSubmissionResponse.Close;

    async Task<Message?> Answered<THandler>(
        object request, IReadOnlyList<string> names, string userId, string channelId, Func<THandler?, Role, Task<Message?>> answer, CancellationToken cancellationToken)
        where THandler : class
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            if (await scope.ServiceProvider.GetRequiredService<Askers>().IsGuestAsync(userId, cancellationToken))
                return Ephemeral("This app answers members of its workspace only, neither guests nor people of other workspaces.");
            if (Find<THandler>(scope.ServiceProvider, names) is not var (handler, least)) return await answer(null, Role.Everyone);
            var role = await scope.ServiceProvider.GetRequiredService<Roles>().OfAsync(userId, channelId, cancellationToken);
            return role < least ? Ephemeral(Refusal(least)) : await answer(handler, role);
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

    // By the first of some names that anybody is registered for, with the role that it needs.
    static (THandler Handler, Role Least)? Find<THandler>(IServiceProvider services, IReadOnlyList<string> names)
        where THandler : class
    {
        foreach (var key in names.Select(SlackRegistration.Key))
            if (services.GetKeyedService<THandler>(key) is { } handler) return (handler, services.GetRequiredKeyedService<LeastRole>(key).Role);
        return null;
    }

    /// <summary>What is said to who may not do something, and who can change that.</summary>
    internal static string Refusal(Role least) => least == Role.Admin
        ? "Only admins of this app may do that. Ask one of them, or whoever runs it: Access:Admins in its settings names them."
        : $"Only {(least == Role.Auditor ? "auditors" : "members")} of this app are answered that. Ask whoever runs it to be named under Access:{least}s in its settings.";

    static Message Ephemeral(string text) => new() { Text = text, ResponseType = ResponseType.Ephemeral };
}
