namespace SlackAudit.Cli;

/// <summary>The log without the service around it, for verbs that work on it and stop.</summary>
static class OfflineLog
{
    /// <exception cref="WrongSettingException">A setting is wrong.</exception>
    public static (WebApplication App, Settings Settings) Open()
    {
        var builder = ServeVerb.Builder(null);
        // What a verb has to say it says itself, and standard output may be somebody's data.
        builder.Logging.ClearProviders();
        var settings = SettingsReader.Read(builder.Configuration);
        return (Program.Build(builder, settings), settings);
    }
}
