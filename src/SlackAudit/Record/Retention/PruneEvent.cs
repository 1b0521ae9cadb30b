using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SlackAudit.Events;

namespace SlackAudit.Record.Retention;

/// <summary>The log's own event about what was pruned. It and its payload are never pruned.</summary>
static class PruneEvent
{
    /// <summary>The action.</summary>
    public const string Action = Actions.Delete + ".prune";

    const int MostActions = 12;
    const string IdPrefix = "prune/";

    /// <summary>Whether an event is one of these.</summary>
    public static bool Is(string source, string action) => source == OwnSource.Name && action == Action;

    /// <summary>The id of the log's prune of that number: whoever records it first has done it, so two never prune the same.</summary>
    public static string Id(long number) => string.Create(CultureInfo.InvariantCulture, $"{IdPrefix}{number}");

    /// <summary>The number of a prune; 0 for another id.</summary>
    public static long Number(string id) =>
        id.StartsWith(IdPrefix, StringComparison.Ordinal) && long.TryParse(id.AsSpan(IdPrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    /// <summary>The work of one transaction that prunes and says so.</summary>
    /// <param name="pruning">What it prunes.</param>
    /// <param name="told">Whether rules are asked of the event; one of a run is told, or a long run would be a storm.</param>
    public static LogWork Work(Pruning pruning, bool told)
    {
        var account = pruning.Account.ToJson();
        return new LogWork
        {
            Source = told ? OwnSource.Name : null,
            Change = pruning,
            Payload = new KeptPayload { Id = 0, Body = PayloadCompression.Compress(account), Length = account.Length },
            Events =
            [
                new AuditEvent
                {
                    Source = OwnSource.Name,
                    SourceEventId = Id(pruning.Number),
                    Action = Action,
                    SourceAction = pruning.Account.Events.Count > 0 ? "events.pruned" : "payloads.pruned",
                    Actor = pruning.Actor,
                    ActorTrust = pruning.Actor is null ? ActorTrust.None : ActorTrust.Asserted,
                    Target = "audit log",
                    Outcome = Outcome.Success,
                    Sensitive = true,
                    OccurredAt = pruning.Account.PrunedAt,
                    Summary = Summary(pruning),
                    PayloadDigest = SHA256.HashData(account),
                },
            ],
        };
    }

    static string Summary(Pruning pruning)
    {
        var what = pruning.Account.Events.Count > 0 ? "event" : "kept payload";
        var count = pruning.Counts.Values.Sum();
        var summary = new StringBuilder().Append(CultureInfo.InvariantCulture, $"pruned {count:N0} {what}{(count == 1 ? "" : "s")} recorded {Day(pruning.OldestRecordedAt)}");
        if (Day(pruning.OldestRecordedAt) != Day(pruning.NewestRecordedAt)) summary.Append(CultureInfo.InvariantCulture, $" to {Day(pruning.NewestRecordedAt)}");
        var actions = pruning.Counts.OrderByDescending(action => action.Value).ThenBy(action => action.Key, StringComparer.Ordinal).ToList();
        var listed = actions.Take(MostActions).Select(action => string.Create(CultureInfo.InvariantCulture, $"{action.Value:N0} {(action.Key.Length > 50 ? action.Key[..50] : action.Key)}"));
        summary.Append(": ").AppendJoin(", ", listed);
        if (actions.Count > MostActions) summary.Append(CultureInfo.InvariantCulture, $" and {actions.Skip(MostActions).Sum(action => action.Value):N0} of {actions.Count - MostActions} other actions");
        return summary.ToString();
    }

    static string Day(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
