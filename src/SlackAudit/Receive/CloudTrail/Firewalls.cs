using System.Globalization;
using System.Net;
using System.Net.Sockets;
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

    public static CallDraft Listed(CloudTrailRecord record, CallDraft draft) =>
        IsOpenToTheWorld(record.Request) ? draft with { Sensitive = true, After = ", with the world in it," } : draft;

    // Whatever the rule is nested in: lists of IPv4 and IPv6 ranges, the flat parameters of old, the request of today.
    static bool IsOpenToTheWorld(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().Any(member => IsOpenToTheWorld(member.Value)),
        JsonValueKind.Array => value.EnumerateArray().Any(IsOpenToTheWorld),
        JsonValueKind.String => IsTheWorld(value.Text()),
        _ => false,
    };

    // 0.0.0.0/0 and ::/0 are every address; so are the two halves that some write instead, and nobody owns so much as a /7.
    static bool IsTheWorld(string? text) =>
        text is { Length: <= 50 } && text.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash
        && int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var bits)
        && IPAddress.TryParse(text.AsSpan(0, slash), out var address)
        && (address.AddressFamily == AddressFamily.InterNetwork ? bits < 8 : bits < 8 && !IsLocal(address));

    // fc00::/7 is what private networks are numbered from.
    static bool IsLocal(IPAddress address) => (address.GetAddressBytes()[0] & 0xfe) == 0xfc;
}
