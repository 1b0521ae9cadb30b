namespace SlackAudit.See.SignIn;

/// <summary>How people sign in to the pages (OpenID Connect), and who of them may do what.</summary>
public sealed record SignInSettings
{
    /// <summary>Where people come back to from signing in, under the public address.</summary>
    public const string CallbackPath = "/signin-oidc";

    /// <summary>Who signs people in.</summary>
    public required Uri Authority { get; init; }

    /// <summary>What we are called there.</summary>
    public required string ClientId { get; init; }

    /// <summary>How we prove there that we are it.</summary>
    public required string ClientSecret { get; init; }

    /// <summary>Where people reach the pages.</summary>
    public required Uri PublicUrl { get; init; }

    /// <summary>Who may see the pages: e-mail addresses, or domains that begin with <c>@</c>.</summary>
    public required IReadOnlyList<string> Members { get; init; }

    /// <summary>Who of them is shown what is sensitive, beside those whom <c>Access:Auditors</c> names.</summary>
    public IReadOnlyList<string> Auditors { get; init; } = [];

    /// <summary>Who of them may act and see how the service runs, beside those whom <c>Access:Admins</c> names.</summary>
    public IReadOnlyList<string> Admins { get; init; } = [];

    /// <summary>Whom somebody asks who is not let in; null for nobody in particular.</summary>
    public string? Contact { get; init; }

    /// <summary>Whether cookies are for https alone.</summary>
    internal bool IsSecure => PublicUrl.Scheme == Uri.UriSchemeHttps;

    /// <summary>Whether a text can stand in a list: an address, or a domain behind an <c>@</c>.</summary>
    internal static bool IsAddress(string text) =>
        text.LastIndexOf('@') is var at && at >= 0 && text.IndexOf('@', StringComparison.Ordinal) == at && at < text.Length - 1 && text.Length <= 256
        && !text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c is '*' or ',' or ';');

    /// <summary>Whether a list names an address, or its domain.</summary>
    internal static bool Names(IReadOnlyList<string> list, string address)
    {
        var domain = address[Math.Max(address.LastIndexOf('@'), 0)..];
        return list.Any(each => each.Equals(address, StringComparison.OrdinalIgnoreCase) || each.Equals(domain, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Names no secret, since settings end up in logs.</summary>
    public override string ToString() => $"SignIn (client {ClientId} of {Authority})";
}
