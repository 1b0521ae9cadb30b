using System.Globalization;
using SlackAudit.Events;
using SlackAudit.Record;
using SlackAudit.Record.Messages;

namespace SlackAudit.Notify;

/// <summary>
/// Summaries in place of many messages: of what a channel is owed since Slack was away, and of what is too much for a channel at once. What is
/// sensitive is always told by itself.
/// </summary>
sealed class Summaries(LivingMessages living, TimeProvider time)
{
    /// <summary>The summary of what could not be told in time.</summary>
    public const string Late = "late";

    /// <summary>The summary of what is too much.</summary>
    public const string TooMuch = "too much";

    /// <summary>As many messages within <see cref="BudgetTime"/> are what people read.</summary>
    public const int Budget = 20;

    /// <summary>The stretch of time in which a channel's budget counts.</summary>
    public static readonly TimeSpan BudgetTime = TimeSpan.FromMinutes(5);

    /// <summary>What is owed for longer than this is late.</summary>
    public static readonly TimeSpan LateAfter = TimeSpan.FromMinutes(10);

    // One or two messages are better told as they are.
    const int FewestLate = 3;

    // In a stretch of BudgetTime: with fewer, the channel can be told one by one again.
    const int Calm = 10;

    const int MostKinds = 2000;

    static readonly TimeSpan KnownFor = TimeSpan.FromHours(1);

    /// <summary>Sums up what a channel is owed since long ago, if that is more than a few messages.</summary>
    public async Task<bool> LateAsync(Notification owed, CancellationToken cancellationToken)
    {
        var now = Now();
        if (owed.Sensitive || Since(owed) > now - LateAfter) return false;
        if ((await living.SummableAsync(owed.Channel, now - LateAfter, FewestLate, cancellationToken)).Count < FewestLate) return false;
        var summary = await living.SummarizeAsync(Summary(owed, Late, now), cancellationToken);
        return await GatherAsync(summary, TimeSpan.Zero, cancellationToken) > 0;
    }

    /// <summary>Sums up what a channel is owed while it has had more than people read.</summary>
    public async Task<bool> TooMuchAsync(Notification owed, CancellationToken cancellationToken)
    {
        var now = Now();
        var current = await living.SummaryAsync(owed.Channel, TooMuch, cancellationToken);
        var isOn = current?.LivesUntil > now && current.State is not (NotificationState.Failed or NotificationState.Dropped);
        if (!isOn && !await IsOverBudgetAsync(owed.Channel, now, cancellationToken)) return false;
        // The first of a kind goes at once, ahead of what is more of the same.
        var known = await living.KnownAsync(owed.Channel, now - KnownFor, cancellationToken);
        if (!known.Contains(Kinds.Beginning(owed.Kind!))) return false;
        var head = isOn ? current! : await living.SummarizeAsync(Summary(owed, TooMuch, now) with { LivesUntil = now + BudgetTime }, cancellationToken);
        var isCalm = isOn && head.LivesUntil < now + BudgetTime - Grouping.EditEvery && await living.CountAsync(head.Id, now - BudgetTime, cancellationToken) < Calm;
        return await JoinKnownAsync(head, known, isCalm ? head.LivesUntil!.Value : now + BudgetTime, cancellationToken) > 0;
    }

    /// <summary>Before a late summary is posted: what became late meanwhile is told with it.</summary>
    /// <returns>False: it is sent.</returns>
    public async Task<bool> GatherAsync(Notification summary, CancellationToken cancellationToken)
    {
        if (summary.Thing == Late) await GatherAsync(summary, TimeSpan.FromMinutes(1), cancellationToken);
        return false;
    }

    async Task<int> GatherAsync(Notification summary, TimeSpan age, CancellationToken cancellationToken)
    {
        var now = Now();
        var kinds = (await living.SummableAsync(summary.Channel, now - age, MostKinds, cancellationToken)).Select(owed => Kinds.Beginning(owed.Kind!)).Distinct(StringComparer.Ordinal);
        var joined = 0;
        foreach (var beginning in kinds) joined += await JoinAsync(summary, beginning, now - age, now, cancellationToken);
        return joined;
    }

    async Task<int> JoinKnownAsync(Notification head, IReadOnlySet<string> known, DateTimeOffset livesUntil, CancellationToken cancellationToken)
    {
        var now = Now();
        var beginnings = (await living.SummableAsync(head.Channel, now, MostKinds, cancellationToken)).Select(owed => Kinds.Beginning(owed.Kind!)).Distinct(StringComparer.Ordinal);
        var joined = 0;
        foreach (var beginning in beginnings.Where(known.Contains)) joined += await JoinAsync(head, beginning, now, livesUntil, cancellationToken);
        return joined;
    }

    Task<int> JoinAsync(Notification head, string beginning, DateTimeOffset owedBefore, DateTimeOffset livesUntil, CancellationToken cancellationToken)
    {
        var now = Now();
        var (from, to) = Kinds.Range(beginning);
        return living.JoinAsync(new Joining(head, now)
        {
            Which = Joining.Summed,
            Values = [from, to, long.MaxValue, owedBefore, false],
            EditDueAt = Grouping.EditDue(head, now),
            LivesUntil = livesUntil,
        }, cancellationToken);
    }

    async Task<bool> IsOverBudgetAsync(string channel, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var posted = await living.PostedAsync(channel, Budget, cancellationToken);
        return posted.Count == Budget && posted[^1] > now - BudgetTime;
    }

    // Since when it could have been told: what has been tried was due when it became owed.
    static DateTimeOffset Since(Notification owed) => owed.State == NotificationState.Pending && owed.DueAt > owed.CreatedAt ? owed.DueAt : owed.CreatedAt;

    static Notification Summary(Notification owed, string sort, DateTimeOffset now) => new()
    {
        Key = string.Create(CultureInfo.InvariantCulture, $"summary:{sort}:{owed.Id}:{owed.Channel}"),
        About = NotificationAbout.Summary,
        Rule = owed.Rule,
        Channel = owed.Channel,
        Thing = sort,
        CreatedAt = now,
        DueAt = now,
    };

    DateTimeOffset Now() => Instants.Truncate(time.GetUtcNow());
}
