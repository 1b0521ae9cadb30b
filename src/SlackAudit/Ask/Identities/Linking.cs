using SlackAudit.Events;
using SlackAudit.Record;
using SlackAudit.Slack;
using SlackAudit.Slack.Access;

namespace SlackAudit.Ask.Identities;

/// <summary>Links names to people: at once where Slack or an admin vouches for it, and else as soon as an admin does.</summary>
sealed class Linking(IdentityLinks links, Record.Identities identities, ISlackApiClient slack, SlackSettings settings, TimeProvider time, ILogger<Linking> logger)
{
    /// <summary>What somebody types.</summary>
    public async Task<SlashCommandResponse> SayAsync(SlashCommand command, CancellationToken cancellationToken)
    {
        await identities.RefreshAsync(cancellationToken);
        var words = LinkWords.Read(command.Text);
        if (words.Name.Length == 0) return LinkMessages.Only($"Say which name is yours: {settings.Command} link github alice-gh, or {settings.Command} link alice@example.com.");
        var isOther = words.UserId is not null && words.UserId != command.UserId;
        if (isOther && command.Role < Role.Admin) return LinkMessages.Only(SlackDispatcher.Refusal(Role.Admin));
        var (userId, userName) = isOther ? (words.UserId!, words.UserName) : (command.UserId, command.UserName);
        if (userId.Length == 0 || Person(userId, userName) is not { } person)
            return LinkMessages.Only("Somebody of your name in Slack is known already, and whether that is you only the settings can say: under People, add slack: and your Slack id to the names of that person.");
        var proposal = new LinkProposal(words.Name, person, userId, time.GetUtcNow().ToUnixTimeSeconds());
        var by = identities.Known.OfSlack(command.UserId, command.UserName);
        if (isOther || await IsTheirsAsync(words.Name, command.UserId, cancellationToken)) return LinkMessages.Only(await LinkAsync(proposal, by, cancellationToken) ?? LinkMessages.Linked(proposal, settings.Command));
        return LinkMessages.Proposed(proposal);
    }

    /// <summary>An admin presses a button under somebody's word; the sentence that says what came of it, and whether all of it is settled.</summary>
    public async Task<(string Said, bool IsSettled)> DecideAsync(BlockActionRequest request, bool isConfirmed, CancellationToken cancellationToken)
    {
        if (LinkProposal.Read(request.Value) is not { } proposal) return ("That button is not understood any more. Have it said again.", false);
        if (proposal.UserId == request.UserId && isConfirmed) return ("That is for another admin to confirm, who knows that it is you.", false);
        await identities.RefreshAsync(cancellationToken);
        var by = identities.Known.OfSlack(request.UserId, request.UserName);
        if (!isConfirmed) return ($"{by} declined that {proposal.Name} is {proposal.Person}.", true);
        if (proposal.IsOld(time.GetUtcNow())) return ("That was said more than a week ago. Have it said again.", false);
        // Meanwhile somebody else may have become that person.
        if (Person(proposal.UserId, proposal.Person) != proposal.Person) return ($"{proposal.Person} is somebody else by now. Have it said again.", false);
        return await LinkAsync(proposal, by, cancellationToken) is { } problem ? (problem, false) : ($"{LinkMessages.Linked(proposal, settings.Command)} {by} confirmed it.", true);
    }

    /// <summary>Takes a name from its person: their own, or anybody's for an admin.</summary>
    public async Task<SlashCommandResponse> UndoAsync(SlashCommand command, CancellationToken cancellationToken)
    {
        await identities.RefreshAsync(cancellationToken);
        var words = LinkWords.Read(command.Text);
        if (words.Name.Length == 0) return LinkMessages.Only($"Say which name: {settings.Command} unlink github alice-gh.");
        var identity = Identity.Parse(words.Name);
        var owner = (await identities.LinksAsync(cancellationToken)).FirstOrDefault(link => link.Source == (identity.Source ?? "") && link.Name == identity.Whole)?.Person;
        if (command.Role < Role.Admin && (owner is null || owner != identities.Known.OfSlackUser(command.UserId))) return LinkMessages.Only($"{identity} is not linked to you. {SlackDispatcher.Refusal(Role.Admin)}");
        var by = identities.Known.OfSlack(command.UserId, command.UserName);
        return LinkMessages.Only(await links.UnlinkAsync(words.Name, by, ActorTrust.Verified, cancellationToken) ?? $"{identity} is no longer {owner}.");
    }

    // Whoever is nobody yet becomes a person under the name that Slack has for them, unless that is somebody's.
    string? Person(string userId, string userName)
    {
        if (identities.Known.OfSlackUser(userId) is { } known) return known;
        var name = userName.Trim();
        return name.Length == 0 ? userId : identities.Known.Asked(name) is null ? name : null;
    }

    async Task<string?> LinkAsync(LinkProposal proposal, string? by, CancellationToken cancellationToken)
    {
        if (await links.LinkAsync(proposal.Name, proposal.Person, by, ActorTrust.Verified, cancellationToken) is { } problem) return problem;
        return identities.Known.OfSlackUser(proposal.UserId) is null
            ? await links.LinkAsync($"{Identity.Slack}:{proposal.UserId}", proposal.Person, by, ActorTrust.Verified, cancellationToken)
            : null;
    }

    // The address that the workspace has for them.
    async Task<bool> IsTheirsAsync(string name, string userId, CancellationToken cancellationToken)
    {
        var identity = Identity.Parse(name);
        if (!identity.IsAddress) return false;
        try
        {
            return await slack.Users.Info(userId, cancellationToken) is { Email: { } address } && Names.Fold(address) == identity.Whole;
        }
        catch (SlackException exception)
        {
            logger.LogInformation("Slack does not say whose address it is, so an admin is asked. ({Reason})", exception.Message);
            return false;
        }
    }
}
