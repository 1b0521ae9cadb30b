using SlackAudit.Notify;
using SlackAudit.Notify.Confirmations;
using SlackAudit.Receive;
using SlackAudit.Record;
using SlackAudit.Record.Retention;
using SlackAudit.Record.Sources;
using SlackAudit.See;
using SlackAudit.Slack;
using SlackAudit.Slack.Access;

namespace SlackAudit;

/// <summary>Everything that can be set, read and checked once at the start.</summary>
sealed record Settings
{
    public required DatabaseSettings Database { get; init; }

    /// <summary>The key under which values of variables are told apart; null for the file beside the database.</summary>
    public string? FingerprintKey { get; init; }

    /// <summary>Where people reach the pages; null while nobody does from elsewhere.</summary>
    public Uri? PublicUrl { get; init; }

    public required SlackSettings Slack { get; init; }

    public required AccessSettings Access { get; init; }

    public required IReadOnlyList<SourceSettings> Sources { get; init; }

    public required IReadOnlyList<NotificationRule> Rules { get; init; }

    public required IReadOnlyList<DigestRule> Digests { get; init; }

    public required RetentionSettings Retention { get; init; }

    public required PeopleSettings People { get; init; }

    public required WatchSettings Watch { get; init; }

    public required WasItYouSettings WasItYou { get; init; }

    public required SeeSettings See { get; init; }
}

/// <summary>A setting is wrong; the message says which key, what was found and what is allowed.</summary>
sealed class WrongSettingException(string message) : Exception(message);
