using Microsoft.EntityFrameworkCore;
using SlackAudit.Events;

namespace SlackAudit.Record;

/// <summary>Who is who: the people of the settings, and the names that were linked to people since.</summary>
public sealed class Identities
{
    readonly IDbContextFactory<AuditDbContext> contexts;
    readonly ILogger<Identities> logger;
    readonly Lock gate = new();
    volatile KnownPeople known;
    IReadOnlyList<IdentityLink> read = [];
    int asked;
    int shown;

    internal Identities(IDbContextFactory<AuditDbContext> contexts, PeopleSettings settings, ILogger<Identities> logger)
    {
        (this.contexts, this.logger, Settings) = (contexts, logger, settings);
        known = settings.Known;
    }

    /// <summary>Everybody who was known when the links were read last; the same one until a link has changed.</summary>
    public KnownPeople Known => known;

    internal PeopleSettings Settings { get; }

    /// <summary>Reads the links anew: another process may have made some. Where they cannot be read, what was known stays.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        try
        {
            var turn = Interlocked.Increment(ref asked);
            var links = await LinksAsync(cancellationToken);
            lock (gate)
            {
                // Whoever has just changed something looks after that: what was begun to be read before does not know it.
                if (turn < shown) return;
                shown = turn;
                if (!links.SequenceEqual(read)) (known, read) = (KnownBy(links), links);
            }
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Whoever asks next is told what is wrong with the database.
            logger.LogDebug("The linked identities could not be read; people are known as before. ({Reason})", exception.Message);
        }
    }

    /// <summary>What was linked, in the order of sources and names.</summary>
    public async Task<IReadOnlyList<IdentityLink>> LinksAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Identities.AsNoTracking().OrderBy(link => link.Source).ThenBy(link => link.Name).ToListAsync(cancellationToken);
    }

    KnownPeople KnownBy(IReadOnlyList<IdentityLink> links)
    {
        var linked = links.GroupBy(link => link.Person, StringComparer.Ordinal)
            .Select(person => new Person(person.Key, [.. person.Select(link => new Identity(link.Source.Length == 0 ? null : link.Source, link.Name))]));
        return new KnownPeople(Settings.People, [.. linked], Settings.SourceTypes);
    }
}
