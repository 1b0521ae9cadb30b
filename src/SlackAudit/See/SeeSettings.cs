using SlackAudit.See.SignIn;

namespace SlackAudit.See;

/// <summary>What the pages and the API need to know.</summary>
public sealed record SeeSettings
{
    /// <summary>The bearer tokens that may ask the API (<c>Api:Tokens</c>); with none, it answers this machine only.</summary>
    public IReadOnlyList<string> ApiTokens { get; init; } = [];

    /// <summary>Whether <c>/preview</c> shows what would have been sent to Slack.</summary>
    public bool Preview { get; init; }

    /// <summary>The slash command as people type it (<c>Slack:Command</c>).</summary>
    public string Command { get; init; } = "/audit";

    /// <summary>Where the job dashboard is, to link to it; null for none.</summary>
    public string? Hangfire { get; init; } = "/hangfire";

    /// <summary>How people sign in to the pages; null where nobody does, and they answer this machine only.</summary>
    public SignInSettings? SignIn { get; init; }

    /// <summary>Names no token, since settings end up in logs.</summary>
    public override string ToString() => $"See ({ApiTokens.Count} API token(s){(Preview ? ", preview" : "")})";
}
