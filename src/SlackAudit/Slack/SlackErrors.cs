using System.Collections.Frozen;

namespace SlackAudit.Slack;

/// <summary>What kind of failure an error of Slack is.</summary>
public enum SlackErrorClass
{
    /// <summary>A code we do not know; trying again does not help.</summary>
    Unknown,

    /// <summary>Wait as long as Slack says.</summary>
    RateLimited,

    /// <summary>Goes away by itself within seconds or minutes.</summary>
    Transient,

    /// <summary>Goes away by itself within hours.</summary>
    LongWait,

    /// <summary>The token is no longer good: nothing can be sent.</summary>
    AuthDead,

    /// <summary>This one channel cannot be written to.</summary>
    DestinationDead,

    /// <summary>The app lacks a permission for this one feature.</summary>
    MissingScope,

    /// <summary>Slack does not take this message as it is.</summary>
    PayloadRefused,

    /// <summary>The message to be changed is gone.</summary>
    MessageGone,

    /// <summary>The dialog cannot be opened any more; whoever pressed has to press again.</summary>
    ViewRace,
}

/// <summary>Slack's error codes: what kind each is, and what a person can do about it.</summary>
public static class SlackErrors
{
    internal const string RateLimitedCode = "ratelimited";
    internal const string TimeoutCode = "no_answer";
    internal const string UnreachableCode = "unreachable";
    internal const string UnreadableCode = "unreadable_answer";

    static readonly FrozenDictionary<string, SlackErrorClass> Classes = new (SlackErrorClass Class, string[] Codes)[]
    {
        (SlackErrorClass.RateLimited, [RateLimitedCode, "rate_limited"]),
        (SlackErrorClass.Transient, [TimeoutCode, UnreachableCode, UnreadableCode, "internal_error", "fatal_error", "service_unavailable",
            "request_timeout", "update_failed", "external_channel_migrating", "streaming_state_conflict"]),
        (SlackErrorClass.LongWait, ["team_added_to_org", "org_login_required", "message_limit_exceeded"]),
        (SlackErrorClass.AuthDead, ["invalid_auth", "not_authed", "account_inactive", "token_revoked", "token_expired", "not_allowed_token_type",
            "access_denied", "accesslimited", "two_factor_setup_required", "enterprise_is_restricted"]),
        (SlackErrorClass.DestinationDead, ["channel_not_found", "not_in_channel", "is_archived", "restricted_action",
            "restricted_action_read_only_channel", "restricted_action_thread_only_channel", "restricted_action_non_threadable_channel",
            "restricted_action_thread_locked", "cannot_reply_to_message", "messages_tab_disabled", "ekm_access_denied",
            "team_access_not_granted", "no_permission"]),
        (SlackErrorClass.MissingScope, ["missing_scope"]),
        (SlackErrorClass.PayloadRefused, ["invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long", "msg_too_long", "no_text",
            "invalid_attachments", "only_one_table_allowed", "too_many_attachments", "attachment_payload_limit_exceeded", "metadata_too_large",
            "invalid_metadata_format", "invalid_metadata_schema", "markdown_text_conflict", "block_mismatch", "invalid_arguments"]),
        (SlackErrorClass.ViewRace, ["expired_trigger_id", "trigger_expired", "exchanged_trigger_id", "trigger_exchanged", "invalid_trigger_id", "hash_conflict", "duplicate_external_id"]),
        (SlackErrorClass.MessageGone, ["message_not_found", "cant_update_message", "edit_window_closed", "is_inactive"]),
    }.SelectMany(row => row.Codes, (row, code) => (row.Class, Code: code)).ToFrozenDictionary(row => row.Code, row => row.Class);

    static readonly FrozenDictionary<string, string> AdviceByCode = new Dictionary<string, string>
    {
        ["not_in_channel"] = "Invite the app: type /invite @slackaudit in that channel.",
        ["channel_not_found"] = "Check the channel's name or id in the settings; for a private channel, type /invite @slackaudit in it first.",
        ["is_archived"] = "Unarchive that channel, or name another one in the settings.",
        ["messages_tab_disabled"] = "Switch on the messages tab in the app's settings (App Home), so that it can write to people.",
        ["token_expired"] = "Switch off token rotation in the app's settings, install the app again and set Slack:ApiToken to the new token.",
        ["not_allowed_token_type"] = "Set Slack:ApiToken to the bot token, which begins with xoxb-.",
        [UnreachableCode] = "Check that this machine can reach Slack (Slack:ApiUrl), and whether a proxy is needed.",
    }.ToFrozenDictionary();

    /// <summary>What kind of failure a code is.</summary>
    public static SlackErrorClass ClassOf(string code) =>
        Classes.TryGetValue(code, out var known) ? known : code.StartsWith("http_5", StringComparison.Ordinal) ? SlackErrorClass.Transient : SlackErrorClass.Unknown;

    /// <summary>What a person can do about it: one or two sentences.</summary>
    /// <param name="code">Slack's code.</param>
    /// <param name="needed">The permission that is missing, where Slack said which.</param>
    public static string Advice(string code, string? needed = null) => AdviceByCode.GetValueOrDefault(code) ?? ClassOf(code) switch
    {
        SlackErrorClass.RateLimited => "Nothing to do: it is sent as soon as Slack allows.",
        SlackErrorClass.Transient => "Nothing to do: it is tried again.",
        SlackErrorClass.LongWait => "Nothing to do but wait: it is tried again for hours.",
        SlackErrorClass.AuthDead => "Install the app again and set Slack:ApiToken to the new bot token; what is owed is kept until then.",
        SlackErrorClass.DestinationDead => "Let the app write to that channel, or name another one in the settings; what is owed is kept until then.",
        SlackErrorClass.MissingScope => $"Add the scope {needed ?? "that Slack names"} to the app and install it again.",
        SlackErrorClass.PayloadRefused => "Slack does not take the message in this form; it is sent in a plainer one.",
        SlackErrorClass.ViewRace => "The dialog came too late; press again.",
        SlackErrorClass.MessageGone => "The message is gone or can no longer be changed; a new one is posted.",
        _ => "Look the code up in Slack's documentation of the method.",
    };

    internal static bool MayHaveArrived(string code) =>
        code is TimeoutCode or UnreadableCode or "internal_error" or "fatal_error" or "http_500" or "http_502" or "http_504";
}
