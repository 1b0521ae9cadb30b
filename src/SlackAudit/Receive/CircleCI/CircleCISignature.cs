namespace SlackAudit.Receive.CircleCI;

/// <summary>CircleCI's proof: <c>circleci-signature: v1=HEX[,v2=...]</c>, an HMAC-SHA256 over the raw body. Only the version that is known here counts.</summary>
static class CircleCISignature
{
    const string Header = "circleci-signature";
    const string Version = "v1=";

    public static Verification Verify(WebhookDelivery delivery, IReadOnlyList<string> secrets)
    {
        if (delivery.Header(Header) is not { } header) return Verification.Missing;
        var known = header.Split(',', StringSplitOptions.TrimEntries).Where(part => part.StartsWith(Version, StringComparison.Ordinal)).Take(2).ToList();
        return known.Count == 1 ? Hmac.Check(secrets, known[0][Version.Length..], delivery.Body) : Verification.Malformed;
    }
}
