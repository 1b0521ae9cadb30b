using SlackAudit.Record;
using SlackAudit.Slack;

namespace SlackAudit.Notify.Rules;

/// <summary>Addresses of posted messages.</summary>
static class WorkspaceLinks
{
    /// <summary>The address of a posted message; null where it is not posted, or the workspace is not known.</summary>
    public static string? Of(AuthTestResponse? workspace, Notification posted) =>
        posted is { SlackChannel: { } channel, SlackTs: { } ts } && SlackText.WebAddress(workspace?.Url) is { } origin
            ? $"{origin.TrimEnd('/')}/archives/{channel}/p{ts.Replace(".", "", StringComparison.Ordinal)}"
            : null;
}
