namespace SlackAudit.Cli.Demo;

/// <summary>A clock that is set, so that a month that is told in a second is recorded when it would have been.</summary>
sealed class DemoClock : TimeProvider
{
    public DateTimeOffset Now { get; set; }

    public override DateTimeOffset GetUtcNow() => Now;
}
