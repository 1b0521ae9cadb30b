namespace SlackAudit.Slack;

/// <summary>What Slack takes of a message or a dialog.</summary>
/// <remarks>https://docs.slack.dev/reference/block-kit; where sources differ, the smaller number.</remarks>
public static class BlockKit
{
    /// <summary>Everything for which Slack would refuse the message, each as a sentence that begins with where it is.</summary>
    public static IReadOnlyList<string> Check(Message message)
    {
        var pass = new BlockKitPass();
        pass.Message(message);
        return pass.Problems;
    }

    /// <summary>
    /// The message as Slack will take it: what is too long is cut and says so, what cannot be drawn is left out. It never
    /// throws, and a message in which <see cref="Check"/> finds nothing comes back as it is.
    /// </summary>
    public static Message Fit(Message message) => new BlockKitPass().Message(message);

    /// <summary>Everything for which Slack would refuse the dialog, each as a sentence that begins with where it is.</summary>
    public static IReadOnlyList<string> CheckView(View view)
    {
        var pass = new BlockKitPass();
        pass.View(view);
        return pass.Problems;
    }

    /// <summary>The dialog as Slack will take it, likewise.</summary>
    public static View FitView(View view) => new BlockKitPass().View(view);

    /// <summary>Everything for which Slack would refuse the home, likewise.</summary>
    public static IReadOnlyList<string> CheckHome(HomeView view)
    {
        var pass = new BlockKitPass();
        pass.Home(view);
        return pass.Problems;
    }

    /// <summary>The home as Slack will take it, likewise.</summary>
    public static HomeView FitHome(HomeView view) => new BlockKitPass().Home(view);
}
