namespace SlackAudit.Receive;

/// <summary>Why deliveries are refused, in one word each: few, and never a sender's own.</summary>
static class RefusalReasons
{
    public const string TooLarge = "too_large";
    public const string Unreadable = "unreadable";
    public const string NotBelieved = "not_believed";

    public static string Of(Verification verification) => verification switch
    {
        Verification.Missing => "no_signature",
        Verification.Malformed => "malformed_signature",
        Verification.Stale => "stale",
        _ => "wrong_secret",
    };

    public static string Of(BodyProblem problem) => problem.Status switch
    {
        StatusCodes.Status413PayloadTooLarge => TooLarge,
        StatusCodes.Status401Unauthorized => NotBelieved,
        _ => Unreadable,
    };
}
