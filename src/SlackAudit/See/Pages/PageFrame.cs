using Microsoft.AspNetCore.Antiforgery;
using SlackAudit.See.SignIn;

namespace SlackAudit.See.Pages;

/// <summary>What every page knows besides its own matter.</summary>
/// <param name="Reader">The reader's clock.</param>
/// <param name="Path">The address of the page, without its query.</param>
/// <param name="Kept">The query's other fields, which the zone form keeps.</param>
/// <param name="Settings">Which parts of the house there are to link to.</param>
public sealed record PageFrame(ReaderClock Reader, string Path, IReadOnlyList<KeyValuePair<string, string>> Kept, SeeSettings Settings)
{
    /// <summary>Who looks; null where nobody was let in.</summary>
    public Visitor? Visitor { get; init; }

    /// <summary>What a form sends so that no other site can press it; null where nobody has signed in.</summary>
    public string? Token { get; init; }

    /// <summary>The frame of the page that is asked for.</summary>
    public static PageFrame Of(HttpContext http)
    {
        var services = http.RequestServices;
        var reader = new ReaderClock(ReaderZone.Of(http), services.GetRequiredService<TimeProvider>().GetUtcNow());
        var kept = http.Request.Query.Where(field => field.Key != ReaderZone.Parameter)
            .Select(field => KeyValuePair.Create(field.Key, field.Value.ToString()));
        var visitor = http.Features.Get<Visitor>();
        return new PageFrame(reader, http.Request.Path.Value ?? "/", [.. kept], services.GetRequiredService<SeeSettings>())
        {
            Visitor = visitor,
            Token = visitor?.Address is null ? null : services.GetRequiredService<IAntiforgery>().GetAndStoreTokens(http).RequestToken,
        };
    }
}
