namespace SlackAudit.Cli.Demo;

/// <summary>A change of an application on its way from somebody's branch into production.</summary>
sealed record DemoChange(DemoApp App, string Author, string Title)
{
    public required int Number { get; init; }

    public required string Branch { get; init; }

    /// <summary>The commit that the branch ends in.</summary>
    public required string Head { get; init; }

    /// <summary>The commit that it is merged as.</summary>
    public required string Merged { get; init; }

    /// <summary>A change that somebody would make to the application.</summary>
    public static DemoChange Of(DemoApp app, string author, DemoDice dice) => Of(app, author, $"{dice.Pick(DemoTeam.Verbs)} {dice.Pick(app.Things)}", dice);

    public static DemoChange Of(DemoApp app, string author, string title, DemoDice dice) => new(app, author, title)
    {
        Number = dice.Next(app.Repository, app.FirstNumber),
        Branch = $"{author}/{string.Concat(title.ToLowerInvariant().Where(c => char.IsAsciiLetterOrDigit(c) || c == ' ')).Replace(' ', '-')}",
        Head = dice.Sha(),
        Merged = dice.Sha(),
    };
}
