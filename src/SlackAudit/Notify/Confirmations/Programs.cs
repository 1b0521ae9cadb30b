using System.Text.RegularExpressions;

namespace SlackAudit.Notify.Confirmations;

/// <summary>
/// Which actors are programs, by names that only a platform gives: nobody is behind these who could be asked. Names that people can choose
/// (<c>deploy-bot</c>) are not among them, since whoever took one would never be asked.
/// </summary>
static partial class Programs
{
    static readonly HashSet<string> Names = new(StringComparer.OrdinalIgnoreCase) { "system", "AWS Internal", "web-flow" };

    static readonly string[] Prefixes = ["system:", "eks:", "aksservice", "aksproblemdetector", "acsservice", "AWSAccount:", "AWSService:"];

    static readonly string[] Suffixes = ["[bot]", ".amazonaws.com"];

    /// <summary>Whether it is the name of a program.</summary>
    public static bool Are(string actor)
    {
        var name = actor.Trim();
        // k3s and OpenShift call the administrator's own certificate that.
        return name != "system:admin"
            && (Names.Contains(name)
                || Array.Exists(Prefixes, prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
                || Array.Exists(Suffixes, suffix => name.EndsWith(suffix, StringComparison.OrdinalIgnoreCase))
                || Machine().IsMatch(name));
    }

    // A role in the hands of a machine or a container: role/i-0abc, role/32 hexadecimal digits.
    [GeneratedRegex(@"/(i-[0-9a-f]{8,17}|[0-9a-f]{32})\z", RegexOptions.CultureInvariant)]
    private static partial Regex Machine();
}
