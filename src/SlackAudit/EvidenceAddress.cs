namespace SlackAudit;

/// <summary>Where auditors fetch evidence packs with a browser; nowhere but on this machine while people do not sign in at a public address (<c>PublicUrl</c> and <c>SignIn</c>).</summary>
sealed class EvidenceAddress(Uri? root)
{
    /// <summary>The page within the pages.</summary>
    public const string Path = "/evidence";

    /// <summary>The address of the page of a question; null where nobody can reach it.</summary>
    public string? Of(string typed) => root is null ? null : new Uri(root, $"{Path}?q={Uri.EscapeDataString(typed)}").AbsoluteUri;
}
