using SlackAudit.Events;

namespace SlackAudit.Receive.Convox.RackLog;

/// <summary>What a call to a rack's API is in our words.</summary>
/// <param name="Action">Our action.</param>
/// <param name="Sensitive">Whether somebody should look at it.</param>
/// <param name="Doing">As in "DOING process 4f1a succeeded"; with a space behind where it says what it was done to.</param>
/// <param name="IsSession">Whether the line comes at the end of something that people stay in.</param>
/// <param name="IsAnnounced">Whether racks of both versions tell of it themselves once it went well.</param>
readonly record struct RackMeaning(string Action, bool Sensitive, string Doing, bool IsSession = false, bool IsAnnounced = false);

/// <summary>The calls to a rack's API by the names of their handlers, which its log says.</summary>
static class RackMeanings
{
    const bool Look = true;

    static readonly Dictionary<string, RackMeaning> Known = new(StringComparer.Ordinal)
    {
        ["ProcessExec"] = new(Actions.Exec, Look, "command in ", IsSession: true),
        ["ProcessRun"] = new(Actions.Exec, Look, "one-off process of "),
        ["FilesUpload"] = new("exec.files", Look, "copying of files into "),
        ["FilesDownload"] = new("exec.files", Look, "copying of files out of "),
        ["FilesDelete"] = new("exec.files", Look, "deletion of files in "),
        ["InstanceShell"] = new(Actions.Ssh, Look, "shell on ", IsSession: true),
        ["Proxy"] = new(Actions.Ssh, Look, "tunnel to ", IsSession: true),
        ["ProxyHttpService"] = new(Actions.Ssh, Look, "request through the rack to "),
        ["ResourceConsole"] = new(Actions.Db, Look, "console to ", IsSession: true),
        ["ResourceExport"] = new(Actions.Db, Look, "export of "),
        ["ResourceImport"] = new(Actions.Db, Look, "import of data into "),
        ["ReleaseGet"] = new("secret.read", false, "reading of the environment of "),
        ["ResourceGet"] = new("secret.read", false, "reading of the address and password of "),
        ["SystemResourceGet"] = new("secret.read", false, "reading of the address and password of "),
        ["AppConfigGet"] = new("secret.read", false, "reading of "),
        ["AppConfigSet"] = new("env.change", Look, "change of "),
        ["RegistryAdd"] = new(Actions.Key, Look, "addition of a registry"),
        ["RegistryRemove"] = new(Actions.Key, Look, "removal of "),
        ["InstanceKeyroll"] = new(Actions.Key, Look, "renewal of the key of all instances"),
        ["SystemJwtToken"] = new(Actions.Key, Look, "making of a token for "),
        ["SystemJwtSignKeyRotate"] = new(Actions.Key, Look, "rotation of the key that signs tokens for "),
        ["CertificateCreate"] = new(Actions.Key, Look, "upload of a certificate"),
        ["CertificateGenerate"] = new(Actions.Key, Look, "making of a certificate"),
        ["CertificateRenew"] = new(Actions.Key, Look, "renewal of "),
        ["CertificateDelete"] = new(Actions.Key, Look, "deletion of "),
        ["CertificateApply"] = new(Actions.Key, Look, "change of the certificate of "),
        ["LetsEncryptConfigApply"] = new(Actions.Key, Look, "change of the settings for certificates"),
        ["InstanceTerminate"] = new("delete.instance", Look, "termination of "),
        ["AppDelete"] = new("delete.app", Look, "deletion of "),
        ["ResourceDelete"] = new("delete.resource", Look, "deletion of "),
        ["SystemResourceDelete"] = new("delete.resource", Look, "deletion of "),
        ["ObjectDelete"] = new("delete.object", false, "deletion of "),
        ["SystemUpdate"] = new("infra.rack", Look, "update of "),
        // Whoever calls this makes the rack tell whatever they please.
        ["EventSend"] = new(Actions.Other, Look, "event posted by hand"),
        ["ResourceCreate"] = new("infra.resource", false, "creation of a resource"),
        ["SystemResourceCreate"] = new("infra.resource", false, "creation of a resource"),
        ["ResourceUpdate"] = new("infra.resource", false, "update of "),
        ["SystemResourceUpdate"] = new("infra.resource", false, "update of "),
        ["ResourceLink"] = new("infra.resource", false, "linking of "),
        ["SystemResourceLink"] = new("infra.resource", false, "linking of "),
        ["ResourceUnlink"] = new("infra.resource", false, "unlinking of "),
        ["SystemResourceUnlink"] = new("infra.resource", false, "unlinking of "),
        ["ProcessStop"] = new("infra.process", false, "stop of "),
        ["ServiceRestart"] = new("infra.restart", false, "restart of "),
        ["KarpenterCleanup"] = new(Actions.Infra, false, "cleaning up of the nodes of "),
        ["AppUpdate"] = new("infra.app", false, "change of the parameters of "),
        ["ServiceUpdate"] = new(Actions.Scale, false, "scaling of "),
        ["AppCancel"] = new("deploy.cancel", false, "cancelling of the deployment of "),
        ["BuildCancel"] = new("build.cancel", false, "cancelling of "),
        ["BuildUpdate"] = new(Actions.Upkeep, false, "update of "),
        ["ObjectStore"] = new(Actions.Upkeep, false, "upload of "),
        ["AppCreate"] = new("create.app", false, "creation of an app", IsAnnounced: true),
        ["BuildCreate"] = new(Actions.Build, false, "build of ", IsAnnounced: true),
        ["BuildImport"] = new("build.import", false, "import of a build of ", IsAnnounced: true),
        ["BuildImportImage"] = new("build.import", false, "import of an image into ", IsAnnounced: true),
        ["ReleaseCreate"] = new("release.create", false, "creation of a release of ", IsAnnounced: true),
        ["ReleasePromote"] = new(Actions.Deploy, false, "promotion of ", IsAnnounced: true),
        ["AppBudgetSet"] = new("policy.budget", Look, "setting the budget of ", IsAnnounced: true),
        ["AppBudgetReset"] = new("policy.budget", Look, "resetting the budget of ", IsAnnounced: true),
        ["AppBudgetClear"] = new("policy.budget", Look, "removing the budget of ", IsAnnounced: true),
        ["ServiceScaleOverrideSet"] = new(Actions.Scale, false, "change of the scale override of ", IsAnnounced: true),
        ["ServiceTriggersDisable"] = new(Actions.Scale, false, "change of the scaling triggers of ", IsAnnounced: true),
        ["ServiceTriggersEnable"] = new(Actions.Scale, false, "change of the scaling triggers of ", IsAnnounced: true),
        ["ServiceTriggersThresholdSet"] = new(Actions.Scale, false, "change of the scaling triggers of ", IsAnnounced: true),
    };

    public static RackMeaning Of(string handler, string? method, RackPath path)
    {
        if (Known.TryGetValue(handler, out var known)) return handler == "Proxy" && DatabasePorts.Has(path.Port) ? known with { Action = Actions.Db } : known;
        if (method is "GET" or "HEAD" or "OPTIONS") return new(Actions.Read, false, $"{handler} for ");
        // An image is pushed with a dozen calls, of which one names it.
        if (handler == "RegistryProxy") return path.Target?.Contains("/manifests/", StringComparison.Ordinal) == true ? new("build.image", Look, "change of ") : new(Actions.Upkeep, false, "part of ");
        var meaning = ConvoxActions.ByName(Words(handler));
        return new(meaning.Action, meaning.Sensitive, $"{handler} for ");
    }

    // "SecretPut" is "secret-put".
    static string Words(string handler) =>
        string.Concat(handler.Take(100).Select((c, i) => char.IsAsciiLetterUpper(c) ? (i == 0 ? "" : "-") + char.ToLowerInvariant(c) : c.ToString()));
}
