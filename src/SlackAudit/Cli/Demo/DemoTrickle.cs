namespace SlackAudit.Cli.Demo;

/// <summary>The team goes on working: every few seconds something arrives, as it does from outside.</summary>
sealed class DemoTrickle(DemoSender sender, DemoDice dice, TimeProvider time, ILogger logger)
{
    const double FirstSeconds = 2.5;
    const double LeastSeconds = 4;
    const double MostSeconds = 15;

    /// <summary>Sends until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            var seconds = FirstSeconds;
            foreach (var step in Scenes(dice).SelectMany(scene => scene.Steps))
            {
                await Task.Delay(TimeSpan.FromSeconds(seconds), time, cancellationToken);
                await sender.SendAsync(step.Make(time.GetUtcNow()), cancellationToken);
                seconds = dice.Between(LeastSeconds, MostSeconds);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The service stops, and the demo with it.
        }
        catch (HttpRequestException exception)
        {
            logger.LogWarning("No more new events: the demo cannot post to its own address ({Reason}). Start it with --urls http://127.0.0.1:5080.", exception.Message);
        }
    }

    /// <summary>What happens from now on. The first thing is one that somebody should look at, so that the preview moves at once.</summary>
    public static IEnumerable<DemoScene> Scenes(DemoDice dice)
    {
        yield return DemoScenes.Tunnel(dice, DemoTeam.ProductionDatabase);
        while (true)
        {
            yield return DemoScenes.LiveChange(dice);
            if (dice.Chance(0.8)) yield return DemoScenes.Session(dice);
        }
    }
}
