using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SlackAudit.Events;
using SlackAudit.Record.Redaction;

namespace SlackAudit.Record;

/// <summary>The questions that people saved under a name, shared by all; each change is an event of the log, in the same transaction.</summary>
public sealed class SavedQuestions
{
    /// <summary>The most that are kept.</summary>
    public const int Most = 200;

    /// <summary>The longest name, in characters.</summary>
    public const int LongestName = 40;

    /// <summary>The longest question that is kept, in characters.</summary>
    public const int LongestQuestion = 1000;

    readonly LogWriter writer;
    readonly IDbContextFactory<AuditDbContext> contexts;
    readonly TimeProvider time;

    internal SavedQuestions(LogWriter writer, IDbContextFactory<AuditDbContext> contexts, TimeProvider time) =>
        (this.writer, this.contexts, this.time) = (writer, contexts, time);

    /// <summary>The question that a text is the name of; null where it is none.</summary>
    public async Task<SavedQuestion?> FindAsync(string text, CancellationToken cancellationToken)
    {
        if (NameIn(text) is not { } name) return null;
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.SavedQuestions.AsNoTracking().SingleOrDefaultAsync(saved => saved.Name == name, cancellationToken);
    }

    /// <summary>All of them, by name.</summary>
    public async Task<IReadOnlyList<SavedQuestion>> ListAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.SavedQuestions.AsNoTracking().OrderBy(saved => saved.Name).ToListAsync(cancellationToken);
    }

    /// <summary>The name that a misspelt one was meant to be; null where none is near.</summary>
    public async Task<string?> NearestAsync(string text, CancellationToken cancellationToken) =>
        NameIn(text) is { } name ? NearestWord.Names(name, (await ListAsync(cancellationToken)).Select(saved => saved.Name).Where(other => other != name)).FirstOrDefault() : null;

    /// <summary>Saves a question, in place of another one where it is theirs.</summary>
    /// <param name="wanted">The question; when it is saved is set here.</param>
    /// <param name="mayReplaceOthers">Whether they may change what somebody else saved.</param>
    /// <param name="trust">How far it is sure who saves it.</param>
    /// <param name="cancellationToken">Given up before writing only.</param>
    /// <returns>Why it was not saved, a sentence that says what to do; null when the name means that question now.</returns>
    /// <exception cref="LogUnavailableException">The database did not take it.</exception>
    public async Task<string?> SaveAsync(SavedQuestion wanted, bool mayReplaceOthers, ActorTrust trust, CancellationToken cancellationToken)
    {
        if (RuleChanges.Secret(wanted.Name, wanted.Question) is { } secret) return secret;
        var now = Instants.Truncate(time.GetUtcNow());
        var made = wanted with { Name = Names.Fold(wanted.Name), SavedBy = Clean.Name(wanted.SavedBy), SavedAt = now };
        var all = await ListAsync(cancellationToken);
        var there = all.FirstOrDefault(each => each.Name == made.Name);
        if (there?.Question == made.Question) return null;
        if (there is not null && !mayReplaceOthers && !there.IsOf(made.SlackUser))
            return $"{made.Name} is “{QuestionProblem.Cut(there.Question)}” already, which {there.SavedBy ?? "somebody"} saved. Take another name: only they or an admin can change it.";
        if (there is null && all.Count >= Most) return $"{Most} questions are saved already, which is as many as may be. Forget one first.";
        var change = new SavedQuestionChange(made, there, made.SavedBy, now, Id(now));
        if (await CommitAsync(change, trust, cancellationToken)) return null;
        return (await FindAsync(made.Name, cancellationToken))?.Question == made.Question ? null
            : $"Somebody else has just changed what is saved. Look what {made.Name} means now, and say it again if it is wrong.";
    }

    /// <summary>Forgets a saved question.</summary>
    /// <param name="saved">The question as it was read.</param>
    /// <param name="by">Who says so; null where that is not known.</param>
    /// <param name="trust">How far it is sure that they do.</param>
    /// <param name="cancellationToken">Given up before writing only.</param>
    /// <returns>Whether it was there.</returns>
    /// <exception cref="LogUnavailableException">The database did not take it.</exception>
    public Task<bool> ForgetAsync(SavedQuestion saved, string? by, ActorTrust trust, CancellationToken cancellationToken)
    {
        var now = Instants.Truncate(time.GetUtcNow());
        return CommitAsync(new SavedQuestionChange(null, saved, Clean.Name(by), now, Id(now)), trust, cancellationToken);
    }

    // A name is one word.
    static string? NameIn(string text)
    {
        text = text.Trim();
        return text.Length is > 0 and <= LongestName && !text.Any(char.IsWhiteSpace) ? Names.Fold(text) : null;
    }

    async Task<bool> CommitAsync(SavedQuestionChange change, ActorTrust trust, CancellationToken cancellationToken) =>
        (await writer.CommitAsync(new LogWork { Source = OwnSource.Name, Change = change, Events = [Redact.Event(change.ToEvent(trust))] }, cancellationToken)).Taken;

    static string Id(DateTimeOffset now) => string.Create(CultureInfo.InvariantCulture, $"question/{Guid.CreateVersion7(now):N}");
}
