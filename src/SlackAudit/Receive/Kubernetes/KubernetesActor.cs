using System.Text.Json;

namespace SlackAudit.Receive.Kubernetes;

/// <summary>What is behind a user name.</summary>
enum KubernetesWho
{
    Nobody,
    Person,
    Anonymous,

    /// <summary>A service account that somebody made for a program of theirs.</summary>
    Account,

    /// <summary>The cluster itself and what its provider runs in it.</summary>
    Platform,
}

/// <summary>Who made a request, as the API server authenticated them.</summary>
/// <param name="Name">The user's name, or of whom somebody took the part; null when the event does not say.</param>
/// <param name="Via">Who took that part; null for nobody else.</param>
/// <param name="Who">What is behind it.</param>
/// <param name="ViaWho">What is behind who took the part.</param>
readonly record struct KubernetesActor(string? Name, string? Via, KubernetesWho Who, KubernetesWho ViaWho = KubernetesWho.Nobody)
{
    const int LongestName = 256;
    const string AccountPrefix = "system:serviceaccount:";
    const string Anonymous = "system:anonymous";
    const string Unauthenticated = "system:unauthenticated";

    static readonly string[] PlatformPrefixes = ["system:", "eks:", "aksservice", "aksproblemdetector", "acsservice"];

    // The controllers of the control plane, beside those that are called so; any other account may be somebody's way in.
    static readonly HashSet<string> Controllers = new(StringComparer.Ordinal)
    {
        "generic-garbage-collector", "pod-garbage-collector", "horizontal-pod-autoscaler", "root-ca-cert-publisher", "bootstrap-signer",
        "token-cleaner", "legacy-service-account-token-cleaner", "persistent-volume-binder", "cloud-provider",
    };

    public static KubernetesActor Of(JsonElement item)
    {
        var user = Named(item.At("user"));
        var part = Named(item.At("impersonatedUser"));
        var who = Behind(user, item.At("user", "groups"));
        return part is null ? new(user, null, who) : new(part, user, who == KubernetesWho.Person ? who : Behind(part, item.At("impersonatedUser", "groups")), who);
    }

    static string? Named(JsonElement user) => OneLine.Of(user.Text("username") ?? Extra(user, "sessionName") ?? Extra(user, "arn"), LongestName);

    // A provider's own fields are lists of one.
    static string? Extra(JsonElement user, string name) => user.At("extra", name).Items().FirstOrDefault().Text();

    static KubernetesWho Behind(string? name, JsonElement groups)
    {
        if (name is null) return KubernetesWho.Nobody;
        if (name == Anonymous || groups.Items().Any(group => group.Text() == Unauthenticated)) return KubernetesWho.Anonymous;
        // k3s and OpenShift call the administrator's own certificate that.
        if (name == "system:admin") return KubernetesWho.Person;
        if (!name.StartsWith(AccountPrefix, StringComparison.Ordinal))
            return Array.Exists(PlatformPrefixes, prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)) ? KubernetesWho.Platform : KubernetesWho.Person;
        var (space, account) = Account(name);
        return space == "kube-system" && (Controllers.Contains(account) || account.EndsWith("-controller", StringComparison.Ordinal))
            ? KubernetesWho.Platform
            : KubernetesWho.Account;
    }

    static (string Namespace, string Name) Account(string name)
    {
        var parts = name[AccountPrefix.Length..].Split(':', 2);
        return (parts[0], parts.Length == 2 ? parts[1] : "");
    }

    /// <summary>The actor as the subject of a sentence.</summary>
    public string InWords() => InWords(Name) + (Via is null || Via == Name ? "" : $" (in truth {InWords(Via)})");

    static string InWords(string? name)
    {
        if (name is null) return "somebody";
        if (name == Anonymous) return "somebody who did not sign in";
        return name.StartsWith(AccountPrefix, StringComparison.Ordinal) && Account(name) is ({ Length: > 0 } space, { Length: > 0 } account)
            ? $"service account {space}/{account}"
            : name;
    }
}
