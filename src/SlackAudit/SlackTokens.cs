using SlackAudit.Slack;

namespace SlackAudit;

/// <summary>Checks that Slack's tokens are what they should be and enough to be reached by. What is found is a secret and never said.</summary>
static class SlackTokens
{
    const string AppLevel = "xapp-";
    const string Bot = "xoxb-";

    /// <exception cref="WrongSettingException">One is of another kind, or one is missing.</exception>
    public static void Check(SlackSettings settings)
    {
        if (settings.AppLevelToken is { } token && (!token.StartsWith(AppLevel, StringComparison.Ordinal) || token.Any(char.IsWhiteSpace)))
            throw new WrongSettingException(
                $"Slack:AppLevelToken is not an app-level token, which begins with {AppLevel} (api.slack.com/apps, Basic Information, App-Level Tokens)."
                + (token.StartsWith(Bot, StringComparison.Ordinal) ? $" What is set begins with {Bot}: that is the bot token and belongs into Slack:ApiToken." : ""));
        if (settings.ApiToken?.StartsWith(AppLevel, StringComparison.Ordinal) == true)
            throw new WrongSettingException($"Slack:ApiToken begins with {AppLevel}: that is an app-level token and belongs into Slack:AppLevelToken. The bot token begins with {Bot} (OAuth & Permissions).");
        if (settings is { AppLevelToken: not null, IsPreview: true })
            throw new WrongSettingException("Slack:AppLevelToken is set, but Slack:ApiToken is not, so nothing could be posted. Set it to the bot token (api.slack.com/apps, OAuth & Permissions), or remove Slack:AppLevelToken for the preview.");
        if (settings is { IsPreview: false, SigningSecret: null, AppLevelToken: null })
            throw new WrongSettingException(
                "Slack:SigningSecret is missing or empty. With Slack:ApiToken set, it must be the app's signing secret "
                + "(api.slack.com/apps, Basic Information), or anybody could ask in Slack's name. With Socket Mode, set Slack:AppLevelToken instead.");
    }
}
