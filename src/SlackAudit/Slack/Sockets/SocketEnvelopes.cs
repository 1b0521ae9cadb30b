namespace SlackAudit.Slack.Sockets;

/// <summary>Brings what came by socket to where what comes over HTTP goes, each thing once.</summary>
sealed class SocketEnvelopes(SlackIntake intake, SocketMeters meters, ILogger<SocketEnvelopes> log)
{
    public const string Command = "slash_commands";
    public const string Interaction = "interactive";
    public const string Event = "events_api";

    readonly SeenLately seen = new();

    /// <summary>What goes back with the acknowledgement, as JSON; null where nothing does.</summary>
    public async Task<string?> Take(SocketFrame frame)
    {
        try
        {
            if (!seen.IsNew(frame.EnvelopeId))
            {
                meters.Envelope(frame.Type, "duplicate");
                return null;
            }
            meters.Envelope(frame.Type, "taken");
            return frame.Type switch
            {
                Command => Run(frame),
                Interaction => await intake.Interact(frame.Payload) is { } answer && frame.AcceptsPayload ? answer : null,
                Event => Happened(frame),
                _ => null,
            };
        }
#pragma warning disable CA1031 // Whatever is in an envelope, the socket goes on.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            Unreadable(frame.Type, failure.GetType().Name);
            return null;
        }
    }

    /// <summary>Something came that has no meaning.</summary>
    public void Unreadable(string type, string why)
    {
        meters.Envelope(type, "unreadable");
        log.LogWarning("Something came from Slack by socket that cannot be read ({Why}); it is passed over.", why);
    }

    /// <summary>Something came that is larger than anything that Slack is known to send.</summary>
    public void TooLarge()
    {
        meters.Envelope("", "too_large");
        log.LogWarning("Something came from Slack by socket that is larger than a megabyte; it is passed over.");
    }

    /// <summary>Slack may not know that it was taken, and tell whoever asked that it failed.</summary>
    public void Unacknowledged(string type)
    {
        meters.Envelope(type, "unacknowledged");
        log.LogWarning("A connection to Slack ended before something that came by it was acknowledged; it is answered all the same, though Slack may have said that it failed.");
    }

    string? Happened(SocketFrame frame)
    {
        intake.Happened(frame.Payload);
        return null;
    }

    string? Run(SocketFrame frame)
    {
        if (SlackPayloads.Command(frame.Payload) is { } command) intake.AnswerLater(command);
        else Unreadable(frame.Type, "a command without its name");
        return null;
    }
}
