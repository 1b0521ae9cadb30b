using System.Net;

namespace SlackAudit.Receive.Kubernetes;

/// <summary>The address that was asked for, of which the query tells what a session runs and to where a tunnel leads.</summary>
readonly record struct KubernetesAddress(string? Uri)
{
    const int LongestValue = 60;
    const int MostRead = 4096;

    public string Path => Uri is null ? "" : Uri.Split('?', 2)[0];

    public string? Container => Value("container");

    /// <summary>The program that was started, without its arguments, which may hold anything.</summary>
    public string? Program => Value("command") is { } first && first.Split(' ', 2)[0] is { Length: > 0 } program && program.All(IsPlain) ? program : null;

    public bool IsDryRun => Value("dryRun") is not null;

    public bool LeadsToDatabase => Values("ports").Any(ports => ports.Split(',').Any(DatabasePorts.Has));

    /// <summary>What a node's own interface is asked to run, which no pod's record shows.</summary>
    public bool RunsOnNode => Path is var path && Array.Exists((string[])["exec", "run", "attach", "portForward", "cri"], what => path.Contains($"/proxy/{what}/", StringComparison.OrdinalIgnoreCase));

    string? Value(string name) => OneLine.Of(Values(name).FirstOrDefault(), LongestValue);

    IEnumerable<string> Values(string name)
    {
        var query = Uri is null ? [] : Uri.Split('?', 2);
        if (query.Length < 2) return [];
        var read = query[1].Length > MostRead ? query[1][..MostRead] : query[1];
        return read.Split('&').Select(pair => pair.Split('=', 2))
            .Where(pair => pair.Length == 2 && pair[0] == name)
            .Select(pair => WebUtility.UrlDecode(pair[1])!);
    }

    static bool IsPlain(char c) => char.IsAsciiLetterOrDigit(c) || c is '/' or '.' or '-' or '_' or '+';
}
