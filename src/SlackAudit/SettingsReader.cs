using System.Data.Common;
using System.Globalization;
using Cronos;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Npgsql;
using SlackAudit.Events;
using SlackAudit.Notify;
using SlackAudit.Notify.Rules;
using SlackAudit.Receive;
using SlackAudit.Receive.Custom;
using SlackAudit.Receive.Sns;
using SlackAudit.Record;
using SlackAudit.Record.Redaction;
using SlackAudit.See;
using SlackAudit.Slack;

namespace SlackAudit;

/// <summary>Reads the settings, and stops at the first one that is wrong.</summary>
static class SettingsReader
{
    /// <summary>Reads and checks every setting.</summary>
    /// <exception cref="WrongSettingException">One is wrong or unknown.</exception>
    public static Settings Read(IConfiguration configuration)
    {
        var root = new SettingsSection(configuration, "");
        var slack = Slack(root.Section("Slack"));
        var publicUrl = PublicUrl(root);
        var sources = root.Section("Sources").Children().Select(Source).ToList();
        var people = PeopleReader.Read(root.Section("People"), sources);
        var known = people.Known;
        return new Settings
        {
            Database = Database(root.Section("Database")),
            FingerprintKey = FingerprintKey(root.Section("Redaction")),
            PublicUrl = publicUrl,
            Slack = slack,
            Access = AccessReader.Read(root.Section("Access")),
            Sources = sources,
            Rules = Named(root.Section("Rules").Children().Select(rule => Rule(rule, known)).ToList(), rule => rule.Name, "Rules"),
            Digests = Named(root.Section("Digests").Children().Select(digest => Digest(digest, known)).ToList(), digest => digest.Name, "Digests"),
            Retention = RetentionReader.Read(root.Section("Retention"), known),
            People = people,
            Watch = WatchReader.Read(root.Section("Health"), root.Section("Sources")),
            WasItYou = WasItYouReader.Read(root.Section("WasItYou"), known),
            See = See(root.Section("Api"), slack) with { SignIn = SignInReader.Read(root.Section("SignIn"), publicUrl) },
        };
    }

    static DatabaseSettings Database(SettingsSection section)
    {
        section.Allow("Provider", "ConnectionString", "Migrate");
        var defaults = new DatabaseSettings();
        var provider = section.Choice("Provider", defaults.Provider);
        var connection = section.Text("ConnectionString");
        if (connection is null && provider != DatabaseProvider.Sqlite)
            throw new WrongSettingException($"Database:ConnectionString is missing, and {provider} cannot be reached without one.");
        try
        {
            _ = provider switch
            {
                DatabaseProvider.SqlServer => new SqlConnectionStringBuilder(connection),
                DatabaseProvider.Postgres => new NpgsqlConnectionStringBuilder(connection),
                _ => (DbConnectionStringBuilder)new SqliteConnectionStringBuilder(connection),
            };
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException)
        {
            // The exception quotes the string, which may hold a password.
            throw new WrongSettingException($"Database:ConnectionString cannot be read as a connection string of {provider}.");
        }
        return new DatabaseSettings
        {
            Provider = provider,
            ConnectionString = connection ?? defaults.ConnectionString,
            Migrate = section.Flag("Migrate", defaults.Migrate),
        };
    }

    static Uri? PublicUrl(SettingsSection root)
    {
        if (root.Text("PublicUrl") is not { } text) return null;
        // The pages lead to each other from the root.
        var isRoot = Uri.TryCreate(text, UriKind.Absolute, out var url) && url is { PathAndQuery: "/", Fragment.Length: 0, UserInfo.Length: 0, Host.Length: > 0 };
        return isRoot && (url!.Scheme == Uri.UriSchemeHttps || url is { Scheme: "http", IsLoopback: true }) ? url
            : throw root.Wrong("PublicUrl", text, "an https address without a path, such as https://audit.example.com (http only to this machine)");
    }

    static string? FingerprintKey(SettingsSection section)
    {
        section.Allow("FingerprintKey");
        var key = section.Text("FingerprintKey");
        return key is null || key.Length >= Fingerprints.ShortestKey ? key : throw new WrongSettingException(string.Create(CultureInfo.InvariantCulture,
            $"Redaction:FingerprintKey has {key.Length} characters, but must have at least {Fingerprints.ShortestKey}. Make one with: openssl rand -hex 32"));
    }

    static SlackSettings Slack(SettingsSection section)
    {
        section.Allow("ApiToken", "SigningSecret", "AppLevelToken", "Command", "ApiUrl", "ResponseUrlHosts");
        var defaults = new SlackSettings();
        var settings = new SlackSettings
        {
            ApiToken = section.Text("ApiToken"),
            SigningSecret = section.Text("SigningSecret"),
            AppLevelToken = section.Text("AppLevelToken"),
            Command = section.Text("Command") ?? defaults.Command,
            ApiUrl = section.Text("ApiUrl") ?? defaults.ApiUrl,
            ResponseUrlHosts = section.Texts("ResponseUrlHosts") is { Count: > 0 } hosts ? hosts : defaults.ResponseUrlHosts,
        };
        if (!settings.Command.StartsWith('/') || settings.Command.Length is < 2 or > 32 || settings.Command.Any(char.IsWhiteSpace))
            throw section.Wrong("Command", settings.Command, "a slash and a word of at most 31 characters, such as /audit");
        if (!Uri.TryCreate(settings.ApiUrl, UriKind.Absolute, out var url) || url.Scheme is not ("https" or "http") || url is { Scheme: "http", IsLoopback: false })
            throw section.Wrong("ApiUrl", settings.ApiUrl, "an https address ending in /api/ (http only to this machine)");
        SlackTokens.Check(settings);
        return settings with { ApiUrl = settings.ApiUrl.EndsWith('/') ? settings.ApiUrl : settings.ApiUrl + "/" };
    }

