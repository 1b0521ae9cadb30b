namespace SlackAudit.Cli.Demo;

/// <summary>Where a service on this machine reaches itself.</summary>
static class OwnAddress
{
    /// <summary>The address for one of those it listens at, preferably without a certificate; every interface means this machine's own.</summary>
    public static Uri Of(IEnumerable<string> listening)
    {
        var address = BindingAddress.Parse(listening.OrderBy(url => url.StartsWith("https:", StringComparison.OrdinalIgnoreCase)).First());
        var host = address.Host is "+" or "*" or "0.0.0.0" or "[::]" ? "127.0.0.1" : address.Host;
        return new UriBuilder(address.Scheme, host, address.Port).Uri;
    }
}
