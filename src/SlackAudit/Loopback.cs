using System.Net;

namespace SlackAudit;

/// <summary>What may be seen only from the machine itself as long as nobody signs in.</summary>
public static class Loopback
{
    static readonly string[] LocalNames = ["localhost", "127.0.0.1", "[::1]"];

    /// <summary>
    /// Whether a request comes from this machine, not through a proxy (which would make everybody look local), and under a local
    /// name (a foreign name that resolves to this machine would let a foreign page read the answer).
    /// </summary>
    public static bool IsLocal(HttpContext http) =>
        http.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address)
        && !http.Request.Headers.ContainsKey("X-Forwarded-For") && !http.Request.Headers.ContainsKey("Forwarded")
        && LocalNames.Contains(http.Request.Host.Host, StringComparer.OrdinalIgnoreCase);
}
