using System.Text.Json;

namespace SlackAudit.Receive.CloudTrail;

/// <summary>Images and snapshots that are given to other accounts, or to everybody.</summary>
static class Shares
{
    const int MostNamed = 3;

    public static CallDraft Image(CloudTrailRecord record, CallDraft draft) =>
        Shared(draft, "ami.share", Accounts(record.Request.At("launchPermission", "add")));

    public static CallDraft Snapshot(CloudTrailRecord record, CallDraft draft) =>
        Shared(draft, "infra.share", Accounts(record.Request.At("createVolumePermission", "add")));

    public static CallDraft Database(CloudTrailRecord record, CallDraft draft) =>
        Shared(draft, "db.share", [.. record.Request.Items("valuesToAdd").Select(account => OneLine.Of(account.TextOrNumber(), 100)).OfType<string>()]);

    /// <summary>Whether what is made or changed can be reached by everybody from then on, or by whomever a policy in it names.</summary>
    public static bool IsMadePublic(JsonElement request) =>
        CloudTrailRecord.Flag(request, "publiclyAccessible") == true
        || IsPublic(request.At("x-amz-acl"))
        || request.At("attributes").At("Policy").ValueKind == JsonValueKind.String
        || request.Text("accessPolicies") is not null;

    // A header of S3 comes as a list of one.
    static bool IsPublic(JsonElement acl) => acl.ValueKind == JsonValueKind.Array ? acl.Items().Any(IsPublic) : acl.Text() is "public-read" or "public-read-write" or "authenticated-read";

    static CallDraft Shared(CallDraft draft, string action, List<string> accounts)
    {
        if (accounts.Count == 0) return draft;
        var with = accounts.Contains("all") ? "everybody" : string.Join(", ", accounts.Take(MostNamed)) + (accounts.Count > MostNamed ? FormattableString.Invariant($" and {accounts.Count - MostNamed} more") : "");
        return draft with { Action = action, Sensitive = true, Phrase = "share", After = $" with {with}" };
    }

    static List<string> Accounts(JsonElement added) =>
        [.. added.Items("items").Select(item => OneLine.Of(item.TextOrNumber("userId") ?? item.Text("group") ?? item.Text("organizationArn") ?? item.Text("organizationalUnitArn"), 100)).OfType<string>()];
}
