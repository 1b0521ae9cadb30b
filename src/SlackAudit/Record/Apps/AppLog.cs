using SlackAudit.Events;
using SlackAudit.Record.Stories;

namespace SlackAudit.Record.Apps;

/// <summary>What the log holds of one app, in the one place that matters: each look is a question like any other, and as bounded.</summary>
sealed class AppLog(Questions questions, AuditQuery about, IReadOnlyList<string> scopes, CancellationToken cancellationToken)
{
    /// <summary>As many events as one look takes at most.</summary>
    public const int Most = 300;

    const int DeploysLookedAt = 100;

    /// <summary>The places looked at; empty for all.</summary>
    public IReadOnlyList<string> Scopes => scopes;

    /// <summary>Whether some look did not reach all that it was about.</summary>
    public bool IsPart { get; private set; }

    /// <summary>The app where it matters: the places that were asked for, or else those of production, or else the one of its newest deploy.</summary>
    public static async Task<AppLog> OpenAsync(Questions questions, AuditQuery about, CancellationToken cancellationToken)
    {
        var app = new AuditQuery { Words = about.Words, Apps = about.Apps, Targets = about.Targets, Sources = about.Sources, Known = about.Known };
        if (about.Scopes.Count > 0) return new AppLog(questions, app, about.Scopes, cancellationToken);
        var all = new AppLog(questions, app, [], cancellationToken);
        var deploys = await all.NewestAsync(new AuditQuery { Actions = [Actions.Deploy], Until = about.Until }, DeploysLookedAt);
        var met = deploys.Select(e => e.ScopeKey).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        var production = met.Where(EnvironmentNames.IsProduction).ToList();
        return new AppLog(questions, app, production.Count > 0 ? production : [.. met.Take(1)], cancellationToken);
    }

    /// <summary>Its newest events of a question, newest first.</summary>
    public async Task<IReadOnlyList<AuditEvent>> NewestAsync(AuditQuery of, int most = Most)
    {
        // A deploy is in a place; a push is in none, and concerns all of them.
        var places = of.Actions is [Actions.Deploy] ? scopes : [];
        var asked = about with { Scopes = places, Actions = of.Actions, Outcomes = of.Outcomes, Since = of.Since, Until = of.Until, Targets = [.. about.Targets, .. of.Targets] };
        return [.. (await AskAsync(asked, most)).Where(e => scopes.Count == 0 || e.Scope is null || scopes.Any(scope => Names.Match(e.Scope, scope)))];
    }

    /// <summary>What happened to the places themselves, and to no app in particular, newest first.</summary>
    public async Task<IReadOnlyList<AuditEvent>> BesideAsync(AuditQuery of) => scopes.Count == 0
        ? []
        : [.. (await AskAsync(new AuditQuery { Scopes = scopes, Actions = of.Actions, Since = of.Since, Until = of.Until }, Most)).Where(e => e.App is null)];

    /// <summary>Some events as steps, each with its start and its end, the newest first.</summary>
    public static IReadOnlyList<StoryStep> Steps(IEnumerable<AuditEvent> events) => [.. new Story(events.DistinctBy(e => e.Id)).Steps.Reverse()];

    async Task<IReadOnlyList<AuditEvent>> AskAsync(AuditQuery query, int most)
    {
        var answer = await questions.AskAsync(query, TimeZoneInfo.Utc, most, null, cancellationToken);
        IsPart |= answer.Cut is not null || (most == Most && answer.Older is not null);
        return answer.Events;
    }
}
