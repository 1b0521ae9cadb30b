using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SlackAudit.Events;
using SlackAudit.Record.Redaction;

namespace SlackAudit.Record;

/// <summary>Makes and ends rules and mutes; each change is an event of the log, in the same transaction.</summary>
public sealed class RuleChanges
{
    /// <summary>The most rules that are kept beside those of the settings: each is asked of every event.</summary>
    public const int MostSubscriptions = 200;

    /// <summary>The most mutes at one time.</summary>
    public const int MostMutes = 100;

    /// <summary>The longest that something is muted at one go.</summary>
    public static readonly TimeSpan LongestMute = TimeSpan.FromDays(7);

    readonly LogWriter writer;
    readonly RuleBook book;
    readonly TimeProvider time;

    internal RuleChanges(LogWriter writer, RuleBook book, TimeProvider time) => (this.writer, this.book, this.time) = (writer, book, time);

    /// <summary>Makes a rule, unless there is one of its name.</summary>
    /// <param name="wanted">The rule; when it is made is set here.</param>
    /// <param name="trust">How far it is sure who makes it.</param>
    /// <param name="cancellationToken">Given up before writing only.</param>
    /// <returns>Why it was not made, a sentence that says what to do; null when it stands as wanted.</returns>
    /// <exception cref="LogUnavailableException">The database did not take it.</exception>
    public async Task<string?> SubscribeAsync(Subscription wanted, ActorTrust trust, CancellationToken cancellationToken)
    {
        if (Secret(wanted.Name, wanted.Question) is { } secret) return secret;
        var now = Instants.Truncate(time.GetUtcNow());
        var made = wanted with { Name = Names.Fold(wanted.Name), MadeBy = Clean.Name(wanted.MadeBy), MadeAt = now };
        var page = await book.ReadAsync(cancellationToken);
        if (page.Subscriptions.Count >= MostSubscriptions && page.Subscriptions.All(each => each.Name != made.Name))
            return $"There are {MostSubscriptions} rules made in Slack already, which is as many as there may be. Unsubscribe one first.";
        var change = new SubscriptionChange(made, true, made.MadeBy, now, Id("subscription", now));
        if (await CommitAsync(change, change.ToEvent(trust), cancellationToken)) return null;
        var there = book.Page.Subscriptions.FirstOrDefault(each => each.Name == made.Name);
        return there is not null && (there.Question, there.Channel, there.QuietHours) == (made.Question, made.Channel, made.QuietHours)
            ? null
            : $"There is a rule named {made.Name} already. Give this one another name: named NAME.";
    }

    /// <summary>Ends a rule that was made in Slack.</summary>
    /// <param name="subscription">The rule as it was read.</param>
    /// <param name="by">Who says so; null where that is not known.</param>
    /// <param name="trust">How far it is sure that they do.</param>
    /// <param name="cancellationToken">Given up before writing only.</param>
    /// <returns>Whether it was there.</returns>
    /// <exception cref="LogUnavailableException">The database did not take it.</exception>
    public Task<bool> UnsubscribeAsync(Subscription subscription, string? by, ActorTrust trust, CancellationToken cancellationToken)
    {
        var now = Instants.Truncate(time.GetUtcNow());
        var change = new SubscriptionChange(subscription, false, Clean.Name(by), now, Id("subscription", now));
        return CommitAsync(change, change.ToEvent(trust), cancellationToken);
    }

