namespace SlackAudit.Slack;

/// <summary>The few calls to Slack that we make. None of them repeats itself: whoever calls decides when to try again.</summary>
public interface ISlackApiClient
{
    /// <summary>Messages.</summary>
    IChatApi Chat { get; }

    /// <summary>People.</summary>
    IUsersApi Users { get; }

    /// <summary>Groups of people.</summary>
    IUserGroupsApi UserGroups { get; }

    /// <summary>Dialogs and the app's home.</summary>
    IViewsApi Views { get; }

    /// <summary>Files.</summary>
    IFilesApi Files { get; }

    /// <summary>Asks Slack who the token is and what it may do.</summary>
    /// <exception cref="SlackException">Slack refused or could not be reached.</exception>
    Task<AuthTestResponse> AuthTest(CancellationToken cancellationToken);

    /// <summary>Answers a command or a button after its acknowledgement: at most five times within 30 minutes.</summary>
    /// <param name="responseUrl">The address that came with the command; a secret, and accepted only for a configured host.</param>
    /// <param name="message">The answer.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="SlackException">Slack refused or could not be reached, or the address is not Slack's.</exception>
    Task Respond(string responseUrl, Message message, CancellationToken cancellationToken);
}

/// <summary>Messages (<c>chat.*</c>).</summary>
public interface IChatApi
{
    /// <summary>Posts a message to its channel, or to a person where that is a user's id; the answer says the id of the conversation.</summary>
    /// <exception cref="SlackTimeoutException">No answer came: the message may have been posted.</exception>
    /// <exception cref="SlackException">Slack refused or could not be reached.</exception>
    Task<PostMessageResponse> PostMessage(Message message, CancellationToken cancellationToken);

    /// <summary>Replaces a posted message as a whole; its channel must be the id that posting it returned.</summary>
    /// <param name="ts">What <see cref="PostMessageResponse.Ts"/> said.</param>
    /// <param name="message">The message as it shall be from now on.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="SlackException">Slack refused or could not be reached.</exception>
    Task<PostMessageResponse> Update(string ts, Message message, CancellationToken cancellationToken);

    /// <summary>Puts previews below somebody's message with links.</summary>
    /// <param name="channelId">Where the message is.</param>
    /// <param name="ts">The message.</param>
    /// <param name="unfurls">The preview of each link, by its address as it came.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="SlackException">Slack refused (mostly for want of the scope <c>links:write</c>) or could not be reached.</exception>
    Task Unfurl(string channelId, string ts, IReadOnlyDictionary<string, Unfurl> unfurls, CancellationToken cancellationToken);
}

/// <summary>People (<c>users.*</c>).</summary>
public interface IUsersApi
{
    /// <summary>Who that is; null where Slack knows nobody of that id.</summary>
    /// <exception cref="SlackException">Slack refused or could not be reached.</exception>
    Task<UserInfo?> Info(string userId, CancellationToken cancellationToken);

    /// <summary>Who has that e-mail address; null where nobody has.</summary>
    /// <exception cref="SlackException">Slack refused (mostly for want of the scope <c>users:read.email</c>) or could not be reached.</exception>
    Task<UserInfo?> LookupByEmail(string email, CancellationToken cancellationToken);
}

/// <summary>Groups of people (<c>usergroups.*</c>).</summary>
public interface IUserGroupsApi
{
    /// <summary>The ids of who is in a group.</summary>
    /// <exception cref="SlackException">Slack refused (mostly for want of the scope <c>usergroups:read</c>) or could not be reached.</exception>
    Task<IReadOnlyList<string>> UsersOf(string groupId, CancellationToken cancellationToken);
}

/// <summary>Dialogs and the app's home (<c>views.*</c>).</summary>
public interface IViewsApi
{
    /// <summary>Opens a dialog for whoever pressed something or typed a command.</summary>
    /// <param name="triggerId">What came with the press; good once, and for three seconds.</param>
    /// <param name="view">The dialog.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The id of the dialog.</returns>
    /// <exception cref="SlackException">Slack refused or could not be reached.</exception>
    Task<string> Open(string triggerId, View view, CancellationToken cancellationToken);

