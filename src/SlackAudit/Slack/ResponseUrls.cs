namespace SlackAudit.Slack;

/// <summary>Which addresses of late answers are Slack's: they come from outside, and we would post an answer to anywhere.</summary>
sealed class ResponseUrls(IReadOnlyList<string> hosts)
{
    public Uri Allow(string responseUrl)
    {
        var allowed = Uri.TryCreate(responseUrl, UriKind.Absolute, out var url) && url.UserInfo.Length == 0 && hosts.Any(host => IsAt(url, host));
        return allowed ? url! : throw new SlackException(
            "The address for a late answer is not on a host of Slack:ResponseUrlHosts, so nothing was sent to it. Add the host there if it is Slack's.",
            "response_url_not_allowed");
    }

    /// <summary>An entry is a host, a host with a port, or an origin; http, and any port where none is named, are for stand-ins on this machine only.</summary>
    static bool IsAt(Uri url, string entry)
    {
        var hasScheme = entry.Contains("://", StringComparison.Ordinal);
        if (!Uri.TryCreate(hasScheme ? entry : $"{url.Scheme}://{entry}", UriKind.Absolute, out var allowed)) return false;
        var safe = url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback);
        var rightPort = url.Port == allowed.Port || (url.IsLoopback && allowed.IsDefaultPort);
        return safe && url.Scheme == allowed.Scheme && rightPort && string.Equals(url.IdnHost, allowed.IdnHost, StringComparison.OrdinalIgnoreCase);
    }
}