    /// <summary>Mutes something for a while.</summary>
    /// <param name="wanted">What, until when and why; its id and when it was said are set here.</param>
    /// <param name="trust">How far it is sure who mutes it.</param>
    /// <param name="cancellationToken">Given up before writing only.</param>
    /// <returns>Why it was not muted, a sentence that says what to do; null when it is.</returns>
    /// <exception cref="LogUnavailableException">The database did not take it.</exception>
    public async Task<string?> MuteAsync(Mute wanted, ActorTrust trust, CancellationToken cancellationToken)
    {
        if (Secret(wanted.Rule, wanted.Question, wanted.Reason) is { } secret) return secret;
        var now = Instants.Truncate(time.GetUtcNow());
        if (wanted.Until <= now || wanted.Until > now + LongestMute) return "A mute lasts seven days at most. Say for how long: for 2h, for 3 days.";
        if ((await book.ReadAsync(cancellationToken)).Mutes.Count(mute => mute.Until > now) >= MostMutes) return $"{MostMutes} things are muted already, which is as many as may be. Unmute one first.";
        var mute = wanted with { Id = Guid.CreateVersion7(now).ToString("N"), Until = Instants.Truncate(wanted.Until), MutedBy = Clean.Name(wanted.MutedBy), MutedAt = now };
        var change = new MuteChange(mute, true, mute.MutedBy, now, Id("mute", now));
        await CommitAsync(change, change.ToEvent(trust), cancellationToken);
        return null;
    }

    /// <summary>Ends a mute before its time.</summary>
    /// <param name="mute">The mute as it was read.</param>
    /// <param name="by">Who says so; null where that is not known.</param>
    /// <param name="trust">How far it is sure that they do.</param>
    /// <param name="cancellationToken">Given up before writing only.</param>
    /// <returns>Whether it was there.</returns>
    /// <exception cref="LogUnavailableException">The database did not take it.</exception>
    public Task<bool> UnmuteAsync(Mute mute, string? by, ActorTrust trust, CancellationToken cancellationToken)
    {
        var now = Instants.Truncate(time.GetUtcNow());
        var change = new MuteChange(mute, false, Clean.Name(by), now, Id("mute", now));
        return CommitAsync(change, change.ToEvent(trust), cancellationToken);
    }

    /// <summary>Records that a rule could not be asked of an event; once a day and rule, however many processes say so.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="reason">What went wrong, in a word of the program's.</param>
    /// <param name="cancellationToken">Given up before writing only.</param>
    /// <exception cref="LogUnavailableException">The database did not take it.</exception>
    public Task BrokeAsync(string rule, string reason, CancellationToken cancellationToken)
    {
        var now = Instants.Truncate(time.GetUtcNow());
        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(rule)).AsSpan(0, 12));
        var said = new AuditEvent
        {
            Source = OwnSource.Name,
            SourceEventId = string.Create(CultureInfo.InvariantCulture, $"rule-broke/{name}/{now:yyyyMMdd}"),
            Action = Actions.Policy + ".rule",
            SourceAction = "rule.broke",
            Target = rule,
            TargetType = "rule",
            Outcome = Outcome.Failure,
            Sensitive = true,
            OccurredAt = now,
            Summary = $"the rule {rule} could not be asked of an event ({reason}), so what it asks for may not be told; ask it another way, or unsubscribe it (the service's own log says more)",
        };
        return writer.CommitAsync(new LogWork { Source = OwnSource.Name, Events = [Redact.Event(said)] }, cancellationToken);
    }

    async Task<bool> CommitAsync(LogChange change, AuditEvent said, CancellationToken cancellationToken)
    {
        var work = new LogWork { Source = OwnSource.Name, Change = change, Events = [Redact.Event(said)] };
        var taken = (await writer.CommitAsync(work, cancellationToken)).Taken;
        await book.RefreshAsync(CancellationToken.None);
        return taken;
    }

    // What is kept here is shown to everybody and kept as typed.
    internal static string? Secret(params IReadOnlyList<string?> typed) =>
        typed.OfType<string>().Any(text => Redact.Line(text) != text) ? "That holds what looks like a password, a token or a key. Leave it out, and change it if it is one." : null;

    static string Id(string kind, DateTimeOffset now) => string.Create(CultureInfo.InvariantCulture, $"{kind}/{Guid.CreateVersion7(now):N}");
}
