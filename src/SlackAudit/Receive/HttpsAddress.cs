namespace SlackAudit.Receive;

/// <summary>Addresses that people are led to: only such as a sender may name.</summary>
static class HttpsAddress
{
    const int MostCharacters = 2000;

    /// <summary>The absolute https address without a user in it, well formed; null for anything else.</summary>
    public static string? Of(string? text) =>
        text is { Length: < MostCharacters } && Uri.TryCreate(text, UriKind.Absolute, out var address)
        && address.Scheme == Uri.UriSchemeHttps && address.UserInfo.Length == 0 && address.AbsoluteUri is { Length: < MostCharacters } whole
            ? whole
            : null;
}
