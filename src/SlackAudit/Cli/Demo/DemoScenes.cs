namespace SlackAudit.Cli.Demo;

/// <summary>What an ordinary day is made of.</summary>
static class DemoScenes
{
    /// <summary>Somebody's change: pushed (again where its checks fail), merged, on staging, and often in production.</summary>
    public static DemoScene Change(DemoDice dice, DemoApp[] apps)
    {
        var app = dice.Pick(apps);
        var change = DemoChange.Of(app, dice.Pick(app.People), dice);
        var colleague = dice.Pick(app.People);
        var scene = new DemoScene(dice);
        var passes = dice.Chance(0.82);
        scene.Push(change, passes);
        if (!passes || dice.Chance(0.5)) scene.Wait(10, 45).Push(change with { Head = dice.Sha() }, passes: true, isNew: false);
        var mainPasses = dice.Chance(0.95);
        scene.Wait(10, 90).Merge(change, colleague, mainPasses);
        if (!mainPasses) return scene;
        var stages = dice.Chance(0.95);
        scene.Wait(1, 3).Deploy(change, DemoTeam.Staging, DemoTeam.Bot, stages);
        if (stages && dice.Chance(0.55)) scene.Wait(10, 60).Deploy(change, DemoTeam.Production, dice.Pick([change.Author, colleague]), dice.Chance(0.96));
        return scene;
    }

    /// <summary>A change that goes straight to production, to be watched while it does.</summary>
    public static DemoScene LiveChange(DemoDice dice)
    {
        var app = dice.Pick(DemoTeam.Apps);
        var change = DemoChange.Of(app, dice.Pick(app.People), dice);
        var scene = new DemoScene(dice).Push(change, passes: true);
        if (dice.Chance(0.15)) return scene.Merge(change, dice.Pick(app.People), passes: false);
        return scene.Merge(change, dice.Pick(app.People)).Deploy(change, DemoTeam.Production, change.Author, dice.Chance(0.8));
    }

    /// <summary>A shell, a tunnel, or a change of variables.</summary>
    public static DemoScene Session(DemoDice dice) => dice.Whole(0, 4) switch
    {
        0 => Machine(dice),
        1 => Variables(dice),
        2 => Tunnel(dice, dice.Pick(DemoTeam.Databases)),
        _ => Shell(dice),
    };

    public static DemoScene Tunnel(DemoDice dice, string database)
    {
        var who = dice.Pick(DemoTeam.Operators);
        return new DemoScene(dice).Then(at => DemoBastion.Tunnel(at, who, database));
    }

    public static DemoScene Scale(DemoDice dice)
    {
        var (app, from) = (dice.Pick(DemoTeam.Apps), dice.Whole(2, 5));
        var (who, to) = (dice.Pick(app.People), from + dice.Pick([-1, 1, 2]));
        return new DemoScene(dice).Then(at => DemoBastion.Scale(at, who, app, DemoTeam.Production, from, to));
    }

    /// <summary>A version is published.</summary>
    public static DemoScene Release(DemoDice dice, DemoApp app)
    {
        var (who, tag) = (dice.Pick(app.People), $"v{app.FirstNumber / 200}.{dice.Next(app.Name, 4)}.0");
        return new DemoScene(dice).Then(at => DemoGitHub.Released(at, app, who, tag));
    }

    /// <summary>The long checks, every night; now and then they fail.</summary>
    public static DemoScene Nightly(DemoDice dice)
    {
        var (sha, conclusion, minutes) = (dice.Sha(), dice.Chance(0.9) ? "success" : "failure", dice.Between(35, 50));
        return new DemoScene(dice)
            .Then(at => DemoGitHub.Run(at, DemoTeam.MyApp, "Nightly", "main", sha, DemoTeam.Bot, minutes, null), opens: true)
            .Wait(minutes, minutes)
            .Then(at => DemoGitHub.Run(at, DemoTeam.MyApp, "Nightly", "main", sha, DemoTeam.Bot, minutes, conclusion));
    }

    /// <summary>A rack cannot build an image.</summary>
    public static DemoScene BrokenBuild(DemoDice dice)
    {
        var (app, build) = (dice.Pick(DemoTeam.Apps), dice.Id('B'));
        return new DemoScene(dice).Then(at => DemoConvox.BuildFailed(at, DemoTeam.Staging, app, DemoTeam.Bot, build));
    }

    static DemoScene Shell(DemoDice dice)
    {
        var (app, command, rack) = (dice.Pick(DemoTeam.Apps), dice.Pick(DemoTeam.Commands), dice.Pick([DemoTeam.Production, DemoTeam.Staging]));
        var who = dice.Pick(app.People);
        return new DemoScene(dice).Then(at => DemoBastion.Exec(at, who, app, rack, command));
    }

    static DemoScene Machine(DemoDice dice)
    {
        var (who, rack) = (dice.Pick(DemoTeam.Operators), dice.Pick([DemoTeam.Production, DemoTeam.Staging]));
        var host = $"{rack}-node-{dice.Whole(1, 6)}";
        return new DemoScene(dice).Then(at => DemoBastion.Ssh(at, who, host, rack));
    }

    static DemoScene Variables(DemoDice dice)
    {
        var (app, key, rack) = (dice.Pick(DemoTeam.Apps), dice.Pick(DemoTeam.Variables), dice.Pick([DemoTeam.Production, DemoTeam.Staging]));
        var who = dice.Pick(app.People);
        return new DemoScene(dice).Then(at => DemoBastion.Env(at, who, app, rack, key));
    }
}
