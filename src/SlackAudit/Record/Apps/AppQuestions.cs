using SlackAudit.Events;
using SlackAudit.Record.Stories;

namespace SlackAudit.Record.Apps;

/// <summary>The questions about one app that need more than a list of events.</summary>
public sealed partial class AppQuestions(Questions questions, StoryReader stories)
{
    const int MostEnvironments = 200;

    static readonly TimeSpan LongestDeploy = TimeSpan.FromHours(6);
    static readonly TimeSpan LongestSession = TimeSpan.FromDays(7);

    /// <summary>What changed since an app worked: since its newest deploy that went well, up to the first that failed after it.</summary>
    /// <param name="about">Which app, and where.</param>
    /// <param name="since">The instant to look from instead; null for when it worked.</param>
    /// <param name="cancellationToken">Stops asking.</param>
    public async Task<Changed> ChangedAsync(AuditQuery about, DateTimeOffset? since, CancellationToken cancellationToken)
    {
        var app = await AppLog.OpenAsync(questions, about, cancellationToken);
        var good = since is null ? await app.NewestAsync(new AuditQuery { Actions = [Actions.Deploy], Outcomes = [Outcome.Success] }, 20) : [];
        var worked = good.Count > 0 ? good[0] : null;
        if ((since ?? worked?.OccurredAt) is not { } begin) return new Changed { Scopes = app.Scopes };
        var kinds = new AuditQuery { Actions = [.. Changed.Kinds.Keys], Since = begin, Until = about.Until };
        var events = await app.NewestAsync(kinds);
        var failed = worked is null ? null : events.LastOrDefault(e => e is { ActionRoot: Actions.Deploy, Outcome: Outcome.Failure });
        var steps = AppLog.Steps(events.Concat(await app.BesideAsync(kinds)).Where(e => e.Id != worked?.Id));
        var others = steps.Where(step => failed is null || step.End?.Id != failed.Id).ToList();
        return new Changed
        {
            Since = begin,
            Worked = worked,
            Failed = failed,
            Between = [.. others.Where(step => failed is null || step.At <= failed.OccurredAt)],
            After = [.. others.Where(step => failed is not null && step.At > failed.OccurredAt).Reverse()],
            Scopes = app.Scopes,
            IsPart = app.IsPart,
        };
    }

    /// <summary>The answer to a question for the last deploy of an app, with what became of its environment since.</summary>
    public async Task<Answer> TellAsync(Answer answer, CancellationToken cancellationToken)
    {
        if (answer is not { Query.Shape: QueryShape.Last, Events: [{ ActionRoot: Actions.Deploy, App: { } name } deploy] }) return answer;
        var scopes = deploy.Scope is { } scope ? [scope] : Array.Empty<string>();
        var app = await AppLog.OpenAsync(questions, new AuditQuery { Apps = [name], Scopes = scopes }, cancellationToken);
        var events = await app.NewestAsync(new AuditQuery { Actions = [Actions.Env], Since = deploy.OccurredAt }, MostEnvironments);
        return answer with { VariablesSince = (await VariablesAsync(events, cancellationToken)).Known };
    }

    /// <summary>What lies between two releases of an app, whichever was deployed first.</summary>
    /// <param name="about">Which app, and where.</param>
    /// <param name="one">The id of a release.</param>
    /// <param name="other">The id of another.</param>
    /// <param name="cancellationToken">Stops asking.</param>
    public async Task<ReleaseDiff> DiffAsync(AuditQuery about, string one, string other, CancellationToken cancellationToken)
    {
        var app = await AppLog.OpenAsync(questions, about, cancellationToken);
        var (first, second) = (await ReleaseAsync(app, one, cancellationToken), await ReleaseAsync(app, other, cancellationToken));
        if (first is null || second is null)
            return new ReleaseDiff { From = first, To = second, Scopes = app.Scopes, Unknown = [.. new[] { (first, one), (second, other) }.Where(each => each.Item1 is null).Select(each => each.Item2)] };
        var (from, to) = first.At <= second.At ? (first, second) : (second, first);
        var during = new AuditQuery { Since = from.At, Until = to.At.AddTicks(TimeSpan.TicksPerMillisecond) };
        var events = await app.NewestAsync(during with { Actions = [Actions.Push, Actions.Merge, Actions.Deploy, Actions.Scale, Actions.Env, Actions.Secret] });
        var ends = new[] { from.Deploy, to.Deploy }.SelectMany(step => new[] { step.Start?.Id, step.End?.Id }).ToHashSet();
        return new ReleaseDiff
        {
            From = from,
            To = to,
            Between = [.. AppLog.Steps(events.Where(e => !ends.Contains(e.Id) && e.ActionRoot != Actions.Env)).Reverse()],
            Variables = (await VariablesAsync(events, cancellationToken)).Known,
            Scopes = app.Scopes,
            IsPart = app.IsPart,
        };
    }