    static SourceSettings Source(SettingsSection section)
    {
        section.Allow("Secrets", "Type", "RecordReads", "Topics", "SignatureVersion", "Rack", "QuietAfter", "Mapping");
        var name = section.Name;
        if (name.Equals(OwnSource.Name, StringComparison.OrdinalIgnoreCase) || name.Length > 100 || name.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_' or '.')))
            throw new WrongSettingException($"Sources:{name} is not a name for a source: at most 100 letters, digits, - _ . are allowed, and not slackaudit.");
        string[] types = [.. ReceiveRoom.Types.Select(type => type.Type), CustomSource.TypeName];
        var type = section.Text("Type") ?? name;
        if (types.FirstOrDefault(known => known.Equals(type, StringComparison.OrdinalIgnoreCase)) is not { } known)
        {
            throw section.Text("Type") is null
                ? new WrongSettingException($"Sources:{name} is not a type of sender by itself; set Sources:{name}:Type to one of {string.Join(", ", types)}.")
                : section.Wrong("Type", type, $"one of {string.Join(", ", types)}");
        }
        return new SourceSettings
        {
            Name = name.ToLowerInvariant(),
            Type = known,
            Secrets = section.Texts("Secrets"),
            RecordReads = section.Flag("RecordReads", false),
            Rack = section.Text("Rack"),
            Mapping = MappingReader.Read(section, known),
            Topics = Topics(section, known),
            SignatureVersion = section.Text("SignatureVersion") switch
            {
                null or "1" => 1,
                "2" => 2,
                var other => throw section.Wrong("SignatureVersion", other, "1 or 2"),
            },
        };
    }

    static IReadOnlyList<string> Topics(SettingsSection section, string type)
    {
        var topics = section.Texts("Topics");
        if (topics.Count > 0 && !ReceiveRoom.TypesBySns.Contains(type))
            throw section.Wrong("Topics", topics[0], $"left out: only sources of type {string.Join(" or ", ReceiveRoom.TypesBySns)} come by Amazon SNS");
        return topics.FirstOrDefault(topic => SnsTopic.Parse(topic) is null) is { } wrong
            ? throw section.Wrong("Topics", wrong, "the ARN of a topic, such as arn:aws:sns:us-east-1:111122223333:audit")
            : topics;
    }

    static NotificationRule Rule(SettingsSection section, KnownPeople people)
    {
        section.Allow("Name", "When", "Channel", "Quiet");
        return new NotificationRule(RuleName(section), Question(section, "When", people), Channel(section)) { Quiet = Quiet(section) };
    }

    static QuietHours? Quiet(SettingsSection section) => section.Text("Quiet") is not { } text ? null : QuietHours.Parse(text) ?? throw section.Wrong("Quiet", text, QuietHours.Form);

    static DigestRule Digest(SettingsSection section, KnownPeople people)
    {
        section.Allow("Name", "Of", "Channel", "At", "TimeZone");
        var at = section.Text("At") ?? "0 9 * * *";
        if (!CronExpression.TryParse(at, out _))
            throw section.Wrong("At", at, "a cron expression of five fields, such as 0 9 * * * for every day at nine");
        return new DigestRule(RuleName(section), section.Text("Of") is null ? new AuditQuery() : Question(section, "Of", people), Channel(section), at, Zone(section));
    }

    internal static TimeZoneInfo Zone(SettingsSection section)
    {
        var zone = section.Text("TimeZone") ?? "UTC";
        return Zones.TryFind(zone, out var found) ? found : throw section.Wrong("TimeZone", zone, "an IANA time zone, such as Europe/Berlin");
    }

    internal static AuditQuery Question(SettingsSection section, string key, KnownPeople people)
    {
        var text = section.Required(key);
        var question = RuleQuestion.Read(text, people);
        return question.Query ?? throw section.Wrong(key, text, $"a question as for /audit. {question.Problem}");
    }

    internal static string RuleName(SettingsSection section)
    {
        var name = section.Required("Name");
        return name.Length <= 100 ? name : throw section.Wrong("Name", name, "a name of at most 100 characters");
    }

    internal static string Channel(SettingsSection section)
    {
        var channel = section.Required("Channel");
        return channel.Length <= 100 && !channel.Any(char.IsWhiteSpace) ? channel : throw section.Wrong("Channel", channel, "a Slack channel's name or id, such as #deploys or C0123456789");
    }

    static SeeSettings See(SettingsSection api, SlackSettings slack)
    {
        api.Allow("Tokens");
        var tokens = api.Texts("Tokens");
        return new SeeSettings { ApiTokens = tokens, Preview = slack.IsPreview, Command = slack.Command };
    }

    internal static List<T> Named<T>(List<T> items, Func<T, string> name, string key)
    {
        var twice = items.GroupBy(name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1);
        return twice is null ? items : throw new WrongSettingException(string.Create(CultureInfo.InvariantCulture, $"{key} has the name \"{twice.Key}\" {twice.Count()} times; each needs its own."));
    }
}
