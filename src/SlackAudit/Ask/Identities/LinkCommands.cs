using SlackAudit.Events;
using SlackAudit.Slack;
using SlackAudit.Slack.Access;

namespace SlackAudit.Ask.Identities;

/// <summary><c>/audit link github alice-gh</c>: says that a name is one's own.</summary>
sealed class LinkCommand(Linking linking, LogAnswers answers) : ISlashCommandHandler
{
    public Task<SlashCommandResponse> Handle(SlashCommand command, CancellationToken cancellationToken) => answers.GiveAsync(() => linking.SayAsync(command, cancellationToken), cancellationToken);
}

/// <summary><c>/audit unlink github alice-gh</c>: takes it back.</summary>
sealed class UnlinkCommand(Linking linking, LogAnswers answers) : ISlashCommandHandler
{
    public Task<SlashCommandResponse> Handle(SlashCommand command, CancellationToken cancellationToken) => answers.GiveAsync(() => linking.UndoAsync(command, cancellationToken), cancellationToken);
}

/// <summary>The buttons under somebody's word. Where it is settled, what came of it takes the place of the buttons.</summary>
sealed class LinkButtons(Linking linking, LogAnswers answers) : IBlockActionHandler
{
    public async Task<SlashCommandResponse?> Handle(BlockActionRequest request, CancellationToken cancellationToken) => await answers.GiveAsync(async () =>
    {
        var (said, isSettled) = await linking.DecideAsync(request, request.ActionId == LinkMessages.ConfirmId, cancellationToken);
        return isSettled
            ? new SlashCommandResponse { Message = Sentences.Of(said) with { ReplaceOriginal = true }, ResponseType = ResponseType.InChannel }
            : new SlashCommandResponse { Message = Sentences.Of(said) with { ReplaceOriginal = false }, ResponseType = ResponseType.Ephemeral };
    }, cancellationToken);
}

/// <summary><c>/audit whoami</c>: who one is here, by which names, and what one may.</summary>
sealed class WhoAmICommand(Record.Identities identities, Askers askers, LogAnswers answers, SlackSettings slack) : ISlashCommandHandler
{
    public Task<SlashCommandResponse> Handle(SlashCommand command, CancellationToken cancellationToken) => answers.GiveAsync(async () =>
    {
        await identities.RefreshAsync(cancellationToken);
        var zone = await askers.ZoneAsync(command.UserId, cancellationToken);
        var person = identities.Known.OfSlackUser(command.UserId);
        var names = person is null ? [] : identities.Known.Asked(person)?.Hers ?? [];
        return LinkMessages.Only(string.Join(' ',
            $"You are {person ?? identities.Known.OfSlack(command.UserId, command.UserName) ?? "nobody that Slack names"} here.",
            names.Count > 0 ? $"In the sources you are {AskedName.List(names)}." : $"No name of yours in any source is known: {slack.Command} link github alice-gh.",
            May(command.Role),
            $"Your times are of {zone.Id}."));
    }, cancellationToken);

    static string May(Role role) => role switch
    {
        Role.Admin => "You are an admin: you may ask, see what is sensitive, change what is told, and confirm names.",
        Role.Auditor => "You are an auditor: you may ask, and see what is sensitive.",
        Role.Member => "You are a member: you may ask; what is sensitive is for auditors.",
        _ => "You may not ask here. Whoever runs this app can name you under Access in its settings.",
    };
}