    /// <summary>An app as it was at an instant: what ran, with which environment, and who was in it.</summary>
    /// <param name="about">Which app, and where.</param>
    /// <param name="at">The instant.</param>
    /// <param name="cancellationToken">Stops asking.</param>
    public async Task<AppState> StateAsync(AuditQuery about, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var app = await AppLog.OpenAsync(questions, about with { Until = at }, cancellationToken);
        var until = new AuditQuery { Until = at };
        var deploys = await app.NewestAsync(until with { Actions = [Actions.Deploy] }, 100);
        var steps = AppLog.Steps(deploys);
        var running = new List<Release>();
        foreach (var step in steps.Where(step => step.Outcome == Outcome.Success).DistinctBy(step => step.Event.ScopeKey))
            running.Add(new Release(step, await stories.OfAsync(step.Event, cancellationToken)));
        var (known, nameless) = await VariablesAsync(await app.NewestAsync(until with { Actions = [Actions.Env] }), cancellationToken);
        return new AppState
        {
            At = at,
            Running = running,
            UnderWay = [.. steps.Where(step => step.Outcome == Outcome.Started && at - step.At < LongestDeploy)],
            Variables = [.. known.Where(variable => variable.Change.Did != "removed")],
            NamelessChanges = nameless,
            Open = await OpenAsync(app, at, cancellationToken),
            Scopes = app.Scopes,
            IsPart = app.IsPart,
        };
    }

    async Task<Release?> ReleaseAsync(AppLog app, string id, CancellationToken cancellationToken)
    {
        var steps = AppLog.Steps(await app.NewestAsync(new AuditQuery { Targets = [id], Actions = [Actions.Deploy] }, 100));
        return (steps.FirstOrDefault(step => step.Outcome == Outcome.Success) ?? (steps.Count > 0 ? steps[0] : null)) is { } deploy
            ? new Release(deploy, await stories.OfAsync(deploy.Event, cancellationToken))
            : null;
    }

    // The newest change of each variable counts; a change that only names it keeps no fingerprint from before.
    async Task<(IReadOnlyList<EnvState> Known, IReadOnlyList<AuditEvent> Nameless)> VariablesAsync(IEnumerable<AuditEvent> newestFirst, CancellationToken cancellationToken)
    {
        var (known, nameless) = (new Dictionary<string, EnvState>(StringComparer.Ordinal), new List<AuditEvent>());
        var events = newestFirst.Where(e => e.ActionRoot == Actions.Env && e.Outcome != Outcome.Failure).Take(MostEnvironments).ToList();
        var shared = await SharedAsync(events, cancellationToken);
        foreach (var e in events)
        {
            var changes = !shared.Contains(e.PayloadId ?? 0) && await questions.PayloadAsync(e, cancellationToken) is { } payload ? EnvChange.Of(payload) : [];
            if (changes.Count == 0) nameless.Add(e);
            foreach (var change in changes) known.TryAdd(change.Name, new EnvState(change, e));
        }
        return ([.. known.Values.OrderBy(variable => variable.Change.Name, StringComparer.Ordinal)], nameless);
    }

    // A delivery of several events has one payload, which does not say whose variables are whose.
    async Task<HashSet<long>> SharedAsync(IReadOnlyList<AuditEvent> events, CancellationToken cancellationToken)
    {
        var next = await questions.FindAsync([.. events.Select(e => (e.PayloadId ?? 0) + 1).Distinct()], cancellationToken);
        return [.. events.Where(e => e.PayloadId != e.Id).Select(e => e.PayloadId ?? 0), .. next.Where(e => e.PayloadId == e.Id - 1).Select(e => e.Id - 1)];
    }

    // Nobody closes a session that was opened a week ago, and its end was lost rather.
    async Task<IReadOnlyList<Session>> OpenAsync(AppLog app, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var access = new AuditQuery { Actions = [Actions.Exec, Actions.Ssh, Actions.Db], Since = at - LongestSession, Until = at };
        var events = (await app.NewestAsync(access)).Concat(await app.BesideAsync(access)).DistinctBy(e => e.Id).ToList();
        var told = await stories.TellAsync(new Answer { Query = access, Events = events }, cancellationToken);
        return [.. told.Sessions.Values.DistinctBy(session => session.Start.Id).Where(session => session.Start.OccurredAt < at && !(session.End?.OccurredAt < at))
            .OrderByDescending(session => session.Start.OccurredAt)];
    }
}
