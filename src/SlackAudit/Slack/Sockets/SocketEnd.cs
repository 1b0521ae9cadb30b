using System.Collections.Frozen;

namespace SlackAudit.Slack.Sockets;

/// <summary>Why a connection needs another one.</summary>
enum SocketEnd
{
    /// <summary>Slack closes it in about ten seconds.</summary>
    Warning,

    /// <summary>Slack wants it to be replaced.</summary>
    RefreshRequested,

    /// <summary>Socket Mode was switched off for the app.</summary>
    LinkDisabled,

    /// <summary>The app has more connections than Slack allows.</summary>
    TooManyWebsockets,

    /// <summary>Slack wants it to end and said why in a word that is not known here.</summary>
    OtherReason,

    /// <summary>It outlived the time after which Slack said that it would refresh it.</summary>
    Overdue,

    /// <summary>Slack closed it.</summary>
    Closed,

    /// <summary>It broke, or nobody answers at its other end.</summary>
    Broken,

    /// <summary>Slack did not greet in time.</summary>
    NoHello,
}

/// <summary>The ends in Slack's words and in ours.</summary>
static class SocketEnds
{
    static readonly FrozenDictionary<string, SocketEnd> ByReason = new Dictionary<string, SocketEnd>
    {
        ["warning"] = SocketEnd.Warning,
        ["refresh_requested"] = SocketEnd.RefreshRequested,
        ["link_disabled"] = SocketEnd.LinkDisabled,
        ["socket_mode_disabled"] = SocketEnd.LinkDisabled,
        ["too_many_websockets"] = SocketEnd.TooManyWebsockets,
    }.ToFrozenDictionary();

    public static SocketEnd Read(string reason) => ByReason.GetValueOrDefault(reason, SocketEnd.OtherReason);

    /// <summary>Whether another one may be opened only when this one is closed.</summary>
    public static bool MustGoFirst(this SocketEnd end) => end is SocketEnd.LinkDisabled or SocketEnd.TooManyWebsockets;

    /// <summary>A word for a label.</summary>
    public static string Word(this SocketEnd end) => end switch
    {
        SocketEnd.Warning => "warning",
        SocketEnd.RefreshRequested => "refresh_requested",
        SocketEnd.LinkDisabled => "link_disabled",
        SocketEnd.TooManyWebsockets => "too_many_websockets",
        SocketEnd.Overdue => "overdue",
        SocketEnd.Closed => "closed",
        SocketEnd.Broken => "broken",
        SocketEnd.NoHello => "no_hello",
        _ => "other",
    };
}
