namespace SlackAudit.Slack;

/// <summary>A call with its raw body, or the reason why it goes no further.</summary>
sealed record SignedRequest(byte[] Body, IResult? Refusal)
{
    const int MaxBodyBytes = 1024 * 1024;

    /// <summary>Reads the body as it came and checks who sent it, before anything looks inside.</summary>
    public static async Task<SignedRequest> Read(HttpContext context, SlackSettings settings)
    {
        if (settings.IsPreview || string.IsNullOrWhiteSpace(settings.SigningSecret)) return Refused(Results.NotFound());
        if (await ReadBody(context) is not { } body) return Refused(Results.StatusCode(StatusCodes.Status413PayloadTooLarge));
        var verification = SlackSignature.Verify(
            settings.SigningSecret,
            context.Request.Headers["X-Slack-Request-Timestamp"],
            context.Request.Headers["X-Slack-Signature"],
            body,
            context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow());
        if (verification == SlackVerification.Valid) return new(body, null);
        if (verification == SlackVerification.Missing && SlackPayloads.IsProbe(body)) return Refused(Results.Ok());
        context.RequestServices.GetRequiredService<ILogger<SignedRequest>>().LogWarning("A call to {Path} was refused: {Reason}", context.Request.Path, Reason(verification));
        return Refused(Results.Unauthorized());
    }

    static SignedRequest Refused(IResult refusal) => new([], refusal);

    static async Task<byte[]?> ReadBody(HttpContext context)
    {
        if (context.Request.ContentLength > MaxBodyBytes) return null;
        using var body = new MemoryStream();
        var chunk = new byte[8192];
        int read;
        while ((read = await context.Request.Body.ReadAsync(chunk, context.RequestAborted)) > 0)
        {
            if (body.Length + read > MaxBodyBytes) return null;
            body.Write(chunk, 0, read);
        }
        return body.ToArray();
    }

    static string Reason(SlackVerification verification) => verification switch
    {
        SlackVerification.Missing => "it carries no signature, so it is not from Slack.",
        SlackVerification.Malformed => "its signature cannot be read, so it is not from Slack.",
        SlackVerification.Stale => "it was signed more than five minutes from our clock. Check this machine's clock.",
        _ => "its signature does not match. Check that Slack:SigningSecret is the signing secret of this app.",
    };
}
