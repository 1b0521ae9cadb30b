using System.Globalization;
using SlackAudit.Events;
using SlackAudit.Record;

namespace SlackAudit.See.Pages;

/// <summary>Addresses within the pages.</summary>
public static class Links
{
    /// <summary>The page of one event.</summary>
    public static string Event(long id) => EventPages.Path(id);

    /// <summary>The timeline of a question as somebody would type it.</summary>
    public static string Question(string text) => $"/?q={Uri.EscapeDataString(text)}";

    /// <summary>The timeline of a question.</summary>
    public static string Question(AuditQuery query) => Question(Events.Question.Format(query));

    /// <summary>The next older page of a question.</summary>
    public static string Older(string question, PageStart start) =>
        $"/?{(question.Length == 0 ? "" : $"q={Uri.EscapeDataString(question)}&")}before={PageCursor.Format(start)}";

    /// <summary>The page of the checkpoints before one.</summary>
    public static string OlderCheckpoints(long before) => string.Create(CultureInfo.InvariantCulture, $"/checkpoints?before={before}");

    /// <summary>An address from an event that may be followed; null for anything but the web.</summary>
    public static string? Web(string? url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp)
            ? address.AbsoluteUri
            : null;
}
