using SlackAudit.Slack;

namespace SlackAudit.Notify.Rules;

/// <summary>A channel as somebody meant it.</summary>
/// <param name="Id">Its id; null where only a name was typed.</param>
/// <param name="Name">Its name without the #; null where Slack does not say.</param>
readonly record struct ChannelMeant(string? Id, string? Name)
{
    // What Slack calls a place that has no name for everybody.
    static readonly string[] Nameless = ["directmessage", "privategroup"];

    /// <summary>Where a command was typed.</summary>
    public static ChannelMeant Here(SlashCommand command) => new(
        command.ChannelId.Trim(),
        command.ChannelName.Trim() is { Length: > 0 } name && !Nameless.Contains(name) && !name.StartsWith("mpdm-", StringComparison.Ordinal) ? name : null);

    /// <summary>Reads <c>#ops</c> or what Slack makes of it, <c>&lt;#C0123|ops&gt;</c>; null where it is neither.</summary>
    public static ChannelMeant? Read(string typed)
    {
        if (typed.StartsWith("<#", StringComparison.Ordinal) && typed.EndsWith('>'))
        {
            var parts = typed[2..^1].Split('|', 2);
            return IsId(parts[0]) ? new ChannelMeant(parts[0], parts.Length > 1 && IsName(parts[1]) ? parts[1] : null) : null;
        }
        return typed.StartsWith('#') && IsName(typed[1..]) ? new ChannelMeant(null, typed[1..].ToLowerInvariant()) : null;
    }

    /// <summary>Whether it is the app's or two people's direct message, where no rule can tell anything.</summary>
    public bool IsDirectMessage => Id is ['D', ..];

    /// <summary>Whether a channel of the settings or of a rule is this one.</summary>
    public bool Is(string channel) => channel.Length > 0 && (channel == Id || Name is not null && Name.Equals(channel.TrimStart('#'), StringComparison.OrdinalIgnoreCase));

    /// <summary>As the outbox knows it: as rules name it already, so that a channel is told of an event once; else its id.</summary>
    public string Key(IEnumerable<string> known) => known.FirstOrDefault(Is) ?? Id ?? $"#{Name}";

    /// <summary>A channel as a message shows it.</summary>
    public static Mrkdwn Show(string channel) => IsId(channel) ? Mrkdwn.Channel(channel) : Mrkdwn.Of($"{channel}");

    static bool IsId(string text) => SlackText.IsChannelId(text);

    static bool IsName(string text) => text.Length is > 0 and <= 80 && text.All(c => char.IsLetterOrDigit(c) || c is '-' or '_' or '.');
}
