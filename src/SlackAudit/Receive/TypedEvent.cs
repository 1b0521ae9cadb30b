using System.Text.Json;
using SlackAudit.Events;
using SlackAudit.Receive.Generic;

namespace SlackAudit.Receive;

/// <summary>Reads an event that says its type in a name, and the rest in data of its own, of which we understand the names that are ours.</summary>
static class TypedEvent
{
    const int LongestName = 256;

    // A subject of these is most likely what they were done to: the application.
    static readonly HashSet<string> AboutApps = new(StringComparer.Ordinal) { Actions.Deploy, Actions.Build, Actions.Env, Actions.Scale, Actions.Release };

    public static AuditEvent Of(string source, string id, string? type, DateTimeOffset occurredAt, JsonElement data, string? subject)
    {
        var platform = PlatformData.Of(data);
        var word = platform.Word ?? type;
        var (action, outcome) = TypeWords.Of(word);
        if (action == Actions.Other && GenericAction.Of(data.Text("action")) is { } said && Actions.Vocabulary.ContainsKey(Actions.Root(said))) action = said;
        var read = GenericEvent.Fields(data, source, id, action, OneLine.Of(word, LongestName), occurredAt);
        var about = OneLine.Of(subject, LongestName);
        var isApp = read.App is null && AboutApps.Contains(Actions.Root(action));
        return read with
        {
            Actor = read.Actor ?? platform.Actor,
            ActorTrust = read.Actor is null && platform.Actor is not null ? ActorTrust.Asserted : read.ActorTrust,
            Scope = read.Scope ?? platform.Scope,
            ClientAddress = read.ClientAddress ?? platform.Address,
            App = isApp ? about : read.App,
            Target = read.Target ?? (isApp ? null : about),
            Outcome = new[] { read.Outcome, platform.Outcome, outcome }.FirstOrDefault(said => said != Outcome.Unknown, Outcome.Unknown),
        };
    }
}
