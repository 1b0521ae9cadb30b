namespace SlackAudit.Receive;

/// <summary>
/// Answers senders of CloudEvents that ask, before they deliver anything, whether they may (the web hook profile's abuse protection).
/// Saying yes gives nobody a way in: a delivery still has to bring a secret.
/// </summary>
static class Handshake
{
    const string RequestOrigin = "WebHook-Request-Origin";
    const int LongestOrigin = 255;

    /// <summary>Allows the origin that asks. The address that it may want to have called, <c>WebHook-Request-Callback</c>, is never called: it could be anybody's.</summary>
    public static IResult Answer(HttpContext http, string source, ConfiguredSources sources)
    {
        if (sources.Find(source) is null) return Results.NotFound();
        http.Response.Headers.Allow = HttpMethods.Post;
        var origin = http.Request.Headers[RequestOrigin];
        if (origin.Count == 0) return Results.Ok();
        if (origin is not [{ Length: > 0 and <= LongestOrigin } name] || !name.All(IsOfHost)) return Results.BadRequest();
        http.Response.Headers["WebHook-Allowed-Origin"] = name;
        http.Response.Headers["WebHook-Allowed-Rate"] = "*";
        return Results.Ok();
    }

    static bool IsOfHost(char c) => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or ':' or '/' or '[' or ']' or '*';
}
