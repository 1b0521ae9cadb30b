namespace SlackAudit.Cli.Demo;

/// <summary>A few things that happen one after another and belong together; the same are told of the past and live.</summary>
sealed class DemoScene(DemoDice dice)
{
    readonly List<DemoStep> steps = [];
    double minute;

    public IReadOnlyList<DemoStep> Steps => steps;

    /// <summary>What follows happens then.</summary>
    public DemoScene At(double when)
    {
        minute = when;
        return this;
    }

    /// <summary>What follows happens so many minutes later.</summary>
    public DemoScene Wait(double least, double most) => At(minute + dice.Between(least, most));

    public DemoScene Then(Func<DateTimeOffset, DemoDelivery> make, bool opens = false)
    {
        steps.Add(new DemoStep(minute, make, opens));
        return this;
    }

    /// <summary>The change's branch is pushed and its checks run.</summary>
    public DemoScene Push(DemoChange change, bool passes, bool isNew = true, double minutes = 0)
    {
        var commits = dice.Whole(1, 3);
        Then(at => DemoGitHub.Push(at, change, change.Author, change.Branch, commits, isNew));
        return Check(change, change.Author, change.Branch, change.Head, passes, minutes);
    }

    /// <summary>The change is merged into main, where the checks run again.</summary>
    public DemoScene Merge(DemoChange change, string who, bool passes = true, double minutes = 0)
    {
        var merged = change with { Head = change.Merged };
        Then(at => DemoGitHub.Merged(at, change, who)).Wait(0.02, 0.05);
        Then(at => DemoGitHub.Push(at, merged, who, "main", 1));
        return Check(change, who, "main", change.Merged, passes, minutes);
    }

    /// <summary>A rack builds what main holds and promotes it; promotions that fail are rolled back by the rack.</summary>
    public DemoScene Deploy(DemoChange change, string rack, string who, bool succeeds = true)
    {
        var app = change.App;
        var (build, release) = (dice.Id('B'), dice.Id('R'));
        Then(at => DemoConvox.Built(at, rack, app, who, build, release));
        Then(at => DemoPipeline.Built(at, change, rack, build)).Wait(0.02, 0.1);
        Then(at => DemoConvox.Released(at, rack, app, who, release)).Wait(0.3, 2);
        return Promote(app, rack, who, release, succeeds, dice.Between(1.5, 4));
    }

    public DemoScene Promote(DemoApp app, string rack, string who, string release, bool succeeds, double minutes)
    {
        Then(at => DemoConvox.Promoting(at, rack, app, who, release), opens: true).Wait(minutes, minutes);
        return Then(at => succeeds ? DemoConvox.Promoted(at, rack, app, who, release) : DemoConvox.RolledBack(at, rack, app, who, release));
    }

    DemoScene Check(DemoChange change, string who, string branch, string sha, bool passes, double minutes)
    {
        if (minutes <= 0) minutes = dice.Between(4, 9);
        Wait(0.05, 0.1).Then(at => DemoGitHub.Run(at, change.App, "CI", branch, sha, who, minutes, null), opens: true);
        return Wait(minutes, minutes).Then(at => DemoGitHub.Run(at, change.App, "CI", branch, sha, who, minutes, passes ? "success" : "failure"));
    }
}
