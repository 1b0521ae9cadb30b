using System.Text;
using SlackAudit.Events;

namespace SlackAudit.Receive.Convox.RackLog;

/// <summary>A call to a rack's API as an event. The log never says who called, so there is no actor.</summary>
static class RackEvent
{
    static readonly TimeSpan WorthSaying = TimeSpan.FromSeconds(1);

    /// <summary>The event; null for what is not recorded.</summary>
    public static AuditEvent? Of(RackCall call, WebhookDelivery delivery)
    {
        var meaning = RackMeanings.Of(call.Handler, call.Line.Line["method"], call.Path);
        var (outcome, code) = call.Ended;
        if (meaning.IsAnnounced && outcome != Outcome.Failure) return null;
        if (Actions.IsRoutine(meaning.Action) && !delivery.RecordReads) return null;
        var scope = delivery.Rack ?? RackOf(call.Line.Group) ?? (delivery.Source == "convox" ? null : delivery.Source);
        var isRack = call.Path.Type == "rack" && scope is not null;
        return new AuditEvent
        {
            Source = delivery.Source,
            SourceEventId = call.Line.Id is { } id ? $"log/{id}" : DigestId.Of(Encoding.UTF8.GetBytes(call.Line.Line.Text)),
            Action = meaning.Action,
            SourceAction = $"api:{call.Handler}",
            App = call.Path.App,
            Target = isRack ? scope : call.Path.Target,
            TargetType = isRack ? "rack" : call.Path.Target is null ? null : call.Path.Type,
            Scope = scope,
            Outcome = outcome,
            Sensitive = meaning.Sensitive,
            OccurredAt = call.Line.At,
            Correlation = Correlation(call, scope),
            Summary = Summary(call, meaning, scope, outcome, code),
        };
    }

    // The group of a rack's stack is RACK-LogGroup-1ABC; version 3 calls it /convox/RACK/system.
    static string? RackOf(string? group) => group?.Split('/') switch
    {
        ["", "convox", { Length: > 0 } rack, ..] => rack,
        [var name] when name.IndexOf("-LogGroup-", StringComparison.Ordinal) is > 0 and var at => name[..at],
        _ => null,
    };

    static string? Correlation(RackCall call, string? scope)
    {
        var place = scope is null ? call.Path.App : $"{scope}/{call.Path.App}";
        var kind = call.Path.Type switch { "release" => References.Release, "build" => References.Build, _ => null };
        return References.Join(
            kind is null || call.Path.App is null ? null : References.To(kind, $"{place}/{call.Path.Target}"),
            call.RequestId is { } request ? References.To(References.Session, $"{scope}/{request}") : null);
    }

    static string Summary(RackCall call, RackMeaning meaning, string? scope, Outcome outcome, int? code)
    {
        var what = What(call.Path, scope);
        var doing = what.Length == 0 && meaning.Doing.EndsWith(' ') ? call.Handler : meaning.Doing;
        if (call.Program is { } program) doing = doing.Replace("command ", $"command {program} ", StringComparison.Ordinal);
        var where = scope is null || call.Path.Type == "rack" ? "" : $" on {scope}";
        var verb = outcome switch
        {
            Outcome.Success => "succeeded",
            Outcome.Failure => code >= 400 ? FormattableString.Invariant($"failed ({code})") : "failed",
            _ => "was cut off",
        };
        var lasted = meaning.IsSession && call.Line.Line.Elapsed is { } elapsed && elapsed >= WorthSaying ? $" after {Durations.InWords(elapsed)}" : "";
        return $"{doing}{(doing.EndsWith(' ') ? what : "")}{where} {verb}{lasted}";
    }

    static string What(RackPath path, string? scope) => path switch
    {
        { Type: "rack" } => scope is null ? "the rack" : $"rack {scope}",
        { Target: null } => path.App is null ? "" : $"app {path.App}",
        { Type: "host" } => path.Port is { Length: <= 5 } port ? $"port {port} of {path.Target}" : path.Target,
        _ => $"{path.Type} {path.Target}{(path.App is null ? "" : $" of {path.App}")}",
    };
}
