using System.Text.Json;
using SlackAudit.Events;

namespace SlackAudit.Receive.CloudTrail;

/// <summary>Calls that roll something out or only make it larger or smaller, as their parameters say.</summary>
static class Rollouts
{
    // As Convox racks, EKS node groups and most people's templates call what makes machines start from another image.
    static readonly string[] ImageParameters = ["Ami", "AmiId", "ImageId", "NodeImageId", "LatestAmiId", "InstanceAmi", "Version"];

    public static CallDraft Service(CloudTrailRecord record, CallDraft draft)
    {
        var request = record.Request;
        if (OneLine.Of(request.Text("taskDefinition"), 256) is { } definition)
            return draft with { Phrase = $"deploy {Arn.Name(definition)} to" };
        if (CloudTrailRecord.Flag(request, "forceNewDeployment") == true) return draft with { Phrase = "deploy again" };
        return request.Number("desiredCount") is { } count
            ? draft with { Action = Actions.Scale, Phrase = "scale", After = FormattableString.Invariant($" to {count}") }
            : draft with { Action = Actions.Infra };
    }

    public static CallDraft Group(CloudTrailRecord record, CallDraft draft)
    {
        var request = record.Request;
        if (IsSet(request, "launchTemplate") || IsSet(request, "launchConfigurationName") || IsSet(request, "mixedInstancesPolicy"))
            return draft with { Action = "ami.group", Sensitive = !record.IsByService, Phrase = "give", After = " another launch template" };
        if (request.Number("desiredCapacity") is { } count) return draft with { Action = Actions.Scale, Phrase = "scale", After = FormattableString.Invariant($" to {count}") };
        return IsSet(request, "minSize") || IsSet(request, "maxSize") ? draft with { Action = Actions.Scale, Phrase = "change the limits of" } : draft;
    }

    public static CallDraft Stack(CloudTrailRecord record, CallDraft draft)
    {
        foreach (var parameter in record.Request.Items("parameters"))
        {
            if (CloudTrailRecord.Flag(parameter, "usePreviousValue") == true || !ImageParameters.Contains(parameter.Text("parameterKey"), StringComparer.OrdinalIgnoreCase)) continue;
            return draft with { Action = "ami.stack", Sensitive = !record.IsByService, Phrase = "give", After = " another image" };
        }

        return draft;
    }

    static bool IsSet(JsonElement request, string name) => request.At(name).ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null);
}
