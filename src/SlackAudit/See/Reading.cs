namespace SlackAudit.See;

/// <summary>Routes that only read: whoever may GET may ask for the head alone, as <c>curl -I</c> and monitors do.</summary>
static class Reading
{
    static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    public static RouteHandlerBuilder MapReading(this IEndpointRouteBuilder routes, string pattern, Delegate handler) =>
        routes.MapMethods(pattern, Methods, handler);

    /// <summary>Whether another site's page asks: it may link here, but it does not get to type or to press.</summary>
    public static bool IsForeign(HttpRequest request) => request.Headers["Sec-Fetch-Site"].ToString() is "cross-site" or "same-site";
}
