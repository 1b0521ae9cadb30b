namespace SlackAudit.Slack.Sockets;

/// <summary>Asks Slack for addresses to connect to, each good for one connection and a secret.</summary>
sealed class AppsConnections(SlackApiClient client)
{
    /// <summary>An address to connect to.</summary>
    /// <exception cref="SlackException">Slack refused or could not be reached; the message says what to do.</exception>
    public async Task<Uri> Open(CancellationToken cancellationToken)
    {
        try
        {
            var url = await client.OpenConnection(cancellationToken);
            return Uri.TryCreate(url, UriKind.Absolute, out var address) && (address.Scheme == "wss" || address is { Scheme: "ws", IsLoopback: true })
                ? address
                : throw new SlackTransientException("Slack named no address for Socket Mode that can be connected to.", SlackErrors.UnreadableCode);
        }
        catch (SlackException refused) when (refused.IsPermanent)
        {
            throw new SlackException($"Slack answered {refused.ErrorCode} to apps.connections.open. {Advice(refused)}", refused.ErrorCode, refused.Messages, refused);
        }
    }

    static string Advice(SlackException refused) => refused.Class switch
    {
        _ when refused.ErrorCode == "not_allowed_token_type" => "Set Slack:AppLevelToken to the app-level token, which begins with xapp-.",
        SlackErrorClass.AuthDead => "Make a new app-level token with the scope connections:write on the app's page (Basic Information, App-Level Tokens) and set Slack:AppLevelToken to it.",
        SlackErrorClass.MissingScope => "Make an app-level token with the scope connections:write on the app's page (Basic Information, App-Level Tokens) and set Slack:AppLevelToken to it.",
        _ => "Check on the app's page that Socket Mode is switched on and that the app is installed.",
    };
}
