using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using SlackAudit.Record;
using SlackAudit.See.Pages;
using SlackAudit.See.SignIn;
using SlackAudit.Slack;

namespace SlackAudit.See.Preview;

/// <summary>What Slack would show, and a box to type the command into: <c>GET /preview?channel=#deploys&amp;command=/audit last deploy&amp;as=alice</c>.</summary>
static class PreviewEndpoint
{
    /// <summary>The Slack user id that whoever looks at the preview has.</summary>
    public const string UserId = "U0PREVIEW";

    const string UserName = "you";
    const int MostMessages = 300;
    const int MostTyped = 2000;

    public static void Map(IEndpointRouteBuilder pages) => pages.MapReading("/preview", ShowAsync).RequireAuthorization(Doors.Admins);

    static async Task<RazorComponentResult<PreviewPage>> ShowAsync(
        HttpContext http, [FromQuery] string? channel, [FromQuery] string? command, [FromQuery(Name = "as")] string? asked,
        SlackDispatcher slack, Outbox outbox, LogReads reads, SeeSettings settings, CancellationToken cancellationToken)
    {
        var newest = await outbox.NewestMessagesAsync(MostMessages, cancellationToken);
        var channels = newest.CountBy(message => message.Channel).OrderBy(each => each.Key, StringComparer.OrdinalIgnoreCase).ToList();
        var chosen = channels.Any(each => each.Key == channel) ? channel : newest.Count > 0 ? newest[0].Channel : null;
        IReadOnlyList<Notification> shown = [.. newest.Where(message => message.Channel == chosen)];
        var visitor = Visitor.Of(http);
        if (shown.Any(message => message.Sensitive)) await reads.RecordAsync(visitor.Reader(http), "page", $"preview of {chosen}", cancellationToken);
        // Whoever has signed in asks under their own name: the log records who asked.
        var name = visitor.Address is not null ? visitor.Name! : string.IsNullOrWhiteSpace(asked) ? UserName : Cut(asked.Trim());
        var typed = Reading.IsForeign(http.Request) ? "" : Cut((command ?? "").Trim());
        var view = new PreviewView(
            channels,
            chosen,
            shown,
            typed,
            name,
            typed.Length == 0 ? null : SlackJson.Serialize(await slack.Run(Command(typed, name, chosen, settings), cancellationToken)));
        return new RazorComponentResult<PreviewPage>(new { Frame = PageFrame.Of(http), View = view });
    }

    /// <summary>What was typed, with or without the command before it.</summary>
    public static SlashCommand Command(string typed, string name, string? channel, SeeSettings settings)
    {
        var space = typed.IndexOf(' ', StringComparison.Ordinal);
        var first = space < 0 ? typed : typed[..space];
        var isCommand = first.StartsWith('/');
        return new SlashCommand
        {
            Command = isCommand ? first : settings.Command,
            Text = isCommand ? typed[first.Length..].Trim() : typed,
            UserId = UserId,
            UserName = name,
            TeamId = "T0PREVIEW",
            ChannelId = "C0PREVIEW",
            ChannelName = (channel ?? "preview").TrimStart('#'),
        };
    }

    static string Cut(string text) => text.Length <= MostTyped ? text : text[..MostTyped];
}
