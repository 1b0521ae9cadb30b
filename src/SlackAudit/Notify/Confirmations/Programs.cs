using System.Text.RegularExpressions;

namespace SlackAudit.Notify.Confirmations;

/// <summary>Which actors are programs, by the names that platforms give them: nobody is behind these who could be asked.</summary>
static partial class Programs
{
    static readonly HashSet<string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        "system", "aws internal", "github", "github-actions", "githubactions", "web-flow", "dependabot", "renovate", "circleci", "jenkins", "gitlab-ci", "argocd", "flux", "terraform", "convox",
    };

    static readonly string[] Prefixes = ["eks:", "aks:", "aksservice", "aksproblemdetector", "acsservice", "AWSAccount:", "AWSService:"];

    /// <summary>Whether it is the name of a program.</summary>
    public static bool Are(string actor)
    {
        var name = actor.Trim();
        // k3s and OpenShift call the administrator's own certificate that.
        if (name == "system:admin") return false;
        return Names.Contains(name)
            || name.StartsWith("system:", StringComparison.OrdinalIgnoreCase)
            || Array.Exists(Prefixes, prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            || name.EndsWith("[bot]", StringComparison.OrdinalIgnoreCase)
            || name.EndsWith(".amazonaws.com", StringComparison.OrdinalIgnoreCase)
            || Bot().IsMatch(name)
            || Machine().IsMatch(name);
    }

    [GeneratedRegex(@"(\A|[-_.])(bot|ci)([-_.]|\z)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Bot();

    // A role in the hands of a machine, a container or a function: role/i-0abc, role/32 hexadecimal digits.
    [GeneratedRegex(@"/(i-[0-9a-f]{8,17}|[0-9a-f]{32})\z", RegexOptions.CultureInvariant)]
    private static partial Regex Machine();
}
