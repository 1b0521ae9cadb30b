namespace SlackAudit.Receive.GitHub;

/// <summary>GitHub's proof: <c>X-Hub-Signature-256: sha256=...</c>, an HMAC-SHA256 over the raw body, form-encoded or not.</summary>
static class GitHubSignature
{
    const string Header = "X-Hub-Signature-256";
    const string Prefix = "sha256=";

    public static Verification Verify(WebhookDelivery delivery, IReadOnlyList<string> secrets)
    {
        if (delivery.Header(Header) is not { } proof) return Verification.Missing;
        return proof.StartsWith(Prefix, StringComparison.Ordinal)
            ? Hmac.Check(secrets, proof[Prefix.Length..], delivery.Body)
            : Verification.Malformed;
    }
}
