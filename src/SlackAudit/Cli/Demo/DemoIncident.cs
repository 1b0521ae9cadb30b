namespace SlackAudit.Cli.Demo;

/// <summary>
/// The afternoon on which billing could not be deployed: first the changed time-out was suspected, then the code was put back, and after 50
/// minutes a deploy went through.
/// </summary>
static class DemoIncident
{
    /// <summary>How many working days ago.</summary>
    public const int WorkingDaysBack = 9;

    /// <summary>The applications that change on that day as on any other.</summary>
    public static readonly DemoApp[] OtherApps = [DemoTeam.MyApp, DemoTeam.MyApp, DemoTeam.Search];

    /// <summary>The scene; it begins (minute 0) when the first deploy fails.</summary>
    public static DemoScene Of(DemoDice dice)
    {
        var app = DemoTeam.Billing;
        var retry = DemoChange.Of(app, "bob", "Retry declined cards once more", dice);
        var revert = DemoChange.Of(app, "alice", $"Revert \"{retry.Title}\"", dice);
        var (build, bad, again) = (dice.Id('B'), dice.Id('R'), dice.Id('R'));
        var (goodBuild, good) = (dice.Id('B'), dice.Id('R'));
        const string Rack = DemoTeam.Production;
        return new DemoScene(dice)
            .At(-42).Push(retry, passes: true, minutes: 6)
            .At(-26).Merge(retry, "erin", minutes: 6)
            .At(-16).Then(at => DemoBastion.Env(at, "erin", app, Rack, "PAYMENT_TIMEOUT_MS", "PAYMENT_RETRIES"))
            .At(-10).Then(at => DemoConvox.Built(at, Rack, app, "bob", build, bad))
            .At(-9.9).Then(at => DemoConvox.Released(at, Rack, app, "bob", bad))
            .At(-5).Promote(app, Rack, "bob", bad, succeeds: false, minutes: 5)
            .At(3).Then(at => DemoBastion.Exec(at, "bob", app, Rack, "bin/console"))
            .At(6).Then(at => DemoBastion.Ssh(at, "dave", "production-node-2", Rack))
            .At(9).Then(at => DemoBastion.Tunnel(at, "grace", DemoTeam.ProductionDatabase))
            .At(13).Then(at => DemoBastion.Env(at, "erin", app, Rack, "PAYMENT_TIMEOUT_MS"))
            .At(13.4).Then(at => DemoConvox.Released(at, Rack, app, "erin", again))
            .At(14).Promote(app, Rack, "erin", again, succeeds: false, minutes: 5)
            .At(21).Then(at => DemoBastion.Exec(at, "erin", app, Rack, "tail -n 200 log/payments.log"))
            .At(23).Then(at => DemoBastion.Scale(at, "dave", app, Rack, 3, 6))
            .At(26).Push(revert, passes: true, minutes: 4)
            .At(33).Merge(revert, "alice", minutes: 4)
            .At(41).Then(at => DemoConvox.Built(at, Rack, app, "bob", goodBuild, good))
            .At(41.1).Then(at => DemoConvox.Released(at, Rack, app, "bob", good))
            .At(46).Promote(app, Rack, "bob", good, succeeds: true, minutes: 4)
            .At(64).Then(at => DemoBastion.Scale(at, "dave", app, Rack, 6, 3));
    }
}
