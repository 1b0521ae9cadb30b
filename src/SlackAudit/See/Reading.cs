namespace SlackAudit.See;

/// <summary>Routes that only read: whoever may GET may ask for the head alone, as <c>curl -I</c> and monitors do.</summary>
static class Reading
{
    static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    public static RouteHandlerBuilder MapReading(this IEndpointRouteBuilder routes, string pattern, Delegate handler) =>
        routes.MapMethods(pattern, Methods, handler);
}
