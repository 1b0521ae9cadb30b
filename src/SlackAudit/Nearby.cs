using System.Net;

namespace SlackAudit;

/// <summary>
/// Who may see pages while there is no sign-in: a browser on this very machine. A page of another site that lets its name
/// point here (DNS rebinding) is betrayed by the host it asks for, a proxy by the headers it adds.
/// </summary>
static class Nearby
{
    public const string Refusal =
        "These pages answer only this machine: open http://localhost on the server itself, or through an SSH tunnel (ssh -L 5080:localhost:5080 SERVER).";

    static readonly string[] AddedByProxies =
        ["Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Original-For", "X-Real-IP", "Via"];

    public static bool Is(HttpContext http) =>
        http.Connection.RemoteIpAddress is { } remote
        && IPAddress.IsLoopback(remote)
        && http.Request.Host.Host.ToLowerInvariant() is "localhost" or "127.0.0.1" or "[::1]"
        && !AddedByProxies.Any(http.Request.Headers.ContainsKey)
        // nginx that was told nothing adds no header and asks for 127.0.0.1, but in HTTP/1.0, which no browser speaks.
        && !HttpProtocol.IsHttp10(http.Request.Protocol);
}
