using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using SlackAudit.Events;

namespace SlackAudit.Receive.CloudTrail;

/// <summary>The calls of which the parameters decide what they are.</summary>
static class Closer
{
    // The stack of our templates, and what they make, unless it was given another name.
    const string OurName = "slackaudit";

    static readonly FrozenDictionary<string, Func<CloudTrailRecord, CallDraft, CallDraft>> ByCall = new Dictionary<string, Func<CloudTrailRecord, CallDraft, CallDraft>>
    {
        ["signin:ConsoleLogin"] = SignIns.Console,
        ["signin:CredentialVerification"] = SignIns.Failed,
        ["signin:UserAuthentication"] = SignIns.Failed,
        ["signin:CheckMfa"] = SignIns.Failed,
        ["sts:AssumeRole"] = SignIns.Role,
        ["sts:AssumeRoleWithSAML"] = SignIns.Role,
        ["sts:AssumeRoleWithWebIdentity"] = SignIns.Role,
        ["ssm:StartSession"] = Tunnels.Session,
        ["ec2-instance-connect:OpenTunnel"] = Tunnels.InstanceConnect,
        ["ssm:GetParameter"] = Decrypted,
        ["ssm:GetParameters"] = Decrypted,
        ["ssm:GetParametersByPath"] = Decrypted,
        ["ssm:GetParameterHistory"] = Decrypted,
        ["ec2:AuthorizeSecurityGroupIngress"] = Firewalls.Opened,
        ["ec2:AuthorizeSecurityGroupEgress"] = Firewalls.Egress,
        ["ec2:ModifySecurityGroupRules"] = Firewalls.Opened,
        ["ec2:CreateManagedPrefixList"] = Firewalls.Listed,
        ["ec2:ModifyManagedPrefixList"] = Firewalls.Listed,
        ["ec2:ModifyInstanceAttribute"] = StartScript,
        ["ec2:ModifyImageAttribute"] = Shares.Image,
        ["ec2:ModifySnapshotAttribute"] = Shares.Snapshot,
        ["rds:ModifyDBSnapshotAttribute"] = Shares.Database,
        ["rds:ModifyDBClusterSnapshotAttribute"] = Shares.Database,
        ["events:PutRule"] = Disabled,
        ["ecs:UpdateService"] = Rollouts.Service,
        ["autoscaling:UpdateAutoScalingGroup"] = Rollouts.Group,
        ["cloudformation:UpdateStack"] = Rollouts.Stack,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static CallDraft Look(CloudTrailRecord record, CallDraft draft)
    {
        if (ByCall.TryGetValue($"{record.Service}:{record.Call}", out var look)) draft = look(record, draft);
        // Whoever deletes the stack that feeds us has a service of AWS remove the rest.
        if (draft.Action == Actions.Tamper && draft.Target?.Contains(OurName, StringComparison.OrdinalIgnoreCase) == true) draft = draft with { Sensitive = true };
        if (Actions.IsRoutine(draft.Action)) return draft;
        if (Shares.IsMadePublic(record.Request)) draft = draft with { Sensitive = true };
        // Nobody works as root day by day.
        return record.Identity.Text("type") == "Root" && !record.IsByService ? draft with { Sensitive = true } : draft;
    }

    static CallDraft Decrypted(CloudTrailRecord record, CallDraft draft) =>
        CloudTrailRecord.Flag(record.Request, "withDecryption") == true ? draft : draft with { Action = Actions.Read, Sensitive = false };

    // A rule that is written anew may be switched off by that.
    static CallDraft Disabled(CloudTrailRecord record, CallDraft draft) => record.Request.Text("state") == "DISABLED"
        ? draft with { Action = Actions.Tamper, Sensitive = !record.IsByService, Phrase = "disable" }
        : draft;

    // What an instance runs when it starts.
    static CallDraft StartScript(CloudTrailRecord record, CallDraft draft) =>
        record.Request.At("userData").ValueKind is JsonValueKind.Undefined or JsonValueKind.Null
            ? draft
            : draft with { Action = Actions.Exec, Sensitive = true, Phrase = "change what runs at the start of" };

    /// <summary>The ports of a rule as people say them; empty where it names none.</summary>
    public static string Ports(long? from, long? to) => (from, to) switch
    {
        (null or -1, _) => "",
        (0, 65535) => ", all ports",
        var (a, b) when b is null || a == b => string.Create(CultureInfo.InvariantCulture, $", port {a}"),
        var (a, b) => string.Create(CultureInfo.InvariantCulture, $", ports {a} to {b}"),
    };
}
