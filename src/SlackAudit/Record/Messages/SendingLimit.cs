namespace SlackAudit.Record.Messages;

/// <summary>A limit of Slack's that all processes of a log keep together: a few at once, and then one each so often.</summary>
/// <param name="Name">What is limited.</param>
/// <param name="Each">How often there is another turn.</param>
/// <param name="Burst">How many may be taken at once after a rest.</param>
sealed record SendingLimit(string Name, TimeSpan Each, int Burst)
{
    // Each turn puts off the next by a little; a whole burst may be ahead of that.
    /// <summary>The next turn, and what is next after it.</summary>
    public (DateTimeOffset Turn, DateTimeOffset Next) Take(DateTimeOffset? next, DateTimeOffset now)
    {
        var from = next > now ? next.Value : now;
        var turn = from - Each * (Burst - 1);
        return (turn > now ? turn : now, from + Each);
    }

    /// <summary>What is next where there is no turn before an instant.</summary>
    public DateTimeOffset Rested(DateTimeOffset until) => until + Each * (Burst - 1);
}
