using SlackAudit.Events;

namespace SlackAudit.Receive.CloudTrail;

/// <summary>How people and programs got in.</summary>
static class SignIns
{
    public static CallDraft Console(CloudTrailRecord record, CallDraft draft)
    {
        // In federation the other side asks for a second factor, and AWS cannot know.
        var mfa = record.Json.Text("additionalEventData", "MFAUsed");
        var isFederated = record.Identity.Text("type") is "AssumedRole" or "FederatedUser" or "SAMLUser"
            || record.Json.Text("additionalEventData", "SamlProviderArn") is not null;
        var failed = CallOutcome.Of(record) == Outcome.Failure;
        return draft with
        {
            Sensitive = failed || (mfa != "Yes" && !isFederated),
            After = failed ? null : mfa == "Yes" ? " with MFA" : mfa == "No" && !isFederated ? " without MFA" : null,
        };
    }

    public static CallDraft Failed(CloudTrailRecord record, CallDraft draft) => draft with { Sensitive = CallOutcome.Of(record) == Outcome.Failure };

    // Services take on roles all day long to do what they were set up for.
    public static CallDraft Role(CloudTrailRecord record, CallDraft draft) => record.IsByService ? draft with { Action = Actions.Read } : draft;
}
