using SlackAudit.Events;
using SlackAudit.Record;
using SlackAudit.See.SignIn;
using SlackAudit.Slack.Access;

namespace SlackAudit.See.Api;

/// <summary>Who asks the API: whoever holds a token; where people sign in, whoever has; else this machine where no token is configured.</summary>
sealed class ApiAskers(ApiTokens tokens, Visitors visitors, SeeSettings settings)
{
    static readonly ApiAsker Holder = new(null, null, ShowsSensitive: true);

    public async Task<ApiAsker> OfAsync(HttpContext http)
    {
        if (settings.SignIn is null || http.Request.Headers.Authorization.Count > 0) return tokens.Refusal(http) is { } refusal ? Holder with { Refusal = refusal } : Holder;
        return await visitors.OfAsync(http) is { Role: >= Role.Member } visitor ? new ApiAsker(null, visitor.Name, visitor.ShowsSensitive)
            : Holder with { Refusal = "Send one of the tokens in Api:Tokens as `Authorization: Bearer TOKEN`, or sign in on the pages first." };
    }
}

/// <summary>Who asks the API.</summary>
/// <param name="Refusal">Why there is no answer, a sentence; null when there is one.</param>
/// <param name="Name">What they are called in the log; null for a token, which is nobody's name.</param>
/// <param name="ShowsSensitive">Whether they are shown what is sensitive.</param>
sealed record ApiAsker(string? Refusal, string? Name, bool ShowsSensitive)
{
    /// <summary>Who looks, for the log.</summary>
    public LogReader Reader(HttpContext http) => new(Name, Name is null ? ActorTrust.None : ActorTrust.Verified, http.Connection.RemoteIpAddress?.ToString());
}
