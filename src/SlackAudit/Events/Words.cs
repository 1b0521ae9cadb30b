namespace SlackAudit.Events;

/// <summary>The words of our lists as they are written in JSON, the database, the chain and questions: lower case.</summary>
public static class Words
{
    /// <summary>An outcome's word.</summary>
    public static string Of(Outcome outcome) => outcome switch
    {
        Outcome.Started => "started",
        Outcome.Success => "success",
        Outcome.Failure => "failure",
        _ => "unknown",
    };

    /// <summary>The outcome that a word means.</summary>
    public static Outcome ToOutcome(string word) => word switch
    {
        "started" => Outcome.Started,
        "success" => Outcome.Success,
        "failure" => Outcome.Failure,
        _ => Outcome.Unknown,
    };

    /// <summary>A trust level's word.</summary>
    public static string Of(ActorTrust trust) => trust switch
    {
        ActorTrust.Verified => "verified",
        ActorTrust.Asserted => "asserted",
        ActorTrust.Inferred => "inferred",
        _ => "none",
    };

    /// <summary>The trust level that a word means.</summary>
    public static ActorTrust ToTrust(string word) => word switch
    {
        "verified" => ActorTrust.Verified,
        "asserted" => ActorTrust.Asserted,
        "inferred" => ActorTrust.Inferred,
        _ => ActorTrust.None,
    };
}
