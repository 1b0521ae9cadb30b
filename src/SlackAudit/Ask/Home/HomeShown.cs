using SlackAudit.Slack;

namespace SlackAudit.Ask.Home;

/// <summary>Shows people the app's home.</summary>
sealed class HomeShown(HomeReading reading, ISlackApiClient slack, ILogger<HomeShown> logger)
{
    /// <summary>Shows it to whoever asks.</summary>
    /// <param name="asker">Who looks.</param>
    /// <param name="hash">What they see now; null where that does not matter.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="SlackException">Slack refused or could not be reached.</exception>
    public async Task ShowAsync(SlackAsker asker, string? hash, CancellationToken cancellationToken)
    {
        var view = await reading.ReadAsync(asker, cancellationToken);
        try
        {
            await slack.Views.Publish(asker.UserId, hash, view, cancellationToken);
        }
        catch (SlackException refused) when (refused.ErrorCode == "hash_conflict")
        {
            // Somebody, mostly the same person in another window, was faster: what they see is as new as this.
            logger.LogDebug("The home of a user has changed meanwhile.");
        }
        catch (SlackException refused) when (refused.ErrorCode == "not_enabled")
        {
            logger.LogWarning("Slack shows nobody the app's home, because its Home tab is off. Switch it on in the app's settings (App Home).");
        }
    }
}

/// <summary>Somebody opened the app's home.</summary>
sealed class HomeOpened(HomeShown home, Askers askers) : ISlackEventListener
{
    public const string Type = "app_home_opened";

    public async Task Handle(SlackEvent happened, CancellationToken cancellationToken)
    {
        if (happened.Tab != "home" || happened.UserId.Length == 0) return;
        await home.ShowAsync(new SlackAsker(happened.UserId, await askers.NameAsync(happened.UserId, cancellationToken), happened.Role), null, cancellationToken);
    }
}

/// <summary>Refresh: the home as it is now.</summary>
sealed class RefreshAction(HomeShown home) : IBlockActionHandler
{
    public async Task<SlashCommandResponse?> Handle(BlockActionRequest request, CancellationToken cancellationToken)
    {
        await home.ShowAsync(SlackAsker.Of(request), request.ViewHash, cancellationToken);
        return null;
    }
}

/// <summary>The search box: its answer is a dialog.</summary>
sealed class SearchAction(Answering answering, Dialogs dialogs, SlackSettings slack) : IBlockActionHandler
{
    public async Task<SlashCommandResponse?> Handle(BlockActionRequest request, CancellationToken cancellationToken)
    {
        var asker = SlackAsker.Of(request);
        await dialogs.ShowAsync(request, "Answer", async () => Asking.InDialog(await Asking.AnswerAsync(answering, request.Value, asker, slack, cancellationToken)), cancellationToken);
        return null;
    }
}
