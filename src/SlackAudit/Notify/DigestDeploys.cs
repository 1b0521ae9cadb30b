using SlackAudit.Events;
using SlackAudit.Record;
using SlackAudit.Record.Stories;

namespace SlackAudit.Notify;

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
            if (!apps.TryGetValue(key, out var app)) apps[key] = app = new Tallied(e.App);
            app.Add(e);
        }
        return [.. apps.Values.Select(app => app.Sum()).OrderByDescending(app => app.Count).ThenBy(app => app.App, StringComparer.OrdinalIgnoreCase)];
    }

    sealed class Tallied(string? app)
    {
        readonly Dictionary<string, string?> begun = new(StringComparer.Ordinal);
        readonly Dictionary<string, (string? Actor, int Count)> people = new(StringComparer.Ordinal);
        int ended;
        int failed;

        // Events come oldest first.
        public void Add(AuditEvent e)
        {
            var deployment = StorySteps.IdentityOf(e);
            if (e.Outcome == Outcome.Started)
            {
                begun[deployment] = e.Actor;
                return;
            }
            begun.Remove(deployment, out var starter);
            ended++;
            if (e.Outcome == Outcome.Failure) failed++;
            Credit(e.Actor ?? starter);
        }

        // One that began and did not end is somebody's, too.
        public Deployed Sum()
        {
            foreach (var actor in begun.Values) Credit(actor);
            return new Deployed(app, ended + begun.Count, failed, begun.Count, [.. people.Values.OrderByDescending(person => person.Count).ThenBy(person => person.Actor, StringComparer.OrdinalIgnoreCase)]);
        }

        void Credit(string? actor)
        {
            var key = actor is null ? "" : Names.Fold(actor);
            var known = people.GetValueOrDefault(key);
            people[key] = (known.Actor ?? actor, known.Count + 1);
        }
    }
}
