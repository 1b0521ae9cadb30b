using System.Text.Json;

namespace SlackAudit.Receive.CloudTrail;

/// <summary>Rules of security groups that let everybody in.</summary>
static class Firewalls
{
    public static CallDraft Opened(CloudTrailRecord record, CallDraft draft)
    {
        if (!IsOpenToTheWorld(record.Request)) return draft;
        var rule = record.Request.At("fromPort").ValueKind == JsonValueKind.Number ? record.Request : WorldRule(record.Request);
        return draft with { Sensitive = true, Phrase = "open", After = $" to the world{Closer.Ports(rule.Number("fromPort"), rule.Number("toPort"))}," };
    }

    public static CallDraft Egress(CloudTrailRecord record, CallDraft draft) => draft with { Phrase = "open the way out of" };

    static JsonElement WorldRule(JsonElement request)
    {
        foreach (var rule in request.Items("ipPermissions", "items"))
        {
            if (IsOpenToTheWorld(rule)) return rule;
        }

        return request.At("ModifySecurityGroupRulesRequest", "SecurityGroupRule", "SecurityGroupRule");
    }

    // A prefix of no bits, 0.0.0.0/0 or ::/0, means every address, whatever stands before it and however deep the rule is nested.
    static bool IsOpenToTheWorld(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().Any(member => IsOpenToTheWorld(member.Value)),
        JsonValueKind.Array => value.EnumerateArray().Any(IsOpenToTheWorld),
        JsonValueKind.String => value.Text() is { Length: <= 50 } text && text.EndsWith("/0", StringComparison.Ordinal) && text.IndexOfAny(['.', ':']) >= 0,
        _ => false,
    };
}
