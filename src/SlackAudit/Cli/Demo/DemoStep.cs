namespace SlackAudit.Cli.Demo;

/// <summary>One thing that happens in a scene.</summary>
/// <param name="Minute">When, in minutes from the scene's beginning.</param>
/// <param name="Make">What the sender then sends.</param>
/// <param name="Opens">Whether the next step ends what this one begins, so that it is never told alone.</param>
readonly record struct DemoStep(double Minute, Func<DateTimeOffset, DemoDelivery> Make, bool Opens = false);
