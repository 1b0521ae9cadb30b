using SlackAudit.Events;
using SlackAudit.Record;
using SlackAudit.Record.Stories;

namespace SlackAudit.Notify.Digests;

/// <summary>Who deployed what: starts and ends of deployments put together.</summary>
static class DigestDeploys
{
    /// <summary>The deployments among a question's events, by app, the most deployed first.</summary>
    public static async Task<IReadOnlyList<Deployed>> OfAsync(Questions questions, AuditQuery query, CancellationToken cancellationToken)
    {
        var deploys = query.Actions.Count == 0 ? [Actions.Deploy] : query.Actions.Where(action => Actions.Root(action) == Actions.Deploy).ToArray();
        if (deploys.Length == 0) return [];
        var apps = new Dictionary<string, Tallied>(StringComparer.Ordinal);
        await foreach (var e in questions.StreamAsync(query with { Actions = deploys }, cancellationToken))
        {
            var key = e.AppPath ?? e.AppKey ?? "";
            if (!apps.TryGetValue(key, out var app)) apps[key] = app = new Tallied(e.App, questions.People);
            app.Add(e);
        }
        return [.. apps.Values.Select(app => app.Sum()).OrderByDescending(app => app.Count).ThenBy(app => app.App, StringComparer.OrdinalIgnoreCase)];
    }

    sealed class Tallied(string? app, KnownPeople people)
    {
        readonly Dictionary<string, AuditEvent> begun = new(StringComparer.Ordinal);
        readonly Dictionary<string, (string? Actor, bool IsInferred, int Count)> deployers = new(StringComparer.Ordinal);
        int ended;
        int failed;

        // Events come oldest first.
        public void Add(AuditEvent e)
        {
            var deployment = StorySteps.IdentityOf(e);
            if (e.Outcome == Outcome.Started)
            {
                begun[deployment] = e;
                return;
            }
            begun.Remove(deployment, out var starter);
            ended++;
            if (e.Outcome == Outcome.Failure) failed++;
            Credit(e.Actor is null ? starter ?? e : e);
        }

        // One that began and did not end is somebody's, too.
        public Deployed Sum()
        {
            foreach (var starter in begun.Values) Credit(starter);
            return new Deployed(app, ended + begun.Count, failed, begun.Count, [.. deployers.Values.OrderByDescending(person => person.Count).ThenBy(person => person.Actor, StringComparer.OrdinalIgnoreCase).Select(person => (person.IsInferred ? person.Actor + " (inferred)" : person.Actor, person.Count))]);
        }

        // A person counts under her name; that it was only ever concluded that it was her is said.
        void Credit(AuditEvent e)
        {
            var name = people.Of(e) ?? e.Actor;
            var key = name is null ? "" : Names.Fold(name);
            var isInferred = name is not null && e.ActorTrust == ActorTrust.Inferred;
            deployers[key] = deployers.TryGetValue(key, out var before) ? (before.Actor, before.IsInferred && isInferred, before.Count + 1) : (name, isInferred, 1);
        }
    }
}
