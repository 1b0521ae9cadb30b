using System.Collections.Frozen;
using System.Text.Json;
using SlackAudit.Events;

namespace SlackAudit.Receive.CloudTrail;

/// <summary>What a call refers to: a session by its id, and an image on its way over a launch template into a group of machines.</summary>
static class CallReferences
{
    const string Version = "CreateLaunchTemplateVersionRequest";
    const string Modify = "ModifyLaunchTemplateRequest";
    const string Create = "CreateLaunchTemplateRequest";

    static readonly FrozenDictionary<string, Func<CloudTrailRecord, IEnumerable<string?>>> ByCall = new Dictionary<string, Func<CloudTrailRecord, IEnumerable<string?>>>
    {
        ["ssm:StartSession"] = r => [Session(r.Response.Text("sessionId"))],
        ["ssm:ResumeSession"] = r => [Session(r.Request.Text("sessionId"))],
        ["ssm:TerminateSession"] = r => [Session(r.Request.Text("sessionId"))],
        ["ecs:ExecuteCommand"] = r => [Session(r.Response.Text("session", "sessionId"))],
        ["ec2:RegisterImage"] = r => [Image(r.Response.Text("imageId"))],
        ["ec2:CreateImage"] = r => [Image(r.Response.Text("imageId"))],
        ["ec2:CopyImage"] = r => [Image(r.Response.Text("imageId")), Image(r.Request.Text("sourceImageId"))],
        ["ec2:CreateLaunchTemplate"] = r => [.. Templates(r, r.Request.At(Create)), Image(r.Request.Text(Create, "LaunchTemplateData", "ImageId"))],
        ["ec2:CreateLaunchTemplateVersion"] = r => [.. Templates(r, r.Request.At(Version)), Image(r.Request.Text(Version, "LaunchTemplateData", "ImageId"))],
        ["ec2:ModifyLaunchTemplate"] = r => Templates(r, r.Request.At(Modify)),
        ["autoscaling:CreateLaunchConfiguration"] = r => [Template(r, r.Request.Text("launchConfigurationName")), Image(r.Request.Text("imageId"))],
        ["autoscaling:UpdateAutoScalingGroup"] = r => [Group(r), .. GroupTemplates(r, r.Request)],
        ["autoscaling:StartInstanceRefresh"] = r => [Group(r), .. GroupTemplates(r, r.Request.At("desiredConfiguration"))],
        ["autoscaling:CancelInstanceRefresh"] = r => [Group(r)],
        ["autoscaling:RollbackInstanceRefresh"] = r => [Group(r)],
        ["cloudformation:UpdateStack"] = r => r.Request.Items("parameters").Select(parameter => Image(parameter.Text("parameterValue"))),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static string? Of(CloudTrailRecord record) =>
        ByCall.TryGetValue($"{record.Service}:{record.Call}", out var references) ? References.Join(references(record)) : null;

    static string? Session(string? id) => References.To(References.Session, id);

    static string? Image(string? id) => id?.StartsWith("ami-", StringComparison.Ordinal) == true ? References.To(References.Image, id) : null;

    // By its id in one call and by its name in the next; the answer says both.
    static IEnumerable<string?> Templates(CloudTrailRecord r, JsonElement request)
    {
        var answered = r.Response.At(r.Call + "Response");
        var template = answered.At("launchTemplateVersion").ValueKind == JsonValueKind.Object ? answered.At("launchTemplateVersion") : answered.At("launchTemplate");
        foreach (var (id, name) in new[] { ("LaunchTemplateId", "LaunchTemplateName"), ("launchTemplateId", "launchTemplateName") })
        {
            foreach (var said in new[] { request, template, r.Request })
            {
                yield return Template(r, said.Text(id));
                yield return Template(r, said.Text(name));
            }
        }
    }

    static IEnumerable<string?> GroupTemplates(CloudTrailRecord r, JsonElement said)
    {
        foreach (var template in new[] { said.At("launchTemplate"), said.At("mixedInstancesPolicy", "launchTemplate", "launchTemplateSpecification") })
        {
            yield return Template(r, template.Text("launchTemplateId"));
            yield return Template(r, template.Text("launchTemplateName"));
        }
        yield return Template(r, said.Text("launchConfigurationName"));
    }

    static string? Group(CloudTrailRecord r) => Placed(References.Group, r, r.Request.Text("autoScalingGroupName"));

    // Names are unique within a region of an account only.
    static string? Template(CloudTrailRecord r, string? name) => Placed(References.Template, r, name);

    static string? Placed(string kind, CloudTrailRecord r, string? name) => name is null ? null : References.To(kind, r.Scope is null ? name : $"{r.Scope}/{name}");
}