    /// <summary>Opens a dialog on top of the one in which something was pressed, likewise.</summary>
    /// <exception cref="SlackException">Slack refused or could not be reached.</exception>
    Task<string> Push(string triggerId, View view, CancellationToken cancellationToken);

    /// <summary>Replaces what a dialog shows.</summary>
    /// <param name="viewId">The dialog.</param>
    /// <param name="hash">What it showed; if it shows something else by now, it stays. Null for whatever it shows.</param>
    /// <param name="view">What it shall show.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="SlackException">Slack refused or could not be reached.</exception>
    Task Update(string viewId, string? hash, View view, CancellationToken cancellationToken);

    /// <summary>Shows somebody the app's home.</summary>
    /// <param name="userId">Who sees it.</param>
    /// <param name="hash">What they see now; if they see something else by now, that stays. Null for whatever they see.</param>
    /// <param name="view">What they shall see.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="SlackException">Slack refused or could not be reached.</exception>
    Task Publish(string userId, string? hash, HomeView view, CancellationToken cancellationToken);
}

/// <summary>Files (<c>files.*</c>), with the scope <c>files:write</c>.</summary>
public interface IFilesApi
{
    /// <summary>Uploads a file into a conversation.</summary>
    /// <param name="channel">The id of the conversation, never its name.</param>
    /// <param name="path">The file, read while it is sent.</param>
    /// <param name="name">What it is called in Slack.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="SlackException">Slack refused or could not be reached.</exception>
    Task Upload(string channel, string path, string name, CancellationToken cancellationToken);
}

/// <summary>Where a message was put: both together address it.</summary>
/// <param name="Channel">The id of the channel.</param>
/// <param name="Ts">The message's place in its channel; text, never a number.</param>
public sealed record PostMessageResponse(string Channel, string Ts);

/// <summary>Who the token is.</summary>
public sealed record AuthTestResponse
{
    /// <summary>The workspace's name.</summary>
    public string Team { get; init; } = "";

    /// <summary>The workspace's id.</summary>
    public string TeamId { get; init; } = "";

    /// <summary>The workspace's address.</summary>
    public string Url { get; init; } = "";

    /// <summary>The bot's name.</summary>
    public string User { get; init; } = "";

    /// <summary>The bot's user id.</summary>
    public string UserId { get; init; } = "";

    /// <summary>What the token may do.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];
}

/// <summary>A person in Slack.</summary>
public sealed record UserInfo
{
    /// <summary>The user id.</summary>
    public required string Id { get; init; }

    /// <summary>The workspace's id.</summary>
    public string TeamId { get; init; } = "";

    /// <summary>The short name.</summary>
    public string Name { get; init; } = "";

    /// <summary>The name people see.</summary>
    public string RealName { get; init; } = "";

    /// <summary>The e-mail address; null without the scope <c>users:read.email</c>.</summary>
    public string? Email { get; init; }

    /// <summary>The time zone as an IANA name; null where it is not set.</summary>
    public string? Tz { get; init; }

    /// <summary>Whether it is a program.</summary>
    public bool IsBot { get; init; }

    /// <summary>Whether it is a guest, or somebody of whom the workspace knows nothing.</summary>
    public bool IsGuest { get; init; }

    /// <summary>The ids of the workspaces of an organisation that they belong to; none where there is no organisation.</summary>
    public IReadOnlyList<string> Teams { get; init; } = [];

    /// <summary>Whether they belong to a workspace: who shares a channel with it from elsewhere does not.</summary>
    /// <remarks>What a token of a whole organisation is for is no workspace, and says nothing of whom.</remarks>
    public bool BelongsTo(string teamId) => !teamId.StartsWith('T') || TeamId == teamId || Teams.Contains(teamId);

    /// <summary>Whether the account was switched off.</summary>
    public bool IsDeleted { get; init; }
}
