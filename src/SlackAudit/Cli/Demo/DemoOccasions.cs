namespace SlackAudit.Cli.Demo;

/// <summary>What happens once in the month, each on its own working day.</summary>
static class DemoOccasions
{
    /// <summary>The occasion of a day that lies so many working days back, and when (UTC) it begins; null on most days.</summary>
    public static (TimeSpan Time, DemoScene Scene)? Of(int workingDaysBack, DemoDice dice)
    {
        var scene = new DemoScene(dice);
        return workingDaysBack switch
        {
            1 => (new(11, 20, 0), scene.Then(at => DemoConvox.ScaleKept(at, DemoTeam.Production, DemoTeam.Search, "carol"))),
            4 => (new(8, 30, 0), Image(scene, "ami-0d3a91c5e7f2b8046")),
            7 => (new(10, 12, 0), Leak(scene)),
            DemoIncident.WorkingDaysBack => (new(13, 40, 0), DemoIncident.Of(dice)),
            11 => (new(9, 5, 0), scene.Then(at => DemoGuards.MemberAdded(at, DemoTeam.Search, "alice", "frank", "maintain"))),
            12 => (new(9, 48, 0), scene.Then(at => DemoGuards.MemberAdded(at, DemoTeam.Billing, "grace", "heidi", "write"))),
            15 => (new(14, 31, 0), scene.Then(at => DemoGuards.KeyAdded(at, DemoTeam.Search, "frank", "release-publisher"))),
            16 => (new(8, 10, 0), scene.Then(at => DemoConvox.RackUpdated(at, DemoTeam.Production, "dave", "3.24.6"))),
            17 => (new(8, 10, 0), scene.Then(at => DemoConvox.RackUpdated(at, DemoTeam.Staging, "dave", "3.24.6"))),
            _ => null,
        };
    }

    static DemoScene Image(DemoScene scene, string image)
    {
        string[] racks = [DemoTeam.Staging, DemoTeam.Production];
        foreach (var rack in racks)
        {
            scene.Then(at => DemoBastion.Image(at, "dave", image, rack, done: false), opens: true).Wait(28, 40)
                .Then(at => DemoBastion.Image(at, "dave", image, rack, done: true)).Wait(90, 120);
        }

        return scene;
    }

    static DemoScene Leak(DemoScene scene) => scene
        .Then(at => DemoGuards.SecretFound(at, DemoTeam.Search, 7)).Wait(20, 25)
        .Then(at => DemoBastion.Env(at, "carol", DemoTeam.Search, DemoTeam.Production, "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY")).Wait(6, 9)
        .Then(at => DemoGuards.SecretRevoked(at, DemoTeam.Search, 7, "carol"));
}
