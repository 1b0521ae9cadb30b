using System.Globalization;
using SlackAudit.Events;
using SlackAudit.Slack;

namespace SlackAudit.Ask.Shortcuts;

/// <summary>What happened around this? The events before and after somebody's message.</summary>
sealed class AroundShortcut(Answering answering, Dialogs dialogs) : IShortcutHandler
{
    public const string CallbackId = "audit_around";

    static readonly TimeSpan Around = TimeSpan.FromMinutes(30);

    public async Task<Message?> Handle(ShortcutRequest request, CancellationToken cancellationToken)
    {
        if (At(request.MessageTs) is not { } at) return new Message { Text = "Slack does not say when that message was written, so there is nothing to look around." };
        var question = Question.Format(new AuditQuery { Since = at - Around, Until = at + Around });
        var asker = SlackAsker.Of(request);
        return await dialogs.ShowAsync(request, "Around this message", async () => Asking.InDialog(await answering.TypedAsync(question, asker, cancellationToken)), cancellationToken);
    }

    /// <summary>When a message was written, to the second; null where its place does not say.</summary>
    internal static DateTimeOffset? At(string ts) =>
        long.TryParse(ts.Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and < 100_000_000_000
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;
}
