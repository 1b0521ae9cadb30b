using SlackAudit.Events;

namespace SlackAudit.Receive.Convox.RackLog;

/// <summary>One call to a rack's API, from the line or two that tell of it.</summary>
/// <param name="Handler">Which call, as in <c>ProcessExec</c>.</param>
/// <param name="Line">The line with the address, or else the provider's.</param>
/// <param name="Path">What it was about.</param>
/// <param name="Command">The command that was run, as only racks of version 2 say.</param>
/// <param name="Error">The line that says that it failed, where that is another.</param>
/// <param name="Providers">The provider's line about the same call.</param>
sealed record RackCall(string Handler, LogEvent Line, RackPath Path, string? Command, LogEvent? Error = null, LogEvent? Providers = null)
{
    const int LongestName = 100;

    /// <summary>The call that a line tells of; null for none.</summary>
    public static RackCall? Of(LogEvent log)
    {
        var line = log.Line;
        if (OneLine.Of(line["at"], LongestName) is not { } handler) return null;
        if (line["ns"] == "api" && line["method"] is not null) return new(handler, log, RackPath.Of(line["path"]), null);
        if (handler != "ProcessExec" || line["app"] is not { } app || line["pid"] is not { } process) return null;
        return new(handler, log, new RackPath(OneLine.Of(app, 256), OneLine.Of(process, 256), "process", null), line["command"] ?? "");
    }

    /// <summary>The rack's id of the call, which the provider's own lines do not have.</summary>
    public string? RequestId => IsProviders ? null : Line.Line["id"];

    /// <summary>Whether it is the provider's line about a command, which comes just before that of the call.</summary>
    public bool IsProviders => Line.Line["ns"] != "api";

    /// <summary>The lines that tell of it.</summary>
    public IEnumerable<LogEvent> Lines => new[] { Providers, Line, Error }.OfType<LogEvent>().Distinct();

    /// <summary>How it went.</summary>
    public (Outcome Outcome, int? Code) Ended
    {
        get
        {
            // A handler that fails answers after the line that says 200.
            var last = Error ?? Line;
            var code = last.Line.Number("code") ?? last.Line.Number("response");
            return (last.Line["state"], code) switch
            {
                ("error", _) or (_, >= 400) => (Outcome.Failure, code),
                ("success", _) or (not "closed", >= 100) => (Outcome.Success, code),
                _ => (Outcome.Unknown, code),
            };
        }
    }

    /// <summary>The program that was started, without its arguments, which may hold anything.</summary>
    public string? Program
    {
        get
        {
            var words = (Command ?? "").Split(' ', 2, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            if (words.Length == 0 || words[0].Length > 60 || !words[0].All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '.' or '-' or '_' or '+')) return null;
            return words.Length == 1 ? words[0] : words[0] + " ...";
        }
    }
}
